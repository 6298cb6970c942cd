"""Transcriber: realtime microphone transcription on the desktop."""

__version__ = "0.1.0"

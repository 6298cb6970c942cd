"""The composition root, without Qt: the window and the commands both start from here."""

from transcriber.app.application import App
from transcriber.app.folders import recordings_folder, sample_path
from transcriber.app.request import FileSource, MicrophoneSource, RecordingRequest

__all__ = ["App", "FileSource", "MicrophoneSource", "RecordingRequest", "recordings_folder", "sample_path"]

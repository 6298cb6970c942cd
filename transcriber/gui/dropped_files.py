"""What was dropped on the window: one audio file, or what is wrong with it. Touches no more than the file's name."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl

from transcriber.session.notices import Problem

AUDIO_SUFFIXES = (".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aiff", ".aif")
_REMEDY = "Drop one audio file: WAV, FLAC, OGG, Opus, MP3 or AIFF."


def dropped_file(urls: Sequence[QUrl]) -> Path | Problem:
    """The file to transcribe, or what to say to the person."""
    if len(urls) != 1:
        return Problem(
            "not_one_file", f"{len(urls)} things were dropped, and one file is transcribed at a time.", _REMEDY
        )
    if not urls[0].isLocalFile():
        return Problem("not_a_local_file", "What was dropped is not a file on this computer.", _REMEDY)
    path = Path(urls[0].toLocalFile())
    if path.is_dir():
        return Problem("not_a_file", f"“{path.name}” is a folder.", _REMEDY)
    if path.suffix.lower() not in AUDIO_SUFFIXES:
        remedy = "Drop WAV, FLAC, OGG, Opus, MP3 or AIFF, or try it with Ctrl+O."
        return Problem("not_audio", f"“{path.name}” does not look like an audio file.", remedy)
    return path

"""What was dropped on the window: one audio file, or what is wrong with it. Touches no more than the file's name."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl

from transcriber.gui.language import tr
from transcriber.sentence import said
from transcriber.session.notices import Problem

AUDIO_SUFFIXES = (".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aiff", ".aif")
_REMEDY = said("Drop one audio file: WAV, FLAC, OGG, Opus, MP3 or AIFF.")


def dropped_file(urls: Sequence[QUrl]) -> Path | Problem:
    """The file to transcribe, or what to say to the person."""
    if len(urls) != 1:
        return Problem(
            "not_one_file",
            tr("{count} things were dropped, and one file is transcribed at a time.").format(count=len(urls)),
            _REMEDY,
        )
    if not urls[0].isLocalFile():
        return Problem("not_a_local_file", tr("What was dropped is not a file on this computer."), _REMEDY)
    path = Path(urls[0].toLocalFile())
    if path.is_dir():
        return Problem("not_a_file", tr("“{name}” is a folder.").format(name=path.name), _REMEDY)
    if path.suffix.lower() not in AUDIO_SUFFIXES:
        remedy = tr("Drop WAV, FLAC, OGG, Opus, MP3 or AIFF, or try it with Ctrl+O.")
        return Problem("not_audio", tr("“{name}” does not look like an audio file.").format(name=path.name), remedy)
    return path

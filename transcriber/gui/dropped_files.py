"""What was dropped on the window: audio files, or what is wrong with them. Touches no more than the files' names."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl

from transcriber.gui.language import tr
from transcriber.sentence import said
from transcriber.session.notices import Problem

AUDIO_SUFFIXES = (".wav", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aiff", ".aif")
_REMEDY = said("Drop audio files: WAV, FLAC, OGG, Opus, MP3 or AIFF.")


def dropped_files(urls: Sequence[QUrl]) -> tuple[Path, ...] | Problem:
    """The files to transcribe, in their order, or what to say to the person: all of them are taken, or none."""
    if not urls:
        return Problem("no_file", tr("Nothing that was dropped is a file."), _REMEDY)
    paths = []
    for url in urls:
        path = _audio_file(url)
        if isinstance(path, Problem):
            return path
        paths.append(path)
    return tuple(paths)


def _audio_file(url: QUrl) -> Path | Problem:
    if not url.isLocalFile():
        return Problem("not_a_local_file", tr("What was dropped is not a file on this computer."), _REMEDY)
    path = Path(url.toLocalFile())
    if path.is_dir():
        return Problem("not_a_file", tr("“{name}” is a folder.").format(name=path.name), _REMEDY)
    if path.suffix.lower() not in AUDIO_SUFFIXES:
        remedy = tr("Drop WAV, FLAC, OGG, Opus, MP3 or AIFF, or try “Transcribe an audio file…” in the menu.")
        return Problem("not_audio", tr("“{name}” does not look like an audio file.").format(name=path.name), remedy)
    return path

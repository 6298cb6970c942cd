"""What may be dropped, and what is said about everything else."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from transcriber.gui.dropped_files import dropped_files
from transcriber.session.notices import Problem


@pytest.mark.parametrize("name", ["talk.wav", "Talk.FLAC", "größe & ü.ogg"])
def test_an_audio_file_is_taken(tmp_path: Path, name: str) -> None:
    assert dropped_files([QUrl.fromLocalFile(str(tmp_path / name))]) == (tmp_path / name,)


def test_several_are_taken_in_their_order(tmp_path: Path) -> None:
    paths = tuple(tmp_path / name for name in ("b.wav", "a.mp3", "c.opus"))
    assert dropped_files([QUrl.fromLocalFile(str(path)) for path in paths]) == paths


def test_everything_else_is_said(tmp_path: Path) -> None:
    (tmp_path / "album.wav").mkdir()
    local = [QUrl.fromLocalFile(str(tmp_path / name)) for name in ("album.wav", "notes.txt", "a.wav", "b.wav")]
    problems = [dropped_files(urls) for urls in ([local[0]], [*local[2:], local[1]], [QUrl("https://host/a.wav")], [])]
    assert all(isinstance(problem, Problem) and problem.remedy for problem in problems)
    assert [problem.code for problem in problems if isinstance(problem, Problem)] == [
        "not_a_file",
        "not_audio",
        "not_a_local_file",
        "no_file",
    ]

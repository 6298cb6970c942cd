"""A recording of the history becomes a file, or a plain sentence says why not."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.export.formats import ExportFormat
from transcriber.gui.history.exporting import Exporting

Shelf = Any
"""The fixture's class lives in conftest.py, which no test imports."""


@pytest.fixture
def exporting(history_folder: Path, qtbot: QtBot) -> Exporting:
    window = QWidget()
    qtbot.addWidget(window)
    made = Exporting(history_folder, window)
    made.window = window  # type: ignore[attr-defined]
    return made


def test_it_is_written_as_it_stands_in_the_history(
    exporting: Exporting, shelf: Shelf, tmp_path: Path, qtbot: QtBot
) -> None:
    recording = shelf.add("Weekly sync", "So the release slips.")
    with qtbot.waitSignal(exporting.saved) as told:
        exporting.export(recording, tmp_path / "out.txt", ExportFormat.TXT)
    assert told.args == ["out.txt"]
    assert "So the release slips." in (tmp_path / "out.txt").read_text()


def test_a_folder_that_is_not_there_is_told(exporting: Exporting, shelf: Shelf, tmp_path: Path, qtbot: QtBot) -> None:
    recording = shelf.add("Weekly sync", "So.")
    with qtbot.waitSignal(exporting.problem_raised) as told:
        exporting.export(recording, tmp_path / "nowhere" / "out.txt", ExportFormat.TXT)
    assert told.args[0].code == "not_saved"
    assert told.args[0].message.startswith("The transcript was not saved.")

"""The name and the format under which a person saves."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.export.formats import ExportFormat
from transcriber.gui.save_dialog import SaveDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def dialog(window: QWidget) -> SaveDialog:
    return SaveDialog("Plan", tuple(ExportFormat), ExportFormat.TXT, window)


def test_every_format_is_offered_with_a_name_that_fits(dialog: SaveDialog) -> None:
    assert dialog.nameFilters()[:2] == ["Text (*.txt)", "Markdown (*.md)"]
    assert Path(dialog.selectedFiles()[0]).name == "Plan.txt"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.txt", ExportFormat.TXT),
        ("a.DOCX", ExportFormat.DOCX),
        ("a.b.csv", ExportFormat.CSV),
        ("a.v2", ExportFormat.MD),
    ],
)
def test_the_ending_of_the_name_decides_and_then_the_list(
    dialog: SaveDialog, qtbot: QtBot, name: str, wanted: ExportFormat
) -> None:
    dialog.selectNameFilter("Markdown (*.md)")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.fileSelected.emit(f"/somewhere/{name}")
    assert chosen.args == [Path(f"/somewhere/{name}"), wanted]


def test_a_name_without_an_ending_gets_that_of_the_list(dialog: SaveDialog) -> None:
    dialog.filterSelected.emit("Web page (*.html)")
    assert dialog.defaultSuffix() == "html"

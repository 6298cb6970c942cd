"""The file's form: a place before a file."""

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from transcriber.gui.caption_page.file_form import FileForm
from transcriber.gui.theme import Theme
from transcriber.settings.caption_sharing import CaptionSharing


@pytest.fixture
def form(theme: Theme, qtbot: QtBot) -> FileForm:
    made = FileForm(theme)
    qtbot.addWidget(made)
    return made


def test_without_a_place_the_place_is_asked_for_first(form: FileForm) -> None:
    chosen: list[CaptionSharing] = []
    form.changed.connect(chosen.append)
    form.on.click()
    dialog = form.findChild(QFileDialog)
    assert dialog is not None
    assert not dialog.isModal()
    assert not form.on.isChecked()
    assert chosen == []
    dialog.fileSelected.emit("captions.txt")
    dialog.close()
    assert chosen == [CaptionSharing(is_file_on=True, file_path="captions.txt")]
    assert form.on.isChecked()
    assert form.path.text() == "captions.txt"


def test_lines_and_off(form: FileForm) -> None:
    chosen: list[CaptionSharing] = []
    form.show_sharing(CaptionSharing(is_file_on=True, file_path="captions.txt"))
    form.changed.connect(chosen.append)
    form.lines.setValue(3)
    form.on.click()
    assert [(each.file_lines, each.is_file_on) for each in chosen] == [(3, True), (3, False)]

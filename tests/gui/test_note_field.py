"""A note is kept with Enter, thrown away with Escape, and never empty."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.note_field import NoteField


def test_enter_keeps_and_escape_throws_away(qtbot: QtBot) -> None:
    field = NoteField()
    written: list[str] = []
    qtbot.addWidget(field)
    field.written.connect(written.append)
    field.open("1:23")
    assert field.field.accessibleName() == "Note at 1:23 of the recording"
    qtbot.keyClicks(field.field, "  ask Ana ")
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert (written, field.isHidden()) == (["ask Ana"], True)
    field.open("1:23")
    qtbot.keyClicks(field.field, "no")
    qtbot.keyClick(field.field, Qt.Key.Key_Escape)
    field.open("1:23")
    assert field.field.text() == ""
    field.keep.click()
    assert written == ["ask Ana"]


def test_the_keyboard_goes_back_to_where_it_was(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    text, field, other = QLineEdit(), NoteField(), QLineEdit()
    for widget in (text, field, other):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    text.setFocus()
    field.open("1:23")
    assert window.focusWidget() is field.field
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert window.focusWidget() is text

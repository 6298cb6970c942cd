"""Above the text a note is kept with Enter or its button; the field is there only while one is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.note_field import NoteField


def test_enter_keeps_and_escape_throws_away(qtbot: QtBot) -> None:
    field = NoteField()
    written: list[str] = []
    qtbot.addWidget(field)
    field.line.written.connect(written.append)
    field.open()
    qtbot.keyClicks(field.line, "  ask Ana ")
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert (written, field.isHidden()) == (["ask Ana"], True)
    field.open()
    qtbot.keyClicks(field.line, "no")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.isHidden()
    field.open()
    assert field.line.text() == ""
    field.keep.click()
    assert written == ["ask Ana"]


def test_the_keyboard_goes_back_to_where_it_was_from_its_button_too(qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    text, field, other = QLineEdit(), NoteField(), QLineEdit()
    for widget in (text, field, other):
        column.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    text.setFocus()
    field.open()
    assert window.focusWidget() is field.line
    qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert window.focusWidget() is text
    field.open()
    field.line.setText("ask Ana")
    field.keep.setFocus()
    field.keep.click()
    assert window.focusWidget() is text


def test_what_it_has_no_room_for_is_said_below_it(qtbot: QtBot) -> None:
    field = NoteField()
    qtbot.addWidget(field)
    field.open()
    field.line.insert("x" * 2_000)
    assert [label.text() for label in field.findChildren(QLabel)] == []
    qtbot.keyClicks(field.line, "y")
    said = field.findChild(QLabel)
    assert isinstance(said, QLabel)
    assert said.isVisible()
    assert said.text() == "There is room for 2,000 characters here; the rest was left out."
    field.line.clear()
    assert not said.isVisible()

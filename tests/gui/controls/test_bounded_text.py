"""However much is pasted, the field takes what it can lay out at once, and loses nothing that stood there."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.bounded_text import MOST_CHARACTERS, BoundedText


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def test_what_is_too_much_is_cut(qtbot: QtBot) -> None:
    field = BoundedText()
    qtbot.addWidget(field)
    field.setPlainText("ask ")
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.insertFromMimeData(pasted("Ana\nand Ben"))
    assert field.toPlainText() == "ask Ana\nand Ben"
    field.insertFromMimeData(pasted("x" * 1_000_000))
    assert field.toPlainText() == "ask Ana\nand Ben".ljust(MOST_CHARACTERS, "x")
    field.insertFromMimeData(pasted("y"))
    assert len(field.toPlainText()) == MOST_CHARACTERS


def test_what_is_chosen_makes_room(qtbot: QtBot) -> None:
    field = BoundedText()
    qtbot.addWidget(field)
    field.insertFromMimeData(pasted("x" * MOST_CHARACTERS))
    field.selectAll()
    field.insertFromMimeData(pasted("<b>new</b>"))
    assert field.toPlainText() == "<b>new</b>"

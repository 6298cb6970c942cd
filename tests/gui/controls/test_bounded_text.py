"""However much is written or pasted, the field takes what it can lay out at once, and says so where that is not all."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.bounded_text import MOST_CHARACTERS, BoundedText

NO_ROOM = "There is room for 16,384 characters here; the rest was left out."
FULL = ("words " * MOST_CHARACTERS)[:MOST_CHARACTERS]


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


class Listened(BoundedText):
    """What it says is written down."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.filled.connect(self.told.append)


@pytest.fixture
def field(qtbot: QtBot) -> Listened:
    made = Listened()
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_is_too_much_is_cut_and_said(field: Listened) -> None:
    field.setPlainText("ask ")
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.insertFromMimeData(pasted("Ana\nand Ben"))
    assert field.toPlainText() == "ask Ana\nand Ben"
    assert field.told == []
    field.insertFromMimeData(pasted("x" * 1_000_000))
    assert field.toPlainText() == "ask Ana\nand Ben".ljust(MOST_CHARACTERS, "x")
    assert field.told == [NO_ROOM]
    field.insertFromMimeData(pasted("y"))
    assert len(field.toPlainText()) == MOST_CHARACTERS
    assert field.told == [NO_ROOM], "it is said already"


def test_what_just_fits_is_not_worth_a_word(field: Listened) -> None:
    field.insertFromMimeData(pasted(FULL))
    assert len(field.toPlainText()) == MOST_CHARACTERS
    assert field.told == []


def test_it_is_no_longer_said_once_there_is_room(field: Listened) -> None:
    field.insertFromMimeData(pasted(FULL + "!"))
    field.textCursor().deletePreviousChar()
    field.textCursor().deletePreviousChar()
    assert field.told == [NO_ROOM, ""]
    field.insertFromMimeData(pasted("xxx"))
    assert field.told == [NO_ROOM, "", NO_ROOM]


def test_what_is_chosen_makes_room(field: Listened) -> None:
    field.insertFromMimeData(pasted(FULL))
    field.selectAll()
    field.insertFromMimeData(pasted("<b>new</b>"))
    assert field.toPlainText() == "<b>new</b>"
    assert field.told == []


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_what_is_typed_needs_room_too(field: Listened, key: Qt.Key, qtbot: QtBot) -> None:
    field.insertFromMimeData(pasted(FULL))
    qtbot.keyClick(field, key)
    assert field.toPlainText() == FULL
    assert field.told == [NO_ROOM]
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClick(field, key)
    assert len(field.toPlainText()) == MOST_CHARACTERS
    assert field.toPlainText() != FULL
    assert field.told == [NO_ROOM, ""]


def test_what_is_typed_over_what_is_chosen_has_room(field: Listened, qtbot: QtBot) -> None:
    field.insertFromMimeData(pasted(FULL))
    qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Y)
    assert field.toPlainText() == "y"
    assert field.told == []


def test_what_an_input_method_writes_is_cut_as_well(field: Listened) -> None:
    field.insertFromMimeData(pasted(FULL[:-1]))
    written = QInputMethodEvent()
    written.setCommitString("日本")
    QApplication.sendEvent(field, written)
    assert field.toPlainText() == FULL[:-1] + "日"
    assert field.told == [NO_ROOM]


def test_a_text_that_was_longer_all_along_is_shown_whole_and_can_be_put_right(field: Listened, qtbot: QtBot) -> None:
    longer = FULL + " and so on"
    field.setPlainText(longer)
    assert field.toPlainText() == longer
    qtbot.keyClick(field, Qt.Key.Key_Y)
    assert field.toPlainText() == longer
    assert field.told == ["There is room for 16,394 characters here; the rest was left out."]
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_W)
    assert field.toPlainText() == longer
    field.setPlainText("")
    field.insertFromMimeData(pasted(longer))
    assert field.toPlainText() == FULL

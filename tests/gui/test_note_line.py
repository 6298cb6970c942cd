"""A note is about the moment when it was begun, is never empty, and gives the keyboard back."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.note_line import NoteLine


class Window(QWidget):
    """Something that has the keyboard, and a line to write in."""

    def __init__(self) -> None:
        super().__init__()
        home = QWidget()
        self.before, self.line = QLineEdit(), NoteLine(home)
        self.told: list[str] = []
        QVBoxLayout(home).addWidget(self.line)
        column = QVBoxLayout(self)
        column.addWidget(self.before)
        column.addWidget(home)
        self.line.begun.connect(lambda: self.told.append("begun"))
        self.line.written.connect(self.told.append)
        self.line.left.connect(lambda: self.told.append("left"))


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    made.resize(600, 200)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.before.setFocus()
    return made


def test_it_is_begun_by_key_or_with_the_first_letter_and_once(window: Window, qtbot: QtBot) -> None:
    before, line, told = window.before, window.line, window.told
    line.take_keyboard()
    qtbot.keyClicks(line, "ask")
    line.take_keyboard()
    qtbot.keyClicks(line, " Ana")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["begun", "left", "ask Ana"]
    assert window.focusWidget() is before
    told.clear()
    line.setFocus()
    assert told == []
    qtbot.keyClicks(line, "x")
    assert told == ["begun"]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["begun", "left", "x"]
    assert window.focusWidget() is line, "whoever clicked into it writes the next one"


def test_asked_for_again_an_empty_one_is_about_that_moment(window: Window, qtbot: QtBot) -> None:
    line, told = window.line, window.told
    line.take_keyboard()
    window.before.setFocus()
    line.take_keyboard()
    assert told == ["begun"] * 2
    qtbot.keyClicks(line, "ask")
    line.take_keyboard()
    assert told == ["begun"] * 2, "one with words keeps its moment"


def test_what_another_program_writes_into_it_is_begun_too(window: Window) -> None:
    window.line.setText("spoken")
    window.line.give()
    assert window.told == ["begun", "left", "spoken"]


def test_escape_throws_it_away_and_an_empty_one_is_none(window: Window, qtbot: QtBot) -> None:
    before, line, told = window.before, window.line, window.told
    line.take_keyboard()
    qtbot.keyClicks(line, "no")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (line.text(), window.focusWidget()) == ("", before)
    line.take_keyboard()
    qtbot.keyClicks(line, "   ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["begun", "left"] * 2


def test_what_had_the_keyboard_may_be_gone_when_it_is_left(window: Window, qtbot: QtBot) -> None:
    window.line.take_keyboard()
    shiboken6.delete(window.before)
    qtbot.keyClicks(window.line, "ask")
    qtbot.keyClick(window.line, Qt.Key.Key_Return)
    assert window.told == ["begun", "left", "ask"]


def test_it_says_its_moment_as_far_as_there_is_room_and_whole_to_a_screen_reader(window: Window, qtbot: QtBot) -> None:
    line = window.line
    assert (line.placeholderText(), line.accessibleName()) == ("Write a note", "Write a note")
    line.tell_moment("1:23")
    assert line.placeholderText() == line.toolTip() == "Note at 1:23: Enter keeps it, Esc throws it away"
    assert line.accessibleName() == "Note at 1:23 of the recording"
    window.resize(260, 200)
    qtbot.waitUntil(lambda: line.placeholderText() == "Note at 1:23")
    assert line.toolTip().endswith("throws it away")
    line.leave()
    assert (line.placeholderText(), line.toolTip()) == ("Write a note", "")


def test_what_a_note_has_no_room_for_is_said_until_there_is_room(window: Window, qtbot: QtBot) -> None:
    line, told = window.line, window.told
    line.filled.connect(told.append)
    line.setFocus()
    line.insert("x" * 2_000)
    told.clear()
    qtbot.keyClicks(line, "yz")
    assert line.text() == "x" * 2_000
    assert told == ["There is room for 2,000 characters here; the rest was left out."]
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert told[1:] == [""]
    QApplication.clipboard().setText("words that were copied")
    line.paste()
    assert line.text() == "x" * 1_999 + "w"
    assert told[2:] == ["There is room for 2,000 characters here; the rest was left out."]
    line.leave()
    assert told[3:] == ["", "left"]

"""A few words are asked for: Enter keeps them, nothing is kept where nothing is written."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.bounded_text import MOST_CHARACTERS
from transcriber.gui.history.words_dialog import WordsDialog


def test_enter_keeps_the_words_and_shift_enter_writes_a_line(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = WordsDialog("Note", "Note at 0:04", "", window)
    said: list[str] = []
    dialog.said.connect(said.append)
    dialog.show()
    assert not dialog.keep.isEnabled()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert said == []
    QTest.keyClicks(dialog.text, "Ask")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(dialog.text, "Ana")
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    assert said == ["Ask\nAna"]


def test_what_there_is_no_room_for_is_said_below_the_words(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = WordsDialog("Note", "Note at 0:04", "", window)
    dialog.show()
    before_px = dialog.height()
    dialog.text.setPlainText(("words " * MOST_CHARACTERS)[:MOST_CHARACTERS])
    dialog.text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(dialog.text, "y")
    assert dialog.filled.isVisible()
    assert dialog.filled.words == "There is room for 16,384 characters here; the rest was left out."
    qtbot.waitUntil(lambda: dialog.height() > before_px)
    QTest.keyClick(dialog.text, Qt.Key.Key_Backspace)
    assert not dialog.filled.isVisible()

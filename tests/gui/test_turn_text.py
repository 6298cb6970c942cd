"""A text of turns is there to be read: nothing in it can be changed, and copies are plain."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from transcriber.gui.theme import Theme
from transcriber.gui.turn_list import TurnList
from transcriber.gui.turn_text import COLUMN_PX, SIDE_MARGIN_PX, TurnText
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState


@pytest.fixture
def text(theme: Theme, qtbot: QtBot) -> TurnText:
    made = TurnText(theme, TurnList())
    qtbot.addWidget(made)
    for index, words in enumerate(("One.", "<b>Two.</b>", "Three.", "Four.")):
        made.contents.insert(index)
        made.contents.show(index, Turn(number=index + 1, state=TurnState.FINISHED, text=words, languages=("en",)))
    return made


def test_it_is_read_only_and_copied_as_plain_text(text: TurnText) -> None:
    QTest.keyClicks(text, "typed")
    assert text.toPlainText() == "One.\n<b>Two.</b>\nThree.\nFour."
    text.selectAll()
    copied = text.createMimeDataFromSelection()
    assert copied.text() == text.toPlainText()
    assert not copied.hasHtml()


def test_the_column_stays_readable(text: TurnText) -> None:
    text.resize(1600, 400)
    text.show()
    assert text.viewport().width() < COLUMN_PX + SIDE_MARGIN_PX
    text.resize(500, 400)
    assert text.viewportMargins().left() == SIDE_MARGIN_PX


def test_rows_are_taken_out_together_and_found_by_their_blocks(text: TurnText) -> None:
    text.contents.remove(1, 2)
    assert text.toPlainText() == "One.\nFour."
    assert text.contents.index_of(text.contents.block_of(1)) == 1
    text.contents.remove(1)
    assert text.toPlainText() == "One."


def test_room_is_kept_beside_a_row_only(text: TurnText) -> None:
    text.contents.keep_clear(1, 100)
    margins = [text.contents.block_of(index).blockFormat().rightMargin() for index in range(4)]
    assert margins == [0, 100, 0, 0]
    cursor = QTextCursor(text.document())
    assert cursor.blockFormat().rightMargin() == 0


def test_a_name_for_which_there_is_not_room_enough_is_told_by_pointing(theme: Theme, qtbot: QtBot) -> None:
    turns = TurnList()
    turns.names.rename("A", "A person whose name is far too long for the margin")
    text = TurnText(theme, turns)
    qtbot.addWidget(text)
    for index, speaker in enumerate("AB"):
        segments = (SpeakerSegment(speaker, "One."),)
        turn = Turn(number=index + 1, state=TurnState.FINISHED, text="One.", segments=segments)
        turns.names.meet(turn)
        text.contents.insert(index)
        text.contents.show(index, turn)
    text.resize(700, 300)
    text.show()
    told = []
    for index in (1, 0):
        place = text.cursorRect(QTextCursor(text.contents.block_of(index))).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, text.viewport().mapToGlobal(place))
        QApplication.sendEvent(text.viewport(), event)
        told.append(QToolTip.text())
    assert told == ["", "A person whose name is far too long for the margin"]

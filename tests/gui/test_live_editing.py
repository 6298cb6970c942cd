"""A finished turn is corrected where it stands while the recording goes on."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def say(stage: Stage, number: int, text: str, *, is_on_silence: bool = False, is_live: bool = False) -> None:
    state = TurnState.LIVE if is_live else TurnState.FINISHED
    turn = Turn(number=number, state=state, text=text, start_ms=number * 1_000, is_on_silence=is_on_silence)
    change = TurnChange.DELTA if is_live else TurnChange.COMPLETED
    stage.window.page.transcript.apply((TurnChanged(change, turn, number - 1),))


@pytest.fixture
def talked(stage: Stage) -> Stage:
    stage.window.page.show_transcript(True)
    say(stage, 1, "with pie side six")
    say(stage, 2, "thank you", is_on_silence=True)
    say(stage, 3, "and so", is_live=True)
    return stage


def test_a_finished_turn_is_rewritten_and_the_end_is_followed_again(talked: Stage, qtbot: QtBot) -> None:
    parts = talked.window.parts
    transcript, editor = parts.page.transcript, parts.live_editing.editor
    transcript.edit_asked.emit(1)
    assert editor.isVisibleTo(transcript)
    assert not editor.split.isVisibleTo(editor)
    assert not transcript.is_following
    editor.text.setPlainText("with PySide6")
    say(talked, 3, "and so it", is_live=True)
    assert editor.turn is not None, "what comes in meanwhile does not end it"
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    assert talked.app.words.asked[-1] == "rewrite 1: with PySide6"
    assert parts.actions.undo_fix.isEnabled()
    assert transcript.is_following


def test_escape_changes_nothing_and_a_live_turn_cannot_be_corrected(talked: Stage, qtbot: QtBot) -> None:
    parts = talked.window.parts
    transcript, editor = parts.page.transcript, parts.live_editing.editor
    before = list(talked.app.words.asked)
    transcript.edit_asked.emit(3)
    assert editor.turn is None
    transcript.edit_asked.emit(1)
    editor.text.setPlainText("otherwise")
    qtbot.keyClick(editor.text, Qt.Key.Key_Escape)
    assert talked.app.words.asked == before


def test_enter_and_f2_correct_the_turn_at_the_caret(talked: Stage, qtbot: QtBot) -> None:
    parts = talked.window.parts
    transcript = parts.page.transcript
    asked: list[int] = []
    transcript.edit_asked.connect(asked.append)
    cursor = transcript.textCursor()
    cursor.setPosition(transcript.document().findBlockByNumber(1).position())
    transcript.setTextCursor(cursor)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        qtbot.keyClick(transcript, key)
    assert asked == [2, 2]


def test_what_is_struck_is_called_speech_by_its_menu(talked: Stage, qtbot: QtBot) -> None:
    transcript = talked.window.page.transcript

    def offered(number: int) -> dict[str, Any]:
        cursor = transcript.textCursor()
        cursor.setPosition(transcript.document().findBlockByNumber(number - 1).position())
        transcript.setTextCursor(cursor)
        at = transcript.rect().center()
        reason = QContextMenuEvent.Reason.Keyboard
        transcript.contextMenuEvent(QContextMenuEvent(reason, at, transcript.mapToGlobal(at)))
        menu = transcript.findChildren(QMenu)[-1]
        menu.close()
        return {action.text(): action for action in menu.actions()}

    assert "It was speech" not in offered(1)
    assert "Correct this turn" not in offered(3)
    offered(2)["It was speech"].trigger()
    assert talked.app.words.asked[-1] == "speech 2"

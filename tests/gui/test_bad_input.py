"""A delta of a million letters, in every view at once: each goes on, and what is kept is whole."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.shown_text import TURN_LIMIT_CHARACTERS
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

MEGABYTE = 1_000_000


@pytest.mark.parametrize("text", ["<b>word</b> " * (MEGABYTE // 12), "x" * MEGABYTE], ids=["words", "one word"])
def test_a_delta_of_a_megabyte_stops_no_view_and_nothing_of_it_is_lost(stage: Stage, qtbot: QtBot, text: str) -> None:
    window = stage.window
    window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"))
    window.actions_.captions.trigger()
    stage.publish(TurnChanged(TurnChange.DELTA, Turn(number=1, text=text, start_ms=0), 0, text))
    grown = f"{text} and on"
    stage.publish(TurnChanged(TurnChange.DELTA, Turn(number=1, text=grown, start_ms=0), 0, " and on"))
    ended = Turn(number=1, text=grown, start_ms=0, end_ms=900, state=TurnState.FINISHED)
    after = Turn(number=2, text="The next one.", start_ms=1_000, end_ms=1_900, state=TurnState.FINISHED)
    stage.publish(TurnChanged(TurnChange.COMPLETED, ended, 0), TurnChanged(TurnChange.COMPLETED, after, 1))
    qtbot.waitUntil(lambda: "The next one." in window.page.transcript.toPlainText(), timeout=20_000)

    shown = window.page.transcript.toPlainText()
    assert shown[:20] == text[:20]
    assert len(shown) < TURN_LIMIT_CHARACTERS + 500
    assert window.keeping.text == f"{grown}\nThe next one.\n"
    window.toggle_recording()
    assert stage.app.asked[-1] == "stop"
    window.keeping.copy()

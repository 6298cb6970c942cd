"""Room above a row for who made it, wherever rows come, go and change their places."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from transcriber.gui.row_window import WINDOW_ROWS
from transcriber.gui.takeovers import Takeover
from transcriber.gui.text_scale import set_text_percent
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_document import HEAD_PX
from transcriber.gui.transcript_view import TranscriptView
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

HERE = "This computer (moonshine-tiny-en)"


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    made = TranscriptView(theme)
    qtbot.addWidget(made)
    made.resize(760, 400)
    made.show()
    return made


def finished(number: int, position: int, start_ms: int) -> TurnChanged:
    turn = Turn(number=number, text=f"Turn {number}.", state=TurnState.FINISHED, start_ms=start_ms)
    return TurnChanged(TurnChange.PLACED, turn, position)


def told(view: TranscriptView) -> list[int]:
    """Numbers of the turns above which room is left; the same as those that say something there."""
    found = []
    for place, row in enumerate(view.contents.rows):
        room_px = view.contents.block_of(place).blockFormat().topMargin()
        assert bool(room_px) == bool(row.maker), f"{row.text}: {room_px} px"
        if row.maker and row.turn is not None:
            assert row.maker == HERE
            found.append(row.turn.number)
    return found


def test_the_first_turn_of_another_service_says_so_and_its_text_stays_what_was_said(view: TranscriptView) -> None:
    view.apply((finished(1, 0, 1_000), finished(2, 1, 4_000)))
    view.take_over(Takeover(4_500, HERE))
    assert told(view) == []

    view.apply((finished(3, 2, 5_000), finished(4, 3, 6_000)))
    assert told(view) == [3]
    assert view.toPlainText().splitlines() == ["Turn 1.", "Turn 2.", "Turn 3.", "Turn 4."]
    assert view._words_about(view.contents.block_of(2)) == f"From here transcribed by {HERE}"
    assert "transcribed by" not in view.turns.text()

    view.apply((TurnRemoved(3),))
    assert told(view) == [4], "heard again: the next one is the first now"
    view.apply((finished(5, 2, 4_600),))
    assert told(view) == [5]
    view.clear_turns()
    view.apply((finished(1, 0, 9_000),))
    assert told(view) == [], "another recording"


def test_the_room_grows_with_the_size_of_texts(view: TranscriptView, theme: Theme) -> None:
    view.take_over(Takeover(0, HERE))
    view.apply((finished(1, 0, 1_000), finished(2, 1, 2_000)))
    assert view.contents.block_of(0).blockFormat().topMargin() == HEAD_PX
    try:
        set_text_percent(200)
        theme.changed.emit()
        assert view.contents.block_of(0).blockFormat().topMargin() == 2 * HEAD_PX
        assert told(view) == [1]
    finally:
        set_text_percent(100)
        theme.changed.emit()


def test_in_a_long_recording_it_stands_at_its_turn_wherever_a_person_scrolls(
    view: TranscriptView, qtbot: QtBot
) -> None:
    count = 3 * WINDOW_ROWS
    view.apply(tuple(finished(number, number - 1, number * 1_000) for number in range(1, count)))
    view.take_over(Takeover(500_000, HERE))
    qtbot.waitUntil(lambda: view.window_.is_complete)
    assert told(view) == [], "the end is seen"
    view.go_to_time(500_000)
    qtbot.waitUntil(lambda: view.window_.is_complete)
    assert told(view) == [500]
    view.go_to_time(900_000)
    qtbot.waitUntil(lambda: view.window_.is_complete)
    view.go_to_time(510_000)
    qtbot.waitUntil(lambda: view.window_.is_complete)
    assert told(view) == [500]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(0, 12))
def test_whatever_order_turns_come_and_go_in_one_turn_says_it(
    view: TranscriptView, rng: random.Random, at_s: int
) -> None:
    view.clear_turns()
    view.take_over(Takeover(at_s * 1_000, HERE))
    order: list[int] = []
    for number in rng.sample(range(1, 13), 12):
        order.append(number)
        order.sort()
        view.apply((finished(number, order.index(number), number * 1_000),))
        if len(order) > 3 and rng.random() < 0.3:
            view.apply((TurnRemoved(order.pop(rng.randrange(len(order)))),))
        assert told(view) == [each for each in order if each >= at_s][:1]

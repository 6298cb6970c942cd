"""The turns as the window knows them: reading order, words, and the text to copy and save."""

from dataclasses import replace

from transcriber.gui.turn_list import TurnInserted, TurnList, TurnRewritten, TurnTakenOut, text_of
from transcriber.transcript.speakers import LANE_NAMES, SpeakerNames
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


def told(number: int, text: str, position: int, change: TurnChange = TurnChange.DELTA, **more: object) -> TurnChanged:
    return TurnChanged(change, Turn(number=number, text=text, **more), position)  # type: ignore[arg-type]


def test_a_conversation_out_of_order() -> None:
    turns = TurnList()
    assert turns.apply(told(1, "one", 0)) == [TurnInserted(0)]
    assert turns.apply(told(2, "three", 1)) == [TurnInserted(1)]
    assert turns.apply(told(3, "two", 1)) == [TurnInserted(1)]
    assert [turn.text for turn in turns] == ["one", "two", "three"]
    assert turns.apply(told(2, "three four", 2)) == [TurnRewritten(2)]
    assert turns.apply(told(1, "one", 2, TurnChange.PLACED)) == [TurnTakenOut(0), TurnInserted(2)]
    assert [turn.number for turn in turns] == [3, 2, 1]
    assert turns.word_count == 4
    assert turns.apply(TurnRemoved(2)) == [TurnTakenOut(1)]
    assert turns.apply(TurnRemoved(2)) == []
    assert turns.word_count == 2


def test_the_text_is_one_turn_a_line_and_says_what_failed() -> None:
    turns = TurnList()
    turns.apply(told(1, " So. ", 0, start_ms=7_000))
    turns.apply(told(2, "", 1))
    turns.apply(told(3, "", 2, TurnChange.FAILED, state=TurnState.FAILED, failure="too busy", start_ms=3_723_000))
    assert turns.text() == "So.\n[not transcribed: too busy]\n"
    assert turns.text(with_times=True) == "0:07  So.\n1:02:03  [not transcribed: too busy]\n"
    turns.clear()
    assert turns.text() == ""


def test_copies_are_without_what_stands_on_silence() -> None:
    turns = TurnList()
    turns.apply(told(1, "Thank you.", 0, state=TurnState.FINISHED, is_on_silence=True))
    turns.apply(told(2, "Hello.", 1, state=TurnState.FINISHED))
    assert turns.text() == "Hello.\n"


def test_a_copy_says_which_of_two_sources_a_gap_is_in() -> None:
    gap = Turn(number=1, state=TurnState.GAP, failure="no link", start_ms=1_000, end_ms=2_000, lane=1)
    assert text_of([gap], SpeakerNames(LANE_NAMES)) == "Others: [Gap 0:01 to 0:02: no link]\n"
    assert text_of([replace(gap, lane=0)], SpeakerNames()) == "[Gap 0:01 to 0:02: no link]\n"

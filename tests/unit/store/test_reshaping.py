"""Merged and split: nothing is lost between the halves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.store.stage import finished
from transcriber.store.reshaping import merged, split
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

prose = st.lists(st.sampled_from(["one", "two", "three", "éé", "会议"]), min_size=1, max_size=8).map(" ".join)


def letters(text: str) -> str:
    return "".join(text.split())


def spoken(text: str, *segments: SpeakerSegment) -> StoredTurn:
    machine = Turn(number=1, state=TurnState.FINISHED, text=text, start_ms=0, end_ms=1000, segments=segments)
    return StoredTurn(id=1, machine=machine)


@given(prose, st.none() | prose, st.integers(0, 60))
def test_the_halves_hold_every_letter_of_machine_and_person(text: str, edited: str | None, place: int) -> None:
    shown = text if edited is None else edited
    index = 1 + place % (len(shown) - 1)
    stored = StoredTurn(id=1, machine=finished(1, text), edited_text=edited)
    first, second = split(stored, index)
    assert letters(first.machine.text + second.machine.text) == letters(text)
    assert letters(first.text + second.text) == letters(shown)
    assert first.machine.end_ms == second.machine.start_ms


@given(st.lists(prose, min_size=2, max_size=4))
def test_a_merged_turn_holds_every_word_and_all_the_time(texts: list[str]) -> None:
    turns = [StoredTurn(id=number, machine=finished(number, text)) for number, text in enumerate(texts, 1)]
    whole = merged(turns)
    assert letters(whole.text) == letters("".join(texts))
    assert (whole.machine.start_ms, whole.machine.end_ms) == (1000, len(texts) * 1000 + 900)
    assert whole.edited_text is None


def test_one_edit_makes_the_whole_edited_and_the_machines_text_stays() -> None:
    whole = merged(
        [
            StoredTurn(id=1, machine=finished(1, "helo"), edited_text="hello"),
            StoredTurn(id=2, machine=finished(2, "world")),
        ]
    )
    assert (whole.text, whole.machine.text) == ("hello world", "helo world")


def test_the_segment_at_the_cut_is_cut() -> None:
    stored = spoken("aa bb cc", SpeakerSegment("A", "aa bb", 0, 500), SpeakerSegment("B", "cc", 500, 1000))
    first, second = split(stored, 3)
    assert first.machine.segments == (SpeakerSegment("A", "aa", 0, 200),)
    assert second.machine.segments == (SpeakerSegment("A", "bb", 200, 500), SpeakerSegment("B", "cc", 500, 1000))


def test_segments_of_half_a_turn_are_not_shown_as_those_of_all_of_it() -> None:
    told, untold = spoken("aa", SpeakerSegment("A", "aa")), spoken("bb")
    assert merged([told, untold]).machine.segments == ()
    assert len(merged([told, told]).machine.segments) == 2


def test_doubtful_words_stay_doubtful_where_they_went() -> None:
    doubted = Turn(number=1, state=TurnState.FINISHED, text="aa bb", doubtful=((3, 5),))
    stored = StoredTurn(id=1, machine=doubted)
    assert merged([stored, stored]).machine.doubtful == ((3, 5), (9, 11))
    first, second = split(stored, 3)
    assert (first.machine.doubtful, second.machine.doubtful) == ((), ((0, 2),))


def test_a_failed_turn_beside_a_finished_one_keeps_its_reason() -> None:
    failed = StoredTurn(id=2, machine=Turn(number=2, state=TurnState.FAILED, failure="too long"))
    whole = merged([StoredTurn(id=1, machine=finished(1, "a")), failed])
    assert (whole.machine.state, whole.machine.text, whole.machine.failure) == (TurnState.FINISHED, "a", "too long")


@pytest.mark.parametrize("index", [-1, 0, 1, 4, 9])
def test_a_half_without_words_is_refused(index: int) -> None:
    with pytest.raises(ValueError, match="words"):
        split(spoken(" a  "), index)


def test_what_was_heard_is_merged_and_split_along_with_the_text() -> None:
    first = StoredTurn(
        id=1, machine=Turn(number=1, state=TurnState.FINISHED, text="PySide6 it is", heard_text="pie six it is")
    )
    second = StoredTurn(id=2, machine=Turn(number=2, state=TurnState.FINISHED, text="and more", is_on_silence=True))
    together = merged([first, second])
    assert together.machine.heard_text == "pie six it is and more"
    assert not together.machine.is_on_silence
    early, late = split(first, len("PySide6"))
    assert (early.machine.heard_text, late.machine.heard_text) == ("pie six", "it is")

"""Turns come back from rows as they went in."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from transcriber.store.stored_turn import Origin, StoredTurn
from transcriber.store.turn_rows import COLUMNS, rows_as_text, turn_of, turns_from_text, values_of
from transcriber.transcript.plain_text import plain
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

words = st.text(max_size=20).map(plain)
times = st.none() | st.integers(0, 10**8)
segments = st.builds(SpeakerSegment, words, words, times, times)
machines = st.builds(
    Turn,
    number=st.integers(1, 10**6),
    state=st.sampled_from([TurnState.FINISHED, TurnState.FAILED]),
    text=words,
    start_ms=times,
    end_ms=times,
    failure=words,
    segments=st.lists(segments, max_size=3).map(tuple),
    doubtful=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=3).map(tuple),
    languages=st.lists(st.sampled_from(["de", "zh"]), max_size=2).map(tuple),
)
origins = st.builds(Origin, profile_name=words, profile_title=words, model=words)
turns = st.builds(
    StoredTurn,
    id=st.integers(1, 10**6),
    machine=machines,
    edited_text=st.none() | words,
    lane=st.integers(0, 1),
    position=st.integers(0, 9),
    part=st.integers(0, 3),
    origin=origins,
).map(lambda each: replace(each, machine=replace(each.machine, lane=each.lane)))


@given(turns)
def test_a_turn_comes_back_as_it_was(turn: StoredTurn) -> None:
    assert turn_of(dict(zip(COLUMNS, values_of(turn), strict=True))) == turn


@given(st.lists(turns, max_size=3))
def test_turns_come_back_from_text(several: list[StoredTurn]) -> None:
    assert turns_from_text(rows_as_text(several)) == several


def test_what_is_no_plain_text_is_left_out() -> None:
    turn = StoredTurn(
        id=1, machine=Turn(number=1, state=TurnState.FINISHED, text="a\x01\x00\ud800b"), edited_text="\x02"
    )
    assert turn_of(dict(zip(COLUMNS, values_of(turn), strict=True))).machine.text == "ab"


def test_turns_that_an_older_version_wrote_down_for_the_way_back_are_read() -> None:
    stored = StoredTurn(id=7, machine=Turn(number=1, state=TurnState.FINISHED, text="hello"))
    values = json.loads(rows_as_text([stored]))
    assert turns_from_text(json.dumps([values[0][:-3]])) == [stored]

"""Gaps stand among the turns, rows are found by time, and what is read anew differs in as little as it can."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.gui.history.stored_rows import Difference, StoredRows, differences
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn, TurnState

SECOND = 24_000


def stored(number: int, text: str = "Words.") -> StoredTurn:
    turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=number * 1_000)
    return StoredTurn(id=number + 100, machine=turn, position=number)


def gap(start_s: int, state: StretchState = StretchState.GAP, *, has_audio: bool = True) -> Stretch:
    return Stretch(
        start_sample=start_s * SECOND, end_sample=(start_s + 1) * SECOND, state=state, reason="why", has_audio=has_audio
    )


def test_a_gap_stands_before_the_first_turn_that_begins_after_it() -> None:
    rows = StoredRows([stored(1), stored(5)], [gap(3), gap(0, StretchState.SILENT), gap(7, has_audio=False)])
    assert [row.turn.state for row in rows.rows] == [
        *(TurnState.FINISHED, TurnState.GAP, TurnState.FINISHED, TurnState.GAP)
    ]
    assert (rows[1].can_be_made_up, rows[1].turn.lane) == (True, 0)
    assert not rows[3].can_be_made_up
    assert StoredRows([], [replace(gap(3), lane=1)])[0].turn.lane == 1
    assert rows.index_of(105) == 2
    assert [rows.index_at(time_ms) for time_ms in (0, 1_500, 3_000, 6_999, 99_000)] == [0, 0, 1, 2, 3]
    assert StoredRows().index_at(5) is None


def test_a_part_is_completed_at_both_ends() -> None:
    whole = StoredRows([stored(number) for number in range(1, 20)])
    part = StoredRows([stored(number) for number in range(6, 10)])
    assert differences(part.rows, whole.rows) == (Difference(0, 0, 5), Difference(9, 9, 19))


@settings(max_examples=60)
@given(st.lists(st.integers(0, 5), max_size=12), st.lists(st.integers(0, 5), max_size=12))
def test_the_differences_lead_from_one_to_the_other(old: list[int], new: list[int]) -> None:
    before = StoredRows([stored(number) for number in old]).rows
    after = StoredRows([stored(number) for number in new]).rows
    made = list(before)
    for change in differences(before, after):
        made[change.start : change.old_end] = after[change.start : change.new_end]
    assert made == list(after)

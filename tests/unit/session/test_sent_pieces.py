"""Session time against spool samples, judged by a list that holds the spool sample of every sample on the wire."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.session.sent_pieces import SentPieces

MS = 24
STEPS = st.lists(st.tuples(st.sampled_from(["send", "leap"]), st.integers(0, 40)), max_size=30)


def test_nothing_sent_is_at_the_base() -> None:
    pieces = SentPieces(100)

    assert (pieces.next_sample, pieces.end_sample) == (100, 100)
    assert pieces.sample_at(5, is_end=True) == 100


def test_what_was_filled_up_is_no_part_of_the_recording_and_moves_what_follows() -> None:
    pieces = SentPieces(0)
    pieces.sent(60 * MS)
    pieces.filled_up(40 * MS)
    pieces.sent(50 * MS)

    assert (pieces.next_sample, pieces.count_between(0, 200 * MS)) == (110 * MS, 110 * MS)
    assert pieces.sample_at(90, is_end=True) == 60 * MS
    assert pieces.sample_at(90, is_end=False) == 60 * MS
    assert pieces.sample_at(100, is_end=False) == 60 * MS
    assert pieces.sample_at(130, is_end=True) == 90 * MS


def test_where_two_pieces_meet_an_end_is_before_the_gap_and_a_start_behind_it() -> None:
    pieces = SentPieces(0)
    pieces.sent(10 * MS)
    pieces.leap(50 * MS)
    pieces.sent(10 * MS)

    assert pieces.sample_at(10, is_end=True) == 10 * MS
    assert pieces.sample_at(10, is_end=False) == 50 * MS
    assert pieces.sample_at(12, is_end=True) == 52 * MS


def test_what_was_left_out_may_be_sent_after_all_and_what_was_sent_may_not() -> None:
    pieces = SentPieces(0)
    pieces.sent(10)
    pieces.leap(90)
    pieces.leap(40)
    assert (pieces.next_sample, pieces.end_sample) == (40, 10)

    with pytest.raises(ValueError, match="sample 9 was sent"):
        pieces.leap(9)


@settings(max_examples=150)
@given(st.integers(0, 5), STEPS, st.integers(0, 60), st.integers(0, 60))
def test_any_pieces_map_like_the_list_of_all_samples(
    base_ms: int, steps: list[tuple[str, int]], start_ms: int, length_ms: int
) -> None:
    pieces = SentPieces(base_ms * MS)
    wire: list[int] = []
    for name, size_ms in steps:
        if name == "leap":
            pieces.leap(pieces.end_sample + size_ms * MS)
        elif size_ms:
            wire += range(pieces.next_sample, pieces.next_sample + size_ms * MS)
            pieces.sent(size_ms * MS)

    for wire_sample in range(0, len(wire), MS):
        assert pieces.sample_at(wire_sample // MS, is_end=False) == wire[wire_sample]
        if wire_sample:
            assert pieces.sample_at(wire_sample // MS, is_end=True) == wire[wire_sample - 1] + 1
    start, end = start_ms * MS, (start_ms + length_ms) * MS
    assert pieces.count_between(start, end) == sum(start <= sample < end for sample in wire)
    after = [sample for sample in wire if sample >= start]
    assert pieces.start_after(start) == (after[0] if after else max(start, pieces.next_sample))

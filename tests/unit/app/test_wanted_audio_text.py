import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.app.retranscribed_ranges import AudioRange
from transcriber.app.wanted_audio import Lacking, LaneRange, LaneRanges, TimeRange, WantedAudio, Whole
from transcriber.app.wanted_audio_text import as_text, from_text, left_of

TIMES = st.builds(TimeRange, st.integers(0, 10**8), st.none() | st.integers(0, 10**8))
LANE_RANGE = st.builds(LaneRange, st.integers(0, 1), TIMES)
WANTED = st.one_of(
    st.just(Whole()),
    st.just(Lacking()),
    TIMES,
    st.lists(st.integers(1, 10**6)).map(tuple),
    st.lists(LANE_RANGE).map(lambda ranges: LaneRanges(tuple(ranges))),
)


@given(WANTED)
def test_what_is_wanted_comes_back_as_it_was(wanted: WantedAudio) -> None:
    assert from_text(as_text(wanted)) == wanted


def test_a_range_of_one_source_comes_back_as_ranges_of_it() -> None:
    wanted = LaneRange(1, TimeRange(500, 2_000))
    assert from_text(as_text(wanted)) == LaneRanges((wanted,))


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"turns": ["a"]}', '{"ranges": [[1, 2]]}', '{"start_ms": null}', "7"]
)
def test_what_makes_no_sense_is_nothing(text: str) -> None:
    assert from_text(text) is None


def test_what_is_left_are_the_pieces_that_are_not_done_and_what_is_lacking_is_asked_anew() -> None:
    pieces = [AudioRange(24_000, 48_000), AudioRange(240_000, 480_010, lane=1)]
    assert left_of(Whole(), pieces) == LaneRanges(
        (LaneRange(0, TimeRange(1_000, 2_000)), LaneRange(1, TimeRange(10_000, 20_001)))
    )
    assert left_of(Lacking(), pieces) == Lacking()

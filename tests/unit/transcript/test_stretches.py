from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.transcript.stretches import (
    CoverageSummary,
    Stretch,
    StretchState,
    lacking,
    laid_over,
    meet,
    summary_of,
)

SECOND = 24_000
STRETCHES = st.builds(
    lambda start, length, state: Stretch(start_sample=start, end_sample=start + length, state=state),
    st.integers(0, 10 * SECOND),
    st.integers(1, 3 * SECOND),
    st.sampled_from(list(StretchState)),
)


def test_speech_silence_and_what_is_missing_are_told_apart() -> None:
    laid = [
        Stretch(start_sample=0, end_sample=3 * SECOND, state=StretchState.TRANSCRIBED),
        Stretch(start_sample=3 * SECOND, end_sample=4 * SECOND, state=StretchState.SILENT),
        Stretch(start_sample=4 * SECOND, end_sample=5 * SECOND, state=StretchState.GAP, reason="unplugged"),
    ]

    assert summary_of(laid, 7 * SECOND) == CoverageSummary(
        recorded_ms=7_000, transcribed_ms=3_000, silent_ms=1_000, missing_ms=1_000, pending_ms=2_000
    )


@settings(max_examples=60)
@given(laid=st.lists(STRETCHES, max_size=8))
def test_the_sums_always_make_up_the_recording(laid: list[Stretch]) -> None:
    stretches: list[Stretch] = []
    for stretch in laid:
        stretches = laid_over(stretches, stretch)
    summary = summary_of(stretches, 14 * SECOND)

    told_ms = summary.transcribed_ms + summary.silent_ms + summary.missing_ms + summary.pending_ms
    assert abs(told_ms - summary.recorded_ms) <= 4
    missing = sum(end - start for start, end in lacking(stretches, 14 * SECOND))
    assert abs(missing // 24 - summary.pending_ms) <= 1


def test_two_gaps_are_one_only_where_both_have_their_sound() -> None:
    first = Stretch(start_sample=0, end_sample=10, state=StretchState.GAP, reason="lost")
    second = Stretch(start_sample=10, end_sample=20, state=StretchState.GAP, reason="lost", has_audio=False)

    assert len(laid_over([first], second)) == 2


def test_two_of_one_lane_meet_where_they_share_a_sample() -> None:
    gap = Stretch(lane=1, start_sample=10, end_sample=20, state=StretchState.GAP)

    assert meet(gap, replace(gap, start_sample=19, end_sample=30))
    assert not meet(gap, replace(gap, start_sample=20, end_sample=30))
    assert not meet(gap, replace(gap, lane=0))

import re

from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.transcript.missing_words import gap_words, summary_words
from transcriber.transcript.stretches import CoverageSummary, Stretch, StretchState, summary_of
from transcriber.transcript.turns import Turn, TurnState


def test_a_gap_says_from_when_to_when_and_why() -> None:
    gap = Turn(number=1, state=TurnState.GAP, start_ms=12_300, end_ms=18_900, failure="the microphone was unplugged")
    assert gap_words(gap) == "[Gap 0:12 to 0:18: the microphone was unplugged]"
    late = Turn(number=1, state=TurnState.GAP, start_ms=3_661_000, end_ms=3_700_000)
    assert gap_words(late) == "[Gap 1:01:01 to 1:01:40: no reason is known]"


def test_the_account_at_the_end_says_what_became_of_every_second() -> None:
    summary = CoverageSummary(recorded_ms=2_467_000, transcribed_ms=1_812_000, silent_ms=655_000)
    assert summary_words(summary) == "41:07 recorded: 30:12 speech transcribed, 10:55 silent, 0:00 missing"


def test_what_is_not_done_is_said_and_nothing_is_said_of_nothing() -> None:
    summary = CoverageSummary(recorded_ms=10_000, transcribed_ms=5_000, missing_ms=2_000, pending_ms=3_000)
    assert summary_words(summary) == (
        "0:10 recorded: 0:05 speech transcribed, 0:00 silent, 0:02 missing, 0:03 not done yet"
    )
    assert summary_words(CoverageSummary()) == ""


def seconds(words: str) -> list[int]:
    """Every time that a line tells."""
    told = [[int(part) for part in time.split(":")] for time in re.findall(r"\d+(?::\d\d)+", words)]
    return [sum(part * 60**power for power, part in enumerate(reversed(time))) for time in told]


def test_what_rounding_loses_is_told_where_most_of_it_was_lost() -> None:
    summary = CoverageSummary(recorded_ms=9_400, transcribed_ms=8_900, silent_ms=500)
    assert summary_words(summary) == "0:09 recorded: 0:09 speech transcribed, 0:00 silent, 0:00 missing"


@given(
    st.lists(
        st.tuples(st.sampled_from((*StretchState, None)), st.integers(1, 5_000 * 24 * SPOOL_SAMPLES_PER_MS)),
        min_size=1,
        max_size=6,
    )
)
def test_the_parts_add_up_to_the_whole(told: list[tuple[StretchState | None, int]]) -> None:
    stretches, end_sample = [], 0
    for state, samples in told:
        if state is not None:
            stretches.append(Stretch(start_sample=end_sample, end_sample=end_sample + samples, state=state))
        end_sample += samples
    summary = summary_of(stretches, end_sample)
    words = summary_words(summary)
    if not summary.recorded_ms:
        assert words == ""
        return
    whole, *parts = seconds(words)
    assert whole == summary.recorded_ms // 1_000
    assert sum(parts) == whole
    exact_ms = (summary.transcribed_ms, summary.silent_ms, summary.missing_ms, summary.pending_ms)
    for part, part_ms in zip(parts, exact_ms, strict=False):
        assert part == part_ms // 1_000 or (part == part_ms // 1_000 + 1 and part_ms % 1_000)

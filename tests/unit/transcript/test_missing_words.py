from transcriber.transcript.missing_words import gap_words, summary_words
from transcriber.transcript.stretches import CoverageSummary
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

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.events import (
    AudioCommitted,
    ErrorDetail,
    ErrorOccurred,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
)
from transcriber.session.ledger import COMMIT_EMPTY, Ledger

SECOND = 24_000


def test_the_watermark_waits_for_the_completed_not_for_the_commit() -> None:
    ledger = Ledger(0)
    ledger.sent(5 * SECOND)
    ledger.apply(SpeechStarted("a", 1000))
    ledger.apply(SpeechStopped("a", 3000))
    ledger.apply(AudioCommitted("a"))
    assert ledger.watermark_sample == 0
    assert ledger.owes_text

    ledger.apply(TranscriptCompleted("a", "Said."))
    assert ledger.watermark_sample == 3 * SECOND
    assert not ledger.owes_text


def test_a_later_item_that_is_done_first_does_not_move_the_watermark_past_an_open_one() -> None:
    ledger = Ledger(0)
    ledger.sent(10 * SECOND)
    ledger.apply(SpeechStarted("a", 1000))
    ledger.apply(SpeechStopped("a", 3000))
    ledger.apply(SpeechStarted("b", 4000))
    ledger.apply(SpeechStopped("b", 6000))
    ledger.apply(TranscriptCompleted("b", "Second."))
    assert ledger.watermark_sample == 0

    ledger.apply(TranscriptCompleted("a", "First."))
    assert ledger.watermark_sample == 6 * SECOND


def test_a_failure_is_an_end_too() -> None:
    ledger = Ledger(0)
    ledger.sent(4 * SECOND)
    ledger.apply(SpeechStarted("a", 0))
    ledger.apply(SpeechStopped("a", 2000))
    ledger.apply(TranscriptFailed("a", ErrorDetail("no")))

    assert ledger.watermark_sample == 2 * SECOND


def test_a_second_connection_counts_from_its_own_first_sample() -> None:
    ledger = Ledger(7 * SECOND)
    ledger.sent(4 * SECOND)
    ledger.apply(SpeechStarted("a", 500))
    ledger.apply(SpeechStopped("a", 1500))
    ledger.apply(TranscriptCompleted("a", "Again."))

    assert ledger.span_ms("a") == (7500, 8500)
    assert ledger.watermark_sample == 8.5 * SECOND


def test_manual_commits_get_their_spans_in_turn() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    ledger.commit_requested()
    ledger.sent(3 * SECOND)
    ledger.commit_requested()
    ledger.apply(AudioCommitted("a"))
    ledger.apply(AudioCommitted("b", "a"))

    assert ledger.span_ms("a") == (0, 2000)
    assert ledger.span_ms("b") == (2000, 5000)
    assert ledger.owes_text


def test_what_was_asked_to_be_sealed_is_not_asked_again_before_the_answer() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    assert ledger.uncommitted_samples == 2 * SECOND
    ledger.commit_requested()
    ledger.sent(SECOND)

    assert ledger.uncommitted_samples == SECOND


def test_text_that_streams_before_the_commit_belongs_to_what_was_not_committed_yet() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND)
    ledger.apply(TranscriptDelta("a", "Go"))
    ledger.sent(SECOND)
    ledger.commit_requested()
    ledger.apply(AudioCommitted("a"))

    assert ledger.span_ms("a") == (0, 2000)


def test_an_empty_commit_is_answered_by_its_error() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND)
    ledger.commit_requested()
    assert ledger.owes_text

    ledger.apply(ErrorOccurred(ErrorDetail("too small", code=COMMIT_EMPTY)))
    assert not ledger.owes_text


def test_a_turn_that_the_service_ends_because_of_the_commit_answers_it() -> None:
    ledger = Ledger(0)
    ledger.sent(3 * SECOND)
    ledger.apply(SpeechStarted("a", 500))
    ledger.commit_requested()
    ledger.apply(SpeechStopped("a", 2990))
    ledger.apply(AudioCommitted("a"))
    ledger.apply(TranscriptCompleted("a", "Said."))

    assert not ledger.owes_text


def test_a_turn_that_ended_before_the_commit_leaves_it_to_be_answered() -> None:
    ledger = Ledger(0)
    ledger.sent(3 * SECOND)
    ledger.apply(SpeechStarted("a", 500))
    ledger.commit_requested()
    ledger.apply(SpeechStopped("a", 1500))
    ledger.apply(AudioCommitted("a"))
    ledger.apply(TranscriptCompleted("a", "Said."))
    assert ledger.owes_text

    ledger.apply(AudioCommitted("b", "a"))
    ledger.apply(TranscriptCompleted("b", ""))
    assert not ledger.owes_text


def test_the_same_commit_told_twice_counts_once() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND)
    ledger.commit_requested()
    ledger.sent(SECOND)
    ledger.commit_requested()
    ledger.apply(AudioCommitted("a"))
    ledger.apply(AudioCommitted("a"))
    assert ledger.owes_text
    ledger.apply(AudioCommitted("b", "a"))

    assert ledger.span_ms("b") == (1000, 2000)


ITEMS = st.sampled_from(["a", "b", "c"])
STEPS = st.one_of(
    st.integers(1, SECOND),
    st.just("commit"),
    st.builds(SpeechStarted, ITEMS, st.integers(0, 5000)),
    st.builds(SpeechStopped, ITEMS, st.integers(0, 5000)),
    st.builds(AudioCommitted, ITEMS),
    st.builds(TranscriptCompleted, ITEMS, st.just("x")),
)


@settings(max_examples=300)
@given(st.integers(0, 10), st.lists(STEPS, max_size=40))
def test_whatever_a_service_says_the_watermark_only_grows_and_never_passes_what_was_sent(
    base_seconds: int, steps: list[object]
) -> None:
    ledger = Ledger(base_seconds * SECOND)
    watermark = ledger.watermark_sample
    for step in steps:
        if isinstance(step, int):
            ledger.sent(step)
        elif isinstance(step, str):
            ledger.commit_requested()
        else:
            ledger.apply(step)  # type: ignore[arg-type]
        assert watermark <= ledger.watermark_sample <= ledger.sent_sample
        watermark = ledger.watermark_sample

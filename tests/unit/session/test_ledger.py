from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    ErrorDetail,
    ErrorOccurred,
    ItemDeleted,
    ItemDone,
    ServerEvent,
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


# ---- services that leave things out, or say them twice ---------------------------------------------------------------


def test_an_end_of_speech_that_is_told_again_after_the_commit_changes_nothing() -> None:
    ledger = Ledger(0)
    ledger.sent(9 * SECOND)
    ledger.apply(SpeechStarted("a", 1000))
    ledger.apply(SpeechStopped("a", 3000))
    ledger.apply(AudioCommitted("a"))
    ledger.apply(SpeechStopped("a", 8000))
    ledger.apply(TranscriptCompleted("a", "Said."))
    ledger.apply(SpeechStarted("a", 0))
    ledger.apply(TranscriptDelta("a", "late"))

    assert ledger.span_ms("a") == (1000, 3000)
    assert ledger.watermark_sample == 3 * SECOND
    assert not ledger.owes_text


def test_a_missing_end_of_speech_is_the_end_of_what_was_sent() -> None:
    ledger = Ledger(0)
    ledger.sent(4 * SECOND)
    ledger.apply(SpeechStarted("a", 1000))
    ledger.apply(AudioCommitted("a"))
    ledger.apply(TranscriptCompleted("a", "Said."))

    assert ledger.watermark_sample == 4 * SECOND


def test_a_text_without_any_commit_answers_the_commit_that_was_asked_for() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    ledger.commit_requested()
    ledger.apply(TranscriptCompleted("a", "Said."))

    assert not ledger.owes_text
    assert ledger.watermark_sample == 2 * SECOND


def test_a_text_that_only_the_finished_item_carries_is_an_end() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    ledger.commit_requested()
    ledger.apply(AudioCommitted("a"))
    ledger.apply(ItemDone("a", None, None))
    assert ledger.owes_text

    ledger.apply(ItemDone("a", None, "Said."))
    ledger.apply(TranscriptCompleted("a", "Said."))
    assert not ledger.owes_text
    assert ledger.watermark_sample == 2 * SECOND


def test_a_text_out_of_nowhere_passes_no_audio() -> None:
    ledger = Ledger(0)
    ledger.sent(5 * SECOND)
    ledger.apply(TranscriptCompleted("stranger", "What?"))

    assert ledger.watermark_sample == 0
    assert not ledger.owes_text


def test_an_item_that_was_deleted_is_not_waited_for() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND)
    ledger.apply(TranscriptDelta("a", "Go"))
    ledger.apply(ItemDeleted("a"))
    ledger.apply(ItemDeleted("never heard of"))

    assert not ledger.owes_text


def test_a_commit_that_is_refused_is_not_waited_for() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND)
    ledger.commit_requested()
    ledger.commit_refused()
    ledger.commit_refused()

    assert not ledger.owes_text


def test_a_cleared_buffer_is_owed_no_text_but_is_not_done_either() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    ledger.apply(TranscriptDelta("a", "Go"))
    ledger.apply(AudioCleared())

    assert (ledger.owes_text, ledger.uncommitted_samples, ledger.watermark_sample) == (False, 0, 0)


def test_what_a_service_could_throw_away_is_what_is_in_no_item_for_good() -> None:
    ledger = Ledger(0)
    unsealed = [ledger.has_unsealed_audio]
    ledger.sent(2 * SECOND)
    unsealed.append(ledger.has_unsealed_audio)
    ledger.commit_requested()
    unsealed.append(ledger.has_unsealed_audio)
    ledger.apply(AudioCommitted("a"))
    unsealed.append(ledger.has_unsealed_audio)
    ledger.apply(TranscriptDelta("b", "Go"))
    unsealed.append(ledger.has_unsealed_audio)

    assert unsealed == [False, True, True, False, True]


# ---- audio that is left out ------------------------------------------------------------------------------------------


def test_times_are_right_across_what_was_left_out() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    ledger.leap(10 * SECOND)
    ledger.sent(3 * SECOND)
    ledger.apply(SpeechStarted("a", 2500))
    ledger.apply(SpeechStopped("a", 4000))
    ledger.apply(AudioCommitted("a"))

    assert ledger.span_ms("a") == (10_500, 12_000)
    assert ledger.recording_ms(2000) == 2000
    assert ledger.without_gaps(SpeechStarted("a", 2500)) == SpeechStarted("a", 10_500)
    assert ledger.without_gaps(SpeechStopped("a", 4000)) == SpeechStopped("a", 12_000)


def test_a_commit_after_a_gap_begins_behind_it() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    ledger.commit_requested()
    ledger.leap(10 * SECOND)
    ledger.sent(3 * SECOND)
    ledger.commit_requested()
    ledger.apply(AudioCommitted("a"))
    ledger.apply(AudioCommitted("b", "a"))

    assert ledger.span_ms("a") == (0, 2000)
    assert ledger.span_ms("b") == (10_000, 13_000)


def test_the_words_of_a_commit_begin_where_the_gate_heard_them() -> None:
    ledger = Ledger(0)
    ledger.sent(6 * SECOND)
    ledger.commit_requested(speech_start_sample=4 * SECOND)
    ledger.apply(AudioCommitted("a"))

    assert ledger.span_ms("a") == (4000, 6000)


def test_silence_that_fills_a_commit_up_is_no_part_of_its_turn_nor_of_the_next() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND // 20)
    ledger.filled_up(SECOND // 20)
    assert ledger.uncommitted_samples == SECOND // 20

    ledger.commit_requested()
    ledger.apply(AudioCommitted("a"))
    ledger.sent(SECOND)
    ledger.apply(SpeechStarted("b", 200))
    ledger.apply(SpeechStopped("b", 700))

    assert ledger.span_ms("a") == (0, 50)
    assert ledger.span_ms("b") == (150, 650)


def test_a_commit_that_was_filled_up_is_answered_by_its_own_item_only() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND)
    ledger.commit_requested()
    ledger.sent(SECOND // 20)
    ledger.filled_up(SECOND // 20)
    ledger.commit_requested(is_filled_up=True)
    ledger.apply(AudioCommitted("a"))
    ledger.apply(TranscriptCompleted("a", "Said."))
    assert ledger.owes_text

    ledger.apply(AudioCommitted("b", "a"))
    ledger.apply(TranscriptCompleted("b", "Oh."))
    assert (ledger.owes_text, ledger.span_ms("b")) == (False, (1000, 1050))


def test_silence_is_passed_up_to_what_still_owes_a_text() -> None:
    ledger = Ledger(0)
    ledger.sent(2 * SECOND)
    ledger.leap(60 * SECOND)
    ledger.silent(50 * SECOND)
    assert ledger.watermark_sample == 50 * SECOND

    ledger.sent(2 * SECOND)
    ledger.commit_requested(speech_start_sample=60 * SECOND)
    ledger.leap(90 * SECOND)
    ledger.silent(80 * SECOND)
    assert ledger.watermark_sample == 60 * SECOND

    ledger.apply(AudioCommitted("a"))
    ledger.apply(TranscriptCompleted("a", "Said."))
    ledger.silent(80 * SECOND)
    assert ledger.watermark_sample == 80 * SECOND


def test_who_speaks_is_the_item_that_was_announced_and_not_ended() -> None:
    ledger = Ledger(0)
    ledger.sent(9 * SECOND)
    ledger.apply(TranscriptDelta("x", "live text"))
    speaking = [ledger.speaking_since_sample]
    ledger.apply(SpeechStarted("a", 1000))
    speaking.append(ledger.speaking_since_sample)
    assert ledger.announces_speech

    ledger.commit_requested()
    assert not ledger.announces_speech
    ledger.apply(AudioCommitted("a"))
    speaking.append(ledger.speaking_since_sample)
    assert speaking == [None, SECOND, None]


ITEMS = st.sampled_from(["a", "b", "c"])
STEPS = st.one_of(
    st.integers(1, SECOND),
    st.sampled_from(["commit", "leap", "silent", "refused"]),
    st.builds(SpeechStarted, ITEMS, st.integers(0, 5000)),
    st.builds(SpeechStopped, ITEMS, st.integers(0, 5000)),
    st.builds(AudioCommitted, ITEMS),
    st.builds(TranscriptDelta, ITEMS, st.just("x")),
    st.builds(TranscriptCompleted, ITEMS, st.just("x")),
    st.builds(ItemDone, ITEMS, st.none(), st.sampled_from(["x", None])),
    st.builds(TranscriptFailed, ITEMS, st.just(ErrorDetail("no"))),
    st.builds(ItemDeleted, ITEMS),
    st.builds(AudioCleared),
    st.just(ErrorOccurred(ErrorDetail("too small", code=COMMIT_EMPTY))),
)


@settings(max_examples=300)
@given(st.integers(0, 10), st.lists(STEPS, max_size=40))
def test_whatever_a_service_says_the_watermark_only_grows_and_never_passes_what_was_sent(
    base_seconds: int, steps: list[int | str | ServerEvent]
) -> None:
    ledger = Ledger(base_seconds * SECOND)
    watermark = ledger.watermark_sample
    for step in steps:
        match step:
            case int():
                ledger.sent(step)
            case "commit":
                ledger.commit_requested()
            case "refused":
                ledger.commit_refused()
            case "leap":
                ledger.leap(ledger.unsent_sample + SECOND)
            case "silent":
                ledger.silent(ledger.sent_sample)
            case _:
                assert not isinstance(step, str)
                ledger.without_gaps(step)
                ledger.apply(step)
        assert watermark <= ledger.watermark_sample <= ledger.sent_sample
        watermark = ledger.watermark_sample


class Talk:
    """A service without turn detection that answers every commit, in any order and as often as it likes."""

    def __init__(self) -> None:
        self.ledger = Ledger(0)
        self.spoken: list[tuple[int, int]] = []
        self.answered: set[int] = set()

    def say(self, samples: int) -> None:
        start = self.ledger.sent_sample
        self.ledger.sent(samples)
        self.spoken.append((start, start + samples))
        self.ledger.commit_requested()
        self.ledger.apply(AudioCommitted(f"item_{len(self.spoken) - 1}"))

    def answer(self, index: int) -> None:
        if self.spoken:
            index %= len(self.spoken)
            self.answered.add(index)
            self.ledger.apply(TranscriptCompleted(f"item_{index}", "x"))


@settings(max_examples=200)
@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("say"), st.integers(SECOND // 10, 3 * SECOND)),
            st.tuples(st.just("pause"), st.integers(1, 60 * SECOND)),
            st.tuples(st.just("answer"), st.integers(0, 20)),
        ),
        max_size=40,
    )
)
def test_everything_spoken_is_done_or_still_owed(steps: list[tuple[str, int]]) -> None:
    talk = Talk()
    for name, size in steps:
        match name:
            case "say":
                talk.say(size)
            case "pause":
                talk.ledger.leap(talk.ledger.sent_sample + size)
                talk.ledger.silent(talk.ledger.sent_sample)
            case _:
                talk.answer(size)
    watermark = talk.ledger.watermark_sample
    for index, (start, end) in enumerate(talk.spoken):
        assert (index in talk.answered) or watermark <= start, "a turn without a text was passed"
        assert not start < watermark < end, "a turn is passed whole"
    assert talk.ledger.owes_text == (len(talk.answered) < len(talk.spoken))
    for index, (start, end) in enumerate(talk.spoken):
        assert talk.ledger.span_ms(f"item_{index}") == (start // 24, end // 24)


def test_a_commit_whose_words_begin_where_it_ends_does_not_take_the_items_after_it() -> None:
    ledger = Ledger(0)
    ledger.sent(SECOND // 25)
    ledger.filled_up(SECOND // 20)
    ledger.commit_requested(SECOND // 25, is_filled_up=True)
    ledger.leap(10 * SECOND)
    ledger.apply(AudioCommitted("before the gap"))
    ledger.apply(TranscriptCompleted("before the gap", ""))
    ledger.sent(3 * SECOND)
    ledger.commit_requested()
    ledger.apply(AudioCommitted("after it"))
    ledger.apply(TranscriptCompleted("after it", "Said."))

    assert ledger.span_ms("after it") == (10_000, 13_000)
    assert ledger.watermark_sample == 13 * SECOND
    assert not ledger.owes_text

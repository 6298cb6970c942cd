"""Turns as conversations with the detector: what it hears in windows of 32 ms, what it says about them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.turn_detection import (
    WINDOW_SAMPLES,
    TurnDetector,
    TurnFact,
    TurnRules,
    TurnStarted,
    TurnStopped,
    Window,
    quiet_probability,
    quietest_sample,
    windows_in,
)

SPEECH, WEAK, SILENCE = 0.9, 0.4, 0.02
WINDOW = WINDOW_SAMPLES


class Hearing:
    """A detector and the windows it was told so far."""

    def __init__(self, rules: TurnRules | None = None) -> None:
        self.detector = TurnDetector(rules or TurnRules())
        self.count = 0

    def hear(self, probability: float, windows: int = 1, power: float = 1.0) -> list[TurnFact]:
        facts: list[TurnFact] = []
        for _ in range(windows):
            facts += self.detector.push(Window(self.count * WINDOW, probability, power))
            self.count += 1
        return facts


def test_one_window_is_a_click_and_two_are_speech() -> None:
    hearing = Hearing()
    assert hearing.hear(SILENCE, 40) == []
    assert hearing.hear(SPEECH) == []
    assert hearing.hear(SILENCE) == []
    assert hearing.hear(SPEECH) == []
    assert hearing.hear(SPEECH) == [TurnStarted(42 * WINDOW - 4_800)]
    assert hearing.detector.is_in_turn


def test_the_padding_stops_at_the_first_sample_of_the_session() -> None:
    hearing = Hearing()
    assert hearing.hear(SPEECH, 2) == [TurnStarted(0)]


def test_a_turn_stops_after_the_asked_silence_and_the_next_one_begins_no_earlier() -> None:
    hearing = Hearing(TurnRules(silence_duration_ms=500, prefix_padding_ms=1000))
    hearing.hear(SPEECH, 10)
    assert hearing.hear(SILENCE, 15) == []
    assert hearing.hear(SILENCE) == [TurnStopped(26 * WINDOW)]
    assert hearing.hear(SPEECH, 2) == [TurnStarted(26 * WINDOW)]


def test_a_weak_window_is_no_silence_and_no_beginning() -> None:
    hearing = Hearing()
    assert hearing.hear(WEAK, 10) == []
    hearing.hear(SPEECH, 5)
    for _ in range(4):
        assert hearing.hear(SILENCE, 15) == []
        assert hearing.hear(WEAK) == []
    assert hearing.hear(SILENCE, 16) == [TurnStopped(hearing.count * WINDOW)]


def test_the_threshold_decides() -> None:
    assert Hearing(TurnRules(threshold=0.95)).hear(SPEECH, 10) == []
    assert Hearing(TurnRules(threshold=0.3)).hear(WEAK, 2) == [TurnStarted(0)]
    assert quiet_probability(0.5) == 0.35
    assert quiet_probability(0.0) > 0, "even then there is a silence that ends a turn"


def test_a_turn_without_end_is_cut_at_the_quietest_window_of_its_last_three_seconds() -> None:
    hearing = Hearing(TurnRules(longest_turn_ms=15_000))
    hearing.hear(SPEECH, 300, power=0.0001)
    hearing.hear(SPEECH, 120, power=1.0)
    hearing.hear(SPEECH, 1, power=0.01)
    facts = hearing.hear(SPEECH, 48, power=1.0)

    cut_sample = 420 * WINDOW + WINDOW // 2
    assert facts == [TurnStopped(cut_sample), TurnStarted(cut_sample)]
    assert hearing.detector.is_in_turn
    assert hearing.hear(SILENCE, 16) == [TurnStopped(hearing.count * WINDOW)]


def test_among_equally_quiet_windows_the_latest_is_cut() -> None:
    windows = [Window(0, SPEECH, 1.0), Window(WINDOW, SPEECH, 0.5), Window(2 * WINDOW, SPEECH, 0.5)]
    assert quietest_sample(windows) == 2 * WINDOW + WINDOW // 2


def test_words_that_end_a_sentence_end_the_turn_early_unless_speech_goes_on() -> None:
    hearing = Hearing(TurnRules(silence_duration_ms=4_000, early_silence_ms=800))
    hearing.hear(SPEECH, 10)
    hearing.hear(SILENCE, 12)
    hearing.detector.sentence_ended()
    hearing.hear(SPEECH, 3)
    assert hearing.hear(SILENCE, 100) == [], "the sentence went on"
    hearing.detector.sentence_ended()
    assert hearing.hear(SILENCE) == [TurnStopped(hearing.count * WINDOW)]


def test_the_words_have_no_say_where_only_silence_counts() -> None:
    hearing = Hearing(TurnRules(silence_duration_ms=1_000))
    hearing.hear(SPEECH, 10)
    hearing.detector.sentence_ended()
    assert hearing.hear(SILENCE, 31) == []
    assert hearing.hear(SILENCE) == [TurnStopped(hearing.count * WINDOW)]


def test_a_restart_forgets_the_turn_or_takes_one_over() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 10)
    hearing.detector.restart(10 * WINDOW)
    assert not hearing.detector.is_in_turn
    assert hearing.hear(SPEECH, 2) == [TurnStarted(10 * WINDOW)]

    hearing.detector.restart(0, turn_start_sample=0)
    assert hearing.hear(SILENCE, 16) == [TurnStopped(hearing.count * WINDOW)]


def test_durations_round_up_to_whole_windows() -> None:
    assert [windows_in(duration_ms) for duration_ms in (0, 1, 32, 33, 500)] == [1, 1, 1, 2, 16]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from([SPEECH, WEAK, SILENCE]), st.integers(1, 60)), max_size=40),
    st.integers(0, 800),
    st.integers(0, 1_500),
)
def test_turns_alternate_in_order_and_none_is_too_long(
    script: list[tuple[float, int]], prefix_padding_ms: int, silence_duration_ms: int
) -> None:
    rules = TurnRules(
        prefix_padding_ms=prefix_padding_ms, silence_duration_ms=silence_duration_ms, longest_turn_ms=5_000
    )
    hearing = Hearing(rules)
    facts = [fact for probability, windows in script for fact in hearing.hear(probability, windows)]

    start_sample, end_sample = None, 0
    for fact in facts:
        match fact:
            case TurnStarted(start_sample=begin):
                assert start_sample is None
                assert begin >= end_sample
                start_sample = begin
            case TurnStopped(end_sample=end):
                assert start_sample is not None
                assert 0 < end - start_sample <= 5_000 * 16 + WINDOW
                start_sample, end_sample = None, end
    assert hearing.detector.is_in_turn == (start_sample is not None)

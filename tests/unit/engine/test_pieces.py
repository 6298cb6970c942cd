"""What is decoded, and when: windows in, spans out."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.turn_detection import WINDOW_SAMPLES, Window
from transcriber.engine.pieces import PieceEnded, PieceFact, PieceTracker, Span, UtteranceEnded

SPEECH, WEAK, SILENCE = 0.9, 0.4, 0.02
WINDOW = WINDOW_SAMPLES


class Hearing:
    """A tracker and the windows it was told so far."""

    def __init__(self) -> None:
        self.tracker = PieceTracker(0)
        self.count = 0

    def hear(self, probability: float, windows: int = 1, power: float = 1.0) -> list[PieceFact]:
        facts: list[PieceFact] = []
        for _ in range(windows):
            facts += self.tracker.push(Window(self.count * WINDOW, probability, power))
            self.count += 1
        return facts

    @property
    def now_sample(self) -> int:
        return self.count * WINDOW


def test_silence_is_never_decoded_and_let_go() -> None:
    hearing = Hearing()
    assert hearing.hear(SILENCE, 2_000) == []
    assert hearing.tracker.take_partial() is None
    assert hearing.tracker.needed_from_sample == hearing.now_sample - 10 * WINDOW
    assert not hearing.tracker.has_speech
    assert hearing.tracker.finish(hearing.now_sample) == []


def test_partials_need_a_third_of_a_second_then_new_audio_with_speech_in_it() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 9)
    assert hearing.tracker.take_partial() is None, "288 ms"
    hearing.hear(SPEECH)
    assert hearing.tracker.take_partial() == Span(0, 10 * WINDOW)
    assert hearing.tracker.take_partial() is None
    hearing.hear(SPEECH, 5)
    assert hearing.tracker.take_partial() is None
    hearing.hear(SPEECH)
    assert hearing.tracker.take_partial() == Span(0, 16 * WINDOW)


def test_a_pause_is_decoded_once() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 20)
    hearing.tracker.take_partial()
    hearing.hear(SILENCE, 4)
    assert hearing.tracker.take_partial() is None
    hearing.hear(SILENCE)
    assert hearing.tracker.take_partial() == Span(0, 25 * WINDOW)
    hearing.hear(SILENCE, 3)
    assert hearing.tracker.take_partial() is None


def test_a_dip_of_320_ms_ends_a_piece_and_the_next_keeps_half_of_it() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 20)
    assert hearing.hear(SILENCE, 9) == []
    assert hearing.hear(SILENCE) == [PieceEnded(Span(0, 30 * WINDOW))]
    assert hearing.tracker.take_partial() is None
    hearing.hear(SPEECH, 10)
    assert hearing.tracker.take_partial() == Span(25 * WINDOW, 40 * WINDOW)


def test_a_weak_window_is_no_dip() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 20)
    assert [hearing.hear(probability, 9) for probability in (SILENCE, WEAK, SILENCE)] == [[], [], []]


def test_one_piece_needs_no_second_decode_and_two_do() -> None:
    one = Hearing()
    one.hear(SPEECH, 20)
    one.hear(SILENCE, 12)
    assert one.tracker.finish(one.now_sample) == [UtteranceEnded(Span(0, 30 * WINDOW), 1)]

    two = Hearing()
    two.hear(SPEECH, 20)
    two.hear(SILENCE, 10)
    two.hear(SPEECH, 4)
    assert two.tracker.finish(33 * WINDOW) == [
        PieceEnded(Span(25 * WINDOW, 33 * WINDOW)),
        UtteranceEnded(Span(0, 33 * WINDOW), 2),
    ]


def test_a_second_of_silence_ends_the_utterance_before_the_item_ends() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 20)
    assert hearing.hear(SILENCE, 32) == [PieceEnded(Span(0, 30 * WINDOW)), UtteranceEnded(Span(0, 30 * WINDOW), 1)]
    assert hearing.tracker.finish(hearing.now_sample) == []


def test_a_click_is_not_decoded_for_ever() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 2)
    assert hearing.hear(SILENCE, 100) == []
    assert not hearing.tracker.has_speech
    assert hearing.tracker.needed_from_sample > 80 * WINDOW


def test_a_short_word_at_the_end_is_decoded() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 1)
    assert hearing.tracker.finish(WINDOW) == [PieceEnded(Span(0, WINDOW)), UtteranceEnded(Span(0, WINDOW), 1)]


def test_an_utterance_ends_at_a_dip_once_it_is_ten_seconds_long() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 310)
    facts = hearing.hear(SILENCE, 10)
    assert facts == [PieceEnded(Span(0, 320 * WINDOW)), UtteranceEnded(Span(0, 320 * WINDOW), 1)]
    assert hearing.tracker.needed_from_sample == 315 * WINDOW


def test_speech_without_a_dip_is_cut_at_its_quietest_window() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 430)
    hearing.hear(SPEECH, 1, power=0.1)
    facts = hearing.hear(SPEECH, 38)
    cut_sample = 430 * WINDOW + WINDOW // 2
    assert facts == [PieceEnded(Span(0, cut_sample)), UtteranceEnded(Span(0, cut_sample), 1)]
    assert hearing.tracker.take_partial() == Span(cut_sample, hearing.now_sample)


def test_an_end_before_the_current_piece_leaves_that_piece_out() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 20)
    hearing.hear(SILENCE, 10)
    hearing.hear(SPEECH, 5)
    assert hearing.tracker.finish(24 * WINDOW) == [UtteranceEnded(Span(0, 24 * WINDOW), 1)]


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from([SPEECH, WEAK, SILENCE]), st.integers(1, 200)), max_size=25))
def test_every_word_is_in_an_utterance_none_is_longer_than_fifteen_seconds(script: list[tuple[float, int]]) -> None:
    hearing = Hearing()
    facts: list[PieceFact] = []
    runs: list[tuple[int, int]] = []
    for probability, windows in script:
        start_sample = hearing.now_sample
        for _ in range(windows):
            facts += hearing.hear(probability)
            span = hearing.tracker.take_partial()
            assert span is None or span.end_sample - span.start_sample <= 15_000 * 16 + WINDOW
        if probability == SPEECH and windows >= 3:
            runs.append((start_sample, hearing.now_sample))
    facts += hearing.tracker.finish(hearing.now_sample)

    utterances = [fact.span for fact in facts if isinstance(fact, UtteranceEnded)]
    pieces = [fact.span for fact in facts if isinstance(fact, PieceEnded)]
    assert len(pieces) == sum(fact.piece_count for fact in facts if isinstance(fact, UtteranceEnded))
    assert all(0 < span.end_sample - span.start_sample <= 15_000 * 16 + WINDOW for span in utterances + pieces)
    for earlier, later in itertools.pairwise(utterances):
        assert later.start_sample >= earlier.end_sample - 10 * WINDOW
    for start_sample, end_sample in runs:
        heard = sum(
            max(0, min(end_sample, span.end_sample) - max(start_sample, span.start_sample)) for span in utterances
        )
        assert heard >= end_sample - start_sample


def test_a_piece_says_how_far_the_last_partial_heard_if_only_silence_came_after_it() -> None:
    hearing = Hearing()
    hearing.hear(SPEECH, 20)
    hearing.hear(SILENCE, 5)
    assert hearing.tracker.take_partial() == Span(0, 25 * WINDOW)
    [ended] = hearing.hear(SILENCE, 5)
    assert ended == PieceEnded(Span(0, 30 * WINDOW), heard_until_sample=25 * WINDOW)

    hearing.hear(SPEECH, 20)
    assert hearing.tracker.take_partial() is not None
    [ended] = hearing.hear(SILENCE, 10)
    assert isinstance(ended, PieceEnded)
    assert ended.heard_until_sample is None, "the dip itself was not decoded"

"""What of an item's audio to decode, and when: windows in, spans to decode out. Pure; 16 kHz.

An item is a row of utterances (at most 15 s each, what the recogniser may hear at once); an utterance is a row of
pieces, cut at dips of 320 ms, whose text is frozen when they end. Only the current piece is decoded again and again, so
its cost stays small. Silence is never decoded: on its own it makes the recogniser invent words.
"""

from collections import deque
from dataclasses import dataclass

from transcriber.audio.turn_detection import (
    SAMPLES_PER_MS,
    WINDOW_SAMPLES,
    Window,
    quiet_probability,
    quietest_sample,
    windows_in,
)

NEW_AUDIO_SAMPLES = 6 * WINDOW_SAMPLES
"""0.192 s of new audio before the next partial."""

PARTIAL_PADDING_SAMPLES = 3_200
"""0.2 s of zeros after a partial's audio: the recogniser drops a last word that touches the end."""

LEAD_SAMPLES = 10 * WINDOW_SAMPLES

_SHORTEST_PARTIAL_SAMPLES = 300 * SAMPLES_PER_MS
_PAUSE_WINDOWS = 5
_CUT_WINDOWS = 10
_CUT_SPEECH_WINDOWS = 3
_KEPT_QUIET_SAMPLES = 5 * WINDOW_SAMPLES
_UTTERANCE_END_WINDOWS = 32
_ROOMY_UTTERANCE_SAMPLES = 10_000 * SAMPLES_PER_MS
_LONGEST_UTTERANCE_SAMPLES = 15_000 * SAMPLES_PER_MS


@dataclass(frozen=True, slots=True)
class Span:
    """Samples `start_sample` up to, not including, `end_sample`."""

    start_sample: int
    end_sample: int


@dataclass(frozen=True, slots=True)
class PieceEnded:
    """Decode the span, settle its words; the next piece has begun."""

    span: Span
    heard_until_sample: int | None = None
    """Where the last partial ended, if nothing but silence came after it: its words are the piece's."""


@dataclass(frozen=True, slots=True)
class UtteranceEnded:
    """The utterance is over; where it had several pieces, the whole of it deserves another decode."""

    span: Span
    piece_count: int


PieceFact = PieceEnded | UtteranceEnded


class PieceTracker:
    """The pieces of one item. Runs wherever its owner runs; holds no audio.

    `lead_samples` is the silence kept before the first word: all of the prefix padding in a detected turn, 0.32 s in a
    turn that the client commits.
    """

    def __init__(self, start_sample: int, threshold: float = 0.5, lead_samples: int = LEAD_SAMPLES) -> None:
        self._threshold = threshold
        self._quiet_probability = quiet_probability(threshold)
        self._lead_samples = lead_samples
        self._recent: deque[Window] = deque(maxlen=windows_in(3_000))
        self._utterance_start_sample = start_sample
        self._piece_count = 0
        self._last_cut_sample = start_sample
        self._quiet_windows = 0
        self._begin_piece(start_sample)

    def _begin_piece(self, start_sample: int) -> None:
        self._piece_start_sample = start_sample
        self._end_sample = start_sample
        self._speech_windows = 0
        self._has_new_speech = False
        self._was_pause_decoded = False
        self._partial_end_sample = start_sample

    @property
    def needed_from_sample(self) -> int:
        """Audio before this will not be asked for again."""
        return self._utterance_start_sample

    @property
    def has_speech(self) -> bool:
        """Whether there is speech in an utterance that has not ended."""
        return self._piece_count > 0 or self._speech_windows > 0

    def push(self, window: Window) -> list[PieceFact]:
        """Take the next window; say what ended with it."""
        self._recent.append(window)
        self._end_sample = window.end_sample
        self._count(window)
        if self._speech_windows == 0:
            self._slide()
        if self._quiet_windows >= _CUT_WINDOWS and self._speech_windows >= _CUT_SPEECH_WINDOWS:
            return self._cut_at_dip()
        if self._quiet_windows >= _UTTERANCE_END_WINDOWS:
            return self._end_in_silence()
        if self._end_sample - self._utterance_start_sample >= _LONGEST_UTTERANCE_SAMPLES and self.has_speech:
            return self._cut_long_speech()
        return []

    def take_partial(self) -> Span | None:
        """The span to decode now, if enough has changed since the last one that was taken."""
        if self._speech_windows == 0 or self._end_sample - self._piece_start_sample < _SHORTEST_PARTIAL_SAMPLES:
            return None
        is_pause = self._quiet_windows >= _PAUSE_WINDOWS and not self._was_pause_decoded
        has_enough = self._has_new_speech and self._end_sample - self._partial_end_sample >= NEW_AUDIO_SAMPLES
        if not is_pause and not has_enough:
            return None
        self._was_pause_decoded = self._quiet_windows >= _PAUSE_WINDOWS
        self._has_new_speech = False
        self._partial_end_sample = self._end_sample
        return Span(self._piece_start_sample, self._end_sample)

    def finish(self, end_sample: int) -> list[PieceFact]:
        """The item's audio ends here (possibly before windows already seen): what is left to decode."""
        facts: list[PieceFact] = []
        if self._speech_windows > 0 and self._piece_start_sample < end_sample:
            self._piece_count += 1
            facts.append(PieceEnded(Span(self._piece_start_sample, end_sample)))
            self._last_cut_sample = end_sample
        if self._piece_count > 0:
            utterance_end_sample = min(self._last_cut_sample, end_sample)
            facts.append(UtteranceEnded(Span(self._utterance_start_sample, utterance_end_sample), self._piece_count))
        self._begin_utterance(end_sample)
        self._begin_piece(end_sample)
        return facts

    def _count(self, window: Window) -> None:
        if window.probability < self._quiet_probability:
            self._quiet_windows += 1
            return
        self._quiet_windows = 0
        self._was_pause_decoded = False
        if window.probability >= self._threshold:
            self._speech_windows += 1
            self._has_new_speech = True

    def _slide(self) -> None:
        """Let go of silence before the piece's first word."""
        start_sample = max(self._piece_start_sample, self._end_sample - self._lead_samples)
        self._piece_start_sample = self._partial_end_sample = start_sample
        if self._piece_count == 0:
            self._utterance_start_sample = start_sample

    def _begin_utterance(self, start_sample: int) -> None:
        self._utterance_start_sample = self._last_cut_sample = start_sample
        self._piece_count = 0

    def _end_utterance(self, next_start_sample: int) -> UtteranceEnded:
        span = Span(self._utterance_start_sample, self._last_cut_sample)
        ended = UtteranceEnded(span, self._piece_count)
        self._begin_utterance(next_start_sample)
        return ended

    def _cut_at_dip(self) -> list[PieceFact]:
        end_sample = self._end_sample
        heard_until_sample = self._partial_end_sample if self._was_pause_decoded else None
        facts: list[PieceFact] = [PieceEnded(Span(self._piece_start_sample, end_sample), heard_until_sample)]
        self._piece_count += 1
        self._last_cut_sample = end_sample
        self._begin_piece(end_sample - _KEPT_QUIET_SAMPLES)
        self._end_sample = end_sample
        if end_sample - self._utterance_start_sample >= _ROOMY_UTTERANCE_SAMPLES:
            facts.append(self._end_utterance(self._piece_start_sample))
        return facts

    def _end_in_silence(self) -> list[PieceFact]:
        # One or two windows of speech with a second of silence after them are a click, not a word.
        if self._speech_windows > 0:
            self._begin_piece(self._end_sample - _KEPT_QUIET_SAMPLES)
        return [self._end_utterance(self._piece_start_sample)] if self._piece_count > 0 else []

    def _cut_long_speech(self) -> list[PieceFact]:
        end_sample = self._end_sample
        cut_sample = quietest_sample(self._recent)
        facts: list[PieceFact] = []
        if self._speech_windows > 0 and self._piece_start_sample < cut_sample:
            facts.append(PieceEnded(Span(self._piece_start_sample, cut_sample)))
            self._piece_count += 1
            self._last_cut_sample = cut_sample
        after_cut = [window for window in self._recent if window.start_sample >= cut_sample]
        next_start_sample = max(self._piece_start_sample, cut_sample)
        facts.append(self._end_utterance(next_start_sample))
        self._begin_piece(next_start_sample)
        for window in after_cut:
            self._speech_windows += window.probability >= self._threshold
        self._has_new_speech = self._speech_windows > 0
        self._end_sample = end_sample
        return facts

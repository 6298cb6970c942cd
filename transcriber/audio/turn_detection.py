"""Where turns begin and end: speech probabilities in, facts in samples out. Pure; 16 kHz, windows of 32 ms."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

SAMPLE_RATE_HZ = 16_000
WINDOW_SAMPLES = 512
SAMPLES_PER_MS = SAMPLE_RATE_HZ // 1000
LONGEST_TURN_MS = 15_000
QUIET_MARGIN = 0.15
"""Speech is left at this much below the threshold that it was entered at, so that a word's weak middle is no end."""

_ENTRY_WINDOWS = 2
_LOWEST_QUIET_PROBABILITY = 0.01
_CUT_SEARCH_MS = 3_000


@dataclass(frozen=True, slots=True)
class Window:
    """512 samples as the speech gate saw them; `power` is their mean square."""

    start_sample: int
    probability: float
    power: float

    @property
    def end_sample(self) -> int:
        """The first sample after the window."""
        return self.start_sample + WINDOW_SAMPLES


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnRules:
    """When a turn begins and ends.

    `early_silence_ms` is the silence that ends a turn once its words have ended a sentence (`sentence_ended`); None
    where the words have no say.
    """

    threshold: float = 0.5
    prefix_padding_ms: int = 300
    silence_duration_ms: int = 500
    early_silence_ms: int | None = None
    longest_turn_ms: int = LONGEST_TURN_MS


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """Speech began; the turn's audio starts here, prefix padding included."""

    start_sample: int


@dataclass(frozen=True, slots=True)
class TurnStopped:
    """The turn's audio ends before this sample, trailing silence included."""

    end_sample: int


TurnFact = TurnStarted | TurnStopped


def windows_in(duration_ms: int) -> int:
    """How many whole windows it takes to last `duration_ms`; at least one."""
    return max(1, -(-duration_ms * SAMPLES_PER_MS // WINDOW_SAMPLES))


def quiet_probability(threshold: float) -> float:
    """The probability below which a window counts as quiet, for speech that was entered at `threshold`."""
    return max(threshold - QUIET_MARGIN, _LOWEST_QUIET_PROBABILITY)


def quietest_sample(windows: Iterable[Window]) -> int:
    """The middle of the window with the least power, the later one of equals; where a cut does the least harm."""
    quietest = min(reversed(list(windows)), key=lambda window: window.power)
    return quietest.start_sample + WINDOW_SAMPLES // 2


class TurnDetector:
    """One stream's turns. Runs wherever its owner runs; holds no audio.

    Feed every window in order. Two windows at the threshold start a turn, a long enough silence stops it, and a turn
    that lasts too long is cut at the quietest window of its last three seconds, where the next one starts at once.
    """

    def __init__(self, rules: TurnRules, start_sample: int = 0) -> None:
        self.rules = rules
        self._earliest_sample = start_sample
        self._turn_start_sample: int | None = None
        self._speech_windows = 0
        self._quiet_windows = 0
        self._has_sentence_ended = False
        self._recent: deque[Window] = deque(maxlen=windows_in(_CUT_SEARCH_MS))

    @property
    def is_in_turn(self) -> bool:
        """Whether a turn has started and not stopped."""
        return self._turn_start_sample is not None

    def restart(self, start_sample: int, turn_start_sample: int | None = None) -> None:
        """Forget audio before `start_sample`; a turn may be open already, since `turn_start_sample`."""
        self._earliest_sample = start_sample
        self._turn_start_sample = turn_start_sample
        self._speech_windows = self._quiet_windows = 0
        self._has_sentence_ended = False
        self._recent.clear()

    def sentence_ended(self) -> None:
        """The words so far end a sentence: from now until speech goes on, the early silence is enough."""
        self._has_sentence_ended = self.is_in_turn

    def push(self, window: Window) -> list[TurnFact]:
        """Take the next window and say what it started or stopped."""
        self._recent.append(window)
        if self._turn_start_sample is None:
            return self._look_for_speech(window)
        self._count_quiet(window)
        if self._quiet_windows >= self._needed_quiet_windows():
            self.restart(window.end_sample)
            return [TurnStopped(window.end_sample)]
        if window.end_sample - self._turn_start_sample >= self.rules.longest_turn_ms * SAMPLES_PER_MS:
            return self._cut(self._turn_start_sample)
        return []

    def _look_for_speech(self, window: Window) -> list[TurnFact]:
        is_speech = window.probability >= self.rules.threshold
        self._speech_windows = self._speech_windows + 1 if is_speech else 0
        if self._speech_windows < _ENTRY_WINDOWS:
            return []
        first_speech_sample = window.end_sample - _ENTRY_WINDOWS * WINDOW_SAMPLES
        padded_sample = first_speech_sample - self.rules.prefix_padding_ms * SAMPLES_PER_MS
        self._turn_start_sample = max(self._earliest_sample, padded_sample)
        self._quiet_windows = 0
        return [TurnStarted(self._turn_start_sample)]

    def _count_quiet(self, window: Window) -> None:
        if window.probability < quiet_probability(self.rules.threshold):
            self._quiet_windows += 1
        else:
            self._quiet_windows = 0
            self._has_sentence_ended = False

    def _needed_quiet_windows(self) -> int:
        needed = windows_in(self.rules.silence_duration_ms)
        if self._has_sentence_ended and self.rules.early_silence_ms is not None:
            needed = min(needed, windows_in(self.rules.early_silence_ms))
        return needed

    def _cut(self, turn_start_sample: int) -> list[TurnFact]:
        cut_sample = quietest_sample(window for window in self._recent if window.start_sample >= turn_start_sample)
        self._earliest_sample = self._turn_start_sample = cut_sample
        return [TurnStopped(cut_sample), TurnStarted(cut_sample)]

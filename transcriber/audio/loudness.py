"""Whether what is said is loud enough, judged by the last ten seconds; pure, and its clock is the sound itself.

The measure is the level that one second of these ten came up to: a held peak that a bang or a click does not move.
Speech is at home near -26 dBFS (the nominal active level of ITU-T P.56 and G.191); 16 dB less is called too quiet.
"""

import math
from collections import deque
from enum import Enum, auto

_HELD_MS = 10_000.0
_WINDOW_MS = 200.0
_ENOUGH_SPEECH_MS = 1_000.0
_SOONEST_QUIET_MS = 3_000.0
_CLIPPING_HELD_MS = 3_000.0
_QUIETEST_GOOD_DBFS = -42.0
_QUIETEST_SPEECH_DBFS = -70.0
_SPEECH_OVER_NOISE_DB = 10.0
"""Speech comes and goes by more than that; noise and hum do not."""


class Loudness(Enum):
    """The verdict on what a microphone gives."""

    UNKNOWN = auto()
    """Too little was heard, or only a loud and steady sound, of which nobody can tell whether it is speech."""
    NOTHING = auto()
    """Ten seconds without anything that could be speech."""
    TOO_QUIET = auto()
    GOOD = auto()
    TOO_LOUD = auto()
    """It is clipping, or was a moment ago."""


class HeldLoudness:
    """Judges one microphone block by block. Belongs to the session thread."""

    def __init__(self) -> None:
        self.verdict = Loudness.UNKNOWN
        self._windows: deque[tuple[float, float]] = deque()
        """Length in ms and level in dBFS of each window that is held."""
        self._held_ms = 0.0
        self._energy_ms = 0.0
        self._open_ms = 0.0
        self._clipping_left_ms = 0.0

    def take(self, level_dbfs: float, duration_ms: float, *, is_clipping: bool) -> None:
        """The next block's level (root mean square), and how long the block is."""
        self._clipping_left_ms = _CLIPPING_HELD_MS if is_clipping else max(0.0, self._clipping_left_ms - duration_ms)
        self._energy_ms += 10 ** (level_dbfs / 10) * duration_ms
        self._open_ms += duration_ms
        if self._open_ms >= _WINDOW_MS:
            self._close_window()
        elif not is_clipping:
            return
        self.verdict = Loudness.TOO_LOUD if self._clipping_left_ms > 0 else self._judged()

    def _close_window(self) -> None:
        self._windows.append((self._open_ms, 10 * math.log10(max(self._energy_ms / self._open_ms, 1e-12))))
        self._held_ms += self._open_ms
        self._energy_ms = self._open_ms = 0.0
        while self._held_ms - self._windows[0][0] >= _HELD_MS:
            self._held_ms -= self._windows.popleft()[0]

    def _judged(self) -> Loudness:
        held_dbfs, noise_dbfs = self._held_dbfs(), min(level_dbfs for _, level_dbfs in self._windows)
        is_speech = held_dbfs >= max(_QUIETEST_SPEECH_DBFS, noise_dbfs + _SPEECH_OVER_NOISE_DB)
        if held_dbfs >= _QUIETEST_GOOD_DBFS:
            return Loudness.GOOD if is_speech else Loudness.UNKNOWN
        if is_speech:
            return Loudness.TOO_QUIET if self._held_ms >= _SOONEST_QUIET_MS else Loudness.UNKNOWN
        return Loudness.NOTHING if self._held_ms >= _HELD_MS else Loudness.UNKNOWN

    def _held_dbfs(self) -> float:
        """The level that the loudest second came up to; of less than a second, its most quiet part."""
        heard_ms, held_dbfs = 0.0, 0.0
        for duration_ms, level_dbfs in sorted(self._windows, key=lambda window: -window[1]):
            heard_ms += duration_ms
            held_dbfs = level_dbfs
            if heard_ms >= _ENOUGH_SPEECH_MS:
                break
        return held_dbfs

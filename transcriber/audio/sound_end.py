"""Until when the sound reaches that one stream has delivered. Pure: time is an argument.

Law: a block's arrival is no proof of the time before it. The last block may be late by what a busy machine held up, or
by what was lost and is not yet known to be: what comes next begins where the sound before it ends, not where that came.
"""

TOLERANCE_S = 0.040
"""Two blocks: less than that is scheduling, and a stream may have delivered that much less than is said of it."""
_WINDOW_S = 1.0
_DRIFT_PER_WINDOW_S = 0.001
"""How far a device's clock may run from ours in a window: 1000 ppm, ten times what crystals do."""


class SoundEnd:
    """Of one stream, from its first block on. Session thread."""

    def __init__(self, end_s: float) -> None:
        """Its first block ended at `end_s`, monotonic."""
        self._end_s = end_s
        self._least_late_s = float("inf")
        self._window_s = 0.0

    def arrived(self, arrived_s: float, duration_s: float, lost_s: float = 0.0) -> float:
        """Another block came at `arrived_s`, after `lost_s` that are known to be missing.

        Returns:
            Where its sound ends: when it came, or before that where it came late.
        """
        self._end_s += lost_s + duration_s
        late_s = arrived_s - self._end_s
        self._least_late_s = min(self._least_late_s, late_s)
        self._window_s += duration_s
        if self._window_s >= _WINDOW_S:
            self._end_s += max(-_DRIFT_PER_WINDOW_S, min(self._least_late_s, _DRIFT_PER_WINDOW_S))
            self._least_late_s, self._window_s = float("inf"), 0.0
        return self._end_s if late_s > TOLERANCE_S else arrived_s

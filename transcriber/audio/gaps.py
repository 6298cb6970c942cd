"""Audio that a device lost without saying so, found by watching time instead of flags. Pure: time is an argument."""

_WINDOW_S = 1.0
_TOLERANCE_S = 0.040
"""Two blocks: less than that is scheduling, not loss."""
_DRIFT_PER_WINDOW_S = 0.001
"""How far a device's clock may run from ours in a window: 1000 ppm, ten times what crystals do."""


class GapDetector:
    """Compares elapsed time with the audio that came. Session thread.

    Blocks may come late in any pattern, for they wait in buffers: only a second in which none made up for the delay
    proves that something is missing.
    """

    def __init__(self, sample_rate_hz: int) -> None:
        self._sample_rate_hz = sample_rate_hz
        self._started_s: float | None = None
        self._frames = 0
        self._baseline_s: float | None = None
        self._least_late_s = float("inf")
        self._window_ends_s: float | None = None

    def arrived(self, now_s: float, frames: int) -> float:
        """A block of `frames` came at `now_s`, monotonic; returns how many ms are found lost, 0 nearly always.

        A loss is found one to two seconds after it happened.
        """
        if self._started_s is None:
            # The first block may come at any time after the start, so time runs from it.
            self._started_s = now_s
            return 0.0
        self._frames += frames
        late_s = now_s - self._started_s - self._frames / self._sample_rate_hz
        self._least_late_s = min(self._least_late_s, late_s)
        if self._window_ends_s is None:
            # From a block on, not from the end of the last window: the first block after a pause is late by all of
            # it, and only those behind it tell whether anything is missing.
            self._window_ends_s = now_s + _WINDOW_S
        if now_s < self._window_ends_s:
            return 0.0
        least_late_s = self._least_late_s
        self._window_ends_s, self._least_late_s = None, float("inf")
        return self._judge(least_late_s)

    def _judge(self, least_late_s: float) -> float:
        if self._baseline_s is None or least_late_s <= self._baseline_s:
            self._baseline_s = least_late_s
            return 0.0
        lost_s = least_late_s - self._baseline_s
        if lost_s > _TOLERANCE_S:
            self._baseline_s = least_late_s
            return lost_s * 1000
        self._baseline_s += min(lost_s, _DRIFT_PER_WINDOW_S)
        return 0.0

"""How loud a block is, and what is wrong with it: clipping and digital silence; pure.

Decibels are relative to full scale (dBFS): a constant at full scale is 0, a full-scale sine has a level of -3.
"""

import math
from dataclasses import dataclass

import numpy as np

from transcriber.audio.pcm import F32, finite

FLOOR_DBFS = -120.0
"""Stands for silence, which has no finite level; 16-bit audio ends at -90."""
_FULL_SCALE = 32767 / 32768
_CLIPPED_RUN_SAMPLES = 3
_DIGITAL_SILENCE_MS = 2000


@dataclass(frozen=True, slots=True)
class Level:
    """One block's level."""

    level_dbfs: float
    """Root mean square of the block."""
    peak_dbfs: float
    """Largest magnitude in the block."""
    is_clipping: bool
    """The block holds (the end of) three samples in a row at full scale: the input is set too loud."""
    is_digital_silence: bool
    """Nothing but exact zeros for 2 s: no microphone does that, so access is denied or the input is muted."""


class LevelMeter:
    """Measures one stream block by block; belongs to the session thread."""

    def __init__(self) -> None:
        self._full_scale_run_samples = 0
        self._zeros_ms = 0.0

    def measure(self, samples: F32, sample_rate_hz: int) -> Level:
        """Measure the next block, shape (n,), any n and rate; NaN counts as 0, infinity as full scale."""
        samples = finite(samples)
        if not samples.size:
            return self._level(0.0, 0.0, is_clipping=False)
        peak = float(max(samples.max(), -samples.min()))
        mean_square = float(np.dot(samples, samples)) / samples.size
        self._zeros_ms = self._zeros_ms + samples.size * 1000 / sample_rate_hz if peak == 0.0 else 0.0
        return self._level(mean_square, peak, is_clipping=self._is_clipping(samples, peak))

    def _level(self, mean_square: float, peak: float, *, is_clipping: bool) -> Level:
        return Level(
            level_dbfs=_dbfs(math.sqrt(mean_square)),
            peak_dbfs=_dbfs(peak),
            is_clipping=is_clipping,
            is_digital_silence=self._zeros_ms >= _DIGITAL_SILENCE_MS,
        )

    def _is_clipping(self, samples: F32, peak: float) -> bool:
        if peak < _FULL_SCALE:
            self._full_scale_run_samples = 0
            return False
        below = np.flatnonzero(np.abs(samples) < _FULL_SCALE)
        # Runs lie between the samples below full scale; the first one may have begun in an earlier block.
        edges = np.concatenate(([-1 - self._full_scale_run_samples], below, [samples.size]))
        runs = np.diff(edges) - 1
        self._full_scale_run_samples = int(runs[-1])
        return bool(runs.max() >= _CLIPPED_RUN_SAMPLES)


def _dbfs(amplitude: float) -> float:
    return max(20 * math.log10(amplitude), FLOOR_DBFS) if amplitude > 0 else FLOOR_DBFS

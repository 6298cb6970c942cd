"""Streaming sample rate conversion of mono float32 with NumPy alone; pure.

A Kaiser-windowed sinc (Kaiser 1974; Oppenheim and Schafer, "Discrete-Time Signal Processing", 7.5.3) is cut into its
polyphase branches and laid out as a matrix, so that a block costs one copy of overlapping windows and one product of
matrices. Law: what comes out depends on what went in, not on how it was cut into blocks (to the last bit of float32).
The products are summed in float64: the order of summation is the linear algebra library's, another one for each number
of rows and each place within a tile, and in float32 it shows.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from transcriber.audio.pcm import F32

_F64 = NDArray[np.float64]

_STOP_BAND_DB = 104.0
_PASS_BAND_END = 0.9
"""Of the lower of the two Nyquist frequencies, where the stop band begins."""
_LARGEST_MATRIX_ENTRIES = 1 << 20
"""8 MiB of float64; 11025 Hz to 16 kHz, the largest usual case, takes 3.2 MiB."""
_BLOCK_MS = 20
_TILE_SAMPLES = 24
"""Outputs a window yields, where the ratio allows it: measured best between copying windows and idle coefficients."""
_ROWS_BY_VECTOR = 3
"""Up to here a product of vector and matrix per window is faster: a dgemm first repacks the whole matrix."""
_PIECE_MS = 100
"""Longer blocks are converted in pieces, so that the windows stay in the processor's cache."""


class Resampler:
    """One stream's resampler; belongs to whichever one thread calls it.

    The delay is constant: every output that the samples so far determine is returned at once, whatever the block size.
    """

    def __init__(self, source_rate_hz: int, target_rate_hz: int) -> None:
        """Design the filter; ValueError for rates that are not positive or whose ratio is too odd (44117 to 24000)."""
        if not is_supported(source_rate_hz, target_rate_hz):
            raise ValueError(f"Cannot convert {source_rate_hz} Hz to {target_rate_hz} Hz: open the input at 48000 Hz.")
        self._is_same_rate = source_rate_hz == target_rate_hz
        self._plan = _Plan.between(source_rate_hz, target_rate_hz)
        self._matrix = _phase_matrix(self._plan)
        self._piece_samples = max(source_rate_hz * _PIECE_MS // 1000, 1)
        self._allocate()
        self.reset()

    @property
    def delay_ms(self) -> float:
        """How far the output lags behind the input; the same at every frequency (linear phase)."""
        return 0.0 if self._is_same_rate else self._plan.delay_ms

    def process(self, samples: F32) -> F32:
        """Convert the next block, shape (n,), any n; returns shape (m,), a view that is valid until the next call.

        After n samples in all, ceil(n * target / source) have come out. Samples must be finite (`pcm.finite`).
        """
        if self._is_same_rate:
            return samples
        if len(samples) <= self._piece_samples:
            return self._convert(samples)
        starts = range(0, len(samples), self._piece_samples)
        return np.concatenate([self._convert(samples[at : at + self._piece_samples]).copy() for at in starts])

    def flush(self) -> F32:
        """The tail still in the filter: `delay_ms` of output, as if silence followed. Valid until the next call."""
        if self._is_same_rate:
            return np.zeros(0, np.float32)
        return self.process(np.zeros(self._plan.delay_samples, np.float32))

    def reset(self) -> None:
        """Forget the stream: the next block is the first."""
        self._input[:] = 0.0
        self._filled = self._plan.history_samples
        self._already_out = 0

    def _allocate(self) -> None:
        plan = self._plan
        outputs = plan.up + math.ceil(self._piece_samples * plan.up / plan.down)
        rows = math.ceil(outputs / plan.tile_outputs) + 1
        self._input: _F64 = np.zeros(rows * plan.tile_inputs + plan.window_samples)
        step = self._input.itemsize
        self._windows = as_strided(
            self._input, (rows, plan.window_samples), (plan.tile_inputs * step, step), writeable=False
        )
        self._scratch: _F64 = np.empty((rows, plan.window_samples))
        self._tiles: _F64 = np.empty((rows, plan.tile_outputs))
        self._sums = self._tiles.reshape(-1)
        self._outputs: F32 = np.empty(self._sums.size, np.float32)
        self._views: dict[int, tuple[_F64, _F64, _F64]] = {}

    def _convert(self, samples: F32) -> F32:
        """Convert at most one piece, from the start of the period that is still open."""
        plan = self._plan
        end = self._filled + len(samples)
        self._input[self._filled : end] = samples
        known_outputs = -((plan.history_samples - end) * plan.up // plan.down)
        if known_outputs <= self._already_out:
            self._filled = end
            return self._outputs[:0]
        rows = -(-known_outputs // plan.tile_outputs)
        needed = (rows - 1) * plan.tile_inputs + plan.window_samples
        if needed > end:
            # The last window reaches past the samples so far: its outputs there come from zeros and are not returned.
            self._input[end:needed] = 0.0
        self._multiply(rows)
        result = self._outputs[: known_outputs - self._already_out]
        with np.errstate(over="ignore"):
            # What is louder than float32 can tell is infinite there too.
            result[:] = self._sums[self._already_out : known_outputs]
        self._close_periods(known_outputs, end)
        return result

    def _multiply(self, rows: int) -> None:
        """Turn the first `rows` windows into tiles."""
        views = self._views.get(rows)
        if views is None:
            views = self._views[rows] = self._views_of(rows)
        windows, scratch, tiles = views
        if rows <= _ROWS_BY_VECTOR:
            np.matmul(windows, self._matrix, out=tiles)
            return
        scratch[:] = windows
        np.dot(scratch, self._matrix, out=tiles)

    def _views_of(self, rows: int) -> tuple[_F64, _F64, _F64]:
        """Slicing costs as much as a small product, and a stream of equal blocks needs the same slices each time."""
        windows, scratch, tiles = self._windows[:rows], self._scratch[:rows], self._tiles[:rows]
        if rows <= _ROWS_BY_VECTOR:
            return windows[:, None, :], scratch, tiles[:, None, :]
        return windows, scratch, tiles

    def _close_periods(self, known_outputs: int, end: int) -> None:
        """Drop the input of whole periods; the outputs of an open one are computed again with its next samples."""
        periods, self._already_out = divmod(known_outputs, self._plan.up)
        consumed = periods * self._plan.down
        self._filled = end - consumed
        self._input[: self._filled] = self._input[consumed:end]


def is_supported(source_rate_hz: int, target_rate_hz: int) -> bool:
    """Whether `Resampler` takes this pair: positive rates whose phase matrix stays under 8 MiB."""
    if source_rate_hz <= 0 or target_rate_hz <= 0:
        return False
    plan = _Plan.between(source_rate_hz, target_rate_hz)
    return plan.window_samples * plan.tile_outputs <= _LARGEST_MATRIX_ENTRIES


@dataclass(frozen=True, slots=True)
class _Plan:
    """The sizes of one conversion: up / down is target / source in lowest terms; a period is `up` outputs."""

    up: int
    down: int
    prototype_taps: int
    tile_outputs: int
    tile_inputs: int
    window_samples: int
    """Input samples that one tile depends on."""
    history_samples: int
    """Earlier input samples that one output depends on."""
    delay_samples: int
    """The filter's delay in input samples, rounded up."""
    delay_ms: float

    @classmethod
    def between(cls, source_rate_hz: int, target_rate_hz: int) -> Self:
        divisor = math.gcd(source_rate_hz, target_rate_hz)
        up, down = target_rate_hz // divisor, source_rate_hz // divisor
        taps = _prototype_taps(source_rate_hz * up, min(source_rate_hz, target_rate_hz))
        tile_outputs = _tile_outputs(up, target_rate_hz)
        history_samples = -(-taps // up) - 1
        return cls(
            up=up,
            down=down,
            prototype_taps=taps,
            tile_outputs=tile_outputs,
            tile_inputs=tile_outputs * down // up,
            window_samples=history_samples + (tile_outputs - 1) * down // up + 1,
            history_samples=history_samples,
            delay_samples=-(-(taps // 2) // up),
            delay_ms=(taps // 2) * 1000 / (source_rate_hz * up),
        )


def _prototype_taps(rate_hz: int, narrower_rate_hz: int) -> int:
    """Kaiser's estimate of the length, made odd so that the delay is a whole number of taps."""
    transition_radians = math.pi * (1 - _PASS_BAND_END) * narrower_rate_hz / rate_hz
    return math.ceil((_STOP_BAND_DB - 7.95) / (2.285 * transition_radians)) + 1 | 1


def _tile_outputs(up: int, target_rate_hz: int) -> int:
    """Whole periods, at best as many as divide the outputs of a 20 ms block."""
    block_outputs = target_rate_hz * _BLOCK_MS // 1000
    tiles = [tile for tile in range(up, _TILE_SAMPLES + 1, up) if block_outputs % tile == 0]
    return tiles[-1] if tiles else up


def _prototype(plan: _Plan) -> _F64:
    """The low-pass at source * up Hz, cut in the middle of the transition, beta by Kaiser's formula."""
    centred = np.arange(plan.prototype_taps) - plan.prototype_taps // 2
    cutoff = (1 + _PASS_BAND_END) / 2 / max(plan.up, plan.down)
    window = np.kaiser(plan.prototype_taps, 0.1102 * (_STOP_BAND_DB - 8.7))
    return np.asarray(np.sinc(cutoff * centred) * window)


@lru_cache(maxsize=8)
def _phase_matrix(plan: _Plan) -> _F64:
    """Shape (window_samples, tile_outputs): a window of input times this is a tile of output.

    Each phase is scaled to unit gain at 0 Hz by itself, or a constant input would come out with a ripple of period L.
    """
    branch_samples = plan.history_samples + 1
    padded = np.zeros(branch_samples * plan.up)
    padded[: plan.prototype_taps] = _prototype(plan)
    branches = padded.reshape(branch_samples, plan.up)
    branches = (branches / branches.sum(axis=0))[::-1]
    matrix = np.zeros((plan.window_samples, plan.tile_outputs))
    for output in range(plan.tile_outputs):
        first, phase = divmod(output * plan.down, plan.up)
        matrix[first : first + branch_samples, output] = branches[:, phase]
    matrix.setflags(write=False)
    return matrix

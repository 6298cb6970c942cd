"""Many channels into one: dead channels are left out instead of halving the voice. Pure."""

import numpy as np
import numpy.typing as npt

_DEAD_BELOW_DB = -40.0
"""A channel this much weaker than the strongest is dead: an open input's noise, not a quieter speaker."""
_MEMORY_DB_PER_SECOND = 1.0
"""How fast a channel's loudest moment is forgotten, so that one bang does not silence the others for good."""
_SLICE_MS = 20


class MonoMixer:
    """Averages the live channels of a stream; which ones are live is decided anew every 20 ms.

    Any thread, one at a time. With one live channel, or equal ones, the samples come out bit for bit as they went in.
    """

    def __init__(self, channels: int, sample_rate_hz: int) -> None:
        self._slice_frames = max(1, sample_rate_hz * _SLICE_MS // 1000)
        self._decay_per_frame = 10.0 ** (-_MEMORY_DB_PER_SECOND / 10.0 / sample_rate_hz)
        self._loudest = np.zeros(channels)
        self._weights: npt.NDArray[np.float32] | None = None

    def mix(self, samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Samples of shape (frames, channels) to shape (frames,), finite and within -1 to 1. Does not keep `samples`.

        NaN becomes 0 and what is beyond full scale becomes full scale.
        """
        samples = _finite(samples)
        if samples.shape[1] == 1:
            return samples[:, 0]
        pieces = [
            self._mix_slice(samples[start : start + self._slice_frames])
            for start in range(0, len(samples), self._slice_frames)
        ]
        return np.concatenate(pieces) if pieces else np.zeros(0, np.float32)

    def _mix_slice(self, samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        power = np.einsum("fc,fc->c", samples, samples) / len(samples)
        self._loudest = np.maximum(self._loudest * self._decay_per_frame ** len(samples), power)
        live = self._loudest >= self._loudest.max() * 10.0 ** (_DEAD_BELOW_DB / 10.0)
        weights = (live / live.sum()).astype(np.float32)
        before, self._weights = self._weights, weights
        if before is None or np.array_equal(before, weights):
            mixed: npt.NDArray[np.float32] = samples @ weights
            return mixed
        ramp = np.linspace(0.0, 1.0, len(samples), dtype=np.float32)[:, np.newaxis]
        mixed = np.einsum("fc,fc->f", samples, before + ramp * (weights - before))
        return mixed


def _finite(samples: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    if not len(samples) or np.abs(samples).max() <= 1.0:
        return samples
    return np.clip(np.nan_to_num(samples, nan=0.0), -1.0, 1.0)

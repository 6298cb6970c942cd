"""The audio that may still be asked for, addressed by its place in the session. Pure."""

import numpy as np
from numpy.typing import NDArray

_FIRST_CAPACITY_SAMPLES = 16_000


class HeldAudio:
    """A growing row of samples whose front is let go. Belongs to one listener, on its event loop.

    Samples are float32, 16 kHz mono; places count from the session's first sample.
    """

    def __init__(self) -> None:
        self._samples = np.empty(_FIRST_CAPACITY_SAMPLES, dtype=np.float32)
        self._offset = 0
        self._count = 0
        self.start_sample = 0

    @property
    def end_sample(self) -> int:
        """The place after the last sample."""
        return self.start_sample + self._count

    @property
    def size_bytes(self) -> int:
        """What is held, without room to grow."""
        return self._count * self._samples.itemsize

    def append(self, samples: NDArray[np.float32]) -> None:
        """Take samples of shape (n,) at the end."""
        end = self._offset + self._count
        if end + samples.size > self._samples.size:
            self._make_room(samples.size)
            end = self._count
        self._samples[end : end + samples.size] = samples
        self._count += samples.size

    def read(self, start_sample: int, end_sample: int, padding_samples: int = 0) -> NDArray[np.float32]:
        """A copy of shape (m,) of what is held between the two places, then `padding_samples` zeros."""
        first = max(start_sample, self.start_sample) - self.start_sample
        last = max(first, min(end_sample, self.end_sample) - self.start_sample)
        copied = np.zeros(last - first + padding_samples, dtype=np.float32)
        copied[: last - first] = self._samples[self._offset + first : self._offset + last]
        return copied

    def forget_before(self, sample: int) -> None:
        """Let go of everything before this place."""
        count = min(max(0, sample - self.start_sample), self._count)
        self.start_sample += count
        self._offset += count
        self._count -= count

    def _make_room(self, more_samples: int) -> None:
        held = self._samples[self._offset : self._offset + self._count]
        needed = self._count + more_samples
        # A long turn gone, its room goes too: the capacity follows what is held, not what was.
        grown = np.empty(max(_FIRST_CAPACITY_SAMPLES, 2 * needed), dtype=np.float32)
        grown[: self._count] = held
        self._samples = grown
        self._offset = 0

"""Sound of changing sample rates, and the gaps between, into the spool: no click, no sample too many or too few."""

import numpy as np
import numpy.typing as npt

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.pcm import to_int16
from transcriber.audio.resampler import Resampler
from transcriber.audio.spool import Spool

F32 = npt.NDArray[np.float32]
_NOTHING: F32 = np.zeros(0, np.float32)


class Splicer:
    """Appends to one spool, which nobody else writes to. Session thread.

    Where the sound breaks off, the filter's tail is laid over what follows: each side fades by the filter's own slope,
    and the spool's length stays that of the time that passed.
    """

    def __init__(self, spool: Spool, sample_rate_hz: int) -> None:
        self._spool = spool
        self._rate_hz = sample_rate_hz
        self._resampler = Resampler(sample_rate_hz, SPOOL_SAMPLE_RATE_HZ)
        self._is_running = False
        self._tail = _NOTHING
        self._owed_samples = 0.0
        """How much more time has passed than the spool holds: the fraction of a sample that is left over."""

    def append(self, samples: F32, sample_rate_hz: int) -> None:
        """Add sound of shape (n,).

        Raises:
            SpoolError: as `Spool.append`.
        """
        if sample_rate_hz != self._rate_hz:
            self.break_off()
            self._rate_hz = sample_rate_hz
            self._resampler = Resampler(sample_rate_hz, SPOOL_SAMPLE_RATE_HZ)
        self._is_running = True
        converted = self._with_tail(self._resampler.process(samples))
        self._owed_samples += len(samples) * SPOOL_SAMPLE_RATE_HZ / sample_rate_hz - len(converted)
        self._spool.append(to_int16(converted))

    def fill(self, gap_ms: float) -> tuple[int, int]:
        """Add zeros for as long as a gap lasted; returns the spool samples from and to which there is nothing.

        Raises:
            SpoolError: as `Spool.append`.
        """
        self.break_off()
        self._owed_samples += gap_ms * SPOOL_SAMPLE_RATE_HZ / 1000
        due_samples = max(0, round(self._owed_samples))
        self._owed_samples -= due_samples
        tail, self._tail = self._tail[:due_samples], self._tail[due_samples:]
        self._spool.append(to_int16(tail))
        start_sample = self._spool.length_samples
        self._spool.skip(due_samples - len(tail))
        return start_sample, self._spool.length_samples

    def break_off(self) -> None:
        """What comes next does not follow on what came."""
        if not self._is_running:
            return
        self._is_running = False
        tail = self._with_tail(self._resampler.flush().copy())
        self._tail = np.concatenate((tail, self._tail))
        self._resampler.reset()

    def close(self) -> None:
        """Add what is still in the filter.

        Raises:
            SpoolError: as `Spool.append`.
        """
        self.break_off()
        tail, self._tail = self._tail, _NOTHING
        self._spool.append(to_int16(tail))

    def _with_tail(self, converted: F32) -> F32:
        """Lay the tail that waits over the beginning of what follows it."""
        if not len(self._tail):
            return converted
        tail, self._tail = self._tail[: len(converted)], self._tail[len(converted) :]
        joined = converted.copy()
        joined[: len(tail)] += tail
        return joined

"""What the files of two lanes tell of an echo, while they grow: how much of the microphone's sound was played."""

from collections.abc import Callable

import numpy as np

from transcriber.audio.echo_sound import EARLY_MS, LONGEST_WAY_MS, explained, room_samples
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.pcm import I16
from transcriber.audio.spool import Spool, SpoolError

_REMEMBERED = 1_000


class LaneSound:
    """One recording's. Session thread."""

    def __init__(self, spool_of: Callable[[int], Spool | None]) -> None:
        """`spool_of` gives the file of a lane, by its number; None where there is none."""
        self._spool_of = spool_of
        self._known: dict[tuple[int, int], float] = {}

    def explains(self, start_ms: int, end_ms: int) -> float:
        """The share of the microphone's sound between two times that was played, 0 to 1; 0 where nobody knows.

        Once told it stays so: what was dropped as an echo does not come back when a file is closed.
        """
        key = (start_ms, end_ms)
        if key not in self._known:
            while len(self._known) >= _REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[key] = self._read(start_ms, end_ms)
        return self._known[key]

    def _read(self, start_ms: int, end_ms: int) -> float:
        own, played = self._spool_of(0), self._spool_of(1)
        if own is None or played is None or not (own.is_open and played.is_open):
            return 0.0
        first, end = room_samples(start_ms, end_ms)
        before, after = LONGEST_WAY_MS * SPOOL_SAMPLES_PER_MS, EARLY_MS * SPOOL_SAMPLES_PER_MS
        try:
            return explained(own.read(first, end - first), _read_from(played, first - before, end + after))
        except SpoolError:
            return 0.0


def _read_from(spool: Spool, start_sample: int, end_sample: int) -> I16:
    """Silence before the recording's beginning."""
    silence = np.zeros(max(0, -start_sample), np.int16)
    start_sample = max(0, start_sample)
    return np.concatenate((silence, spool.read(start_sample, end_sample - start_sample)))

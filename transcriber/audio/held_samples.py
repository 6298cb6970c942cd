"""Samples of a recording that have no place on the disk for now, by the recording's index. Pure.

A gap's zeros take no memory. What is dropped is dropped from the oldest end, a second at a time.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.pcm import I16

_PIECE_BYTES = 2 * SPOOL_SAMPLE_RATE_HZ


@dataclass(slots=True)
class _Piece:
    """Samples that follow each other; without `data` they are zeros."""

    start_sample: int
    data: bytearray | None
    zeros: int = 0

    @property
    def end_sample(self) -> int:
        return self.start_sample + (self.zeros if self.data is None else len(self.data) // 2)

    def copied_into(self, out: I16, out_start: int) -> None:
        """Copy what belongs there into `out`, whose first sample is `out_start`."""
        start, end = max(self.start_sample, out_start), min(self.end_sample, out_start + len(out))
        if self.data is not None and start < end:
            samples = np.frombuffer(self.data, np.int16)
            out[start - out_start : end - out_start] = samples[start - self.start_sample : end - self.start_sample]


class HeldSamples:
    """Grows at its end and is taken away from at its start. The thread of its spool."""

    def __init__(self, start_sample: int) -> None:
        """Empty; the next sample is `start_sample`."""
        self._pieces: deque[_Piece] = deque()
        self._end_sample = start_sample
        self._size_samples = 0

    @property
    def start_sample(self) -> int:
        """The first one that is held."""
        return self._pieces[0].start_sample if self._pieces else self._end_sample

    @property
    def end_sample(self) -> int:
        """After the last one."""
        return self._end_sample

    @property
    def size_samples(self) -> int:
        """How many take memory."""
        return self._size_samples

    def append(self, samples: I16) -> None:
        """Add samples of shape (n,) at the end."""
        last = self._pieces[-1] if self._pieces else None
        if last is None or last.data is None or len(last.data) >= _PIECE_BYTES:
            last = _Piece(self._end_sample, bytearray())
            self._pieces.append(last)
        assert last.data is not None
        last.data += np.ascontiguousarray(samples, np.int16).tobytes()
        self._end_sample += len(samples)
        self._size_samples += len(samples)

    def skip(self, samples: int) -> None:
        """Add so many zeros at the end."""
        self._pieces.append(_Piece(self._end_sample, None, samples))
        self._end_sample += samples

    def read(self, start_sample: int, count: int) -> I16:
        """`count` samples from `start_sample` on, shape (count,); zeros where they are not held."""
        out = np.zeros(count, np.int16)
        # Mostly the newest are asked for.
        for piece in reversed(self._pieces):
            if piece.end_sample <= start_sample:
                break
            piece.copied_into(out, start_sample)
        return out

    def oldest(self) -> "I16 | int":
        """The oldest samples that lie together, shape (n,), about a second of them; or how many zeros come first."""
        piece = self._pieces[0]
        return piece.zeros if piece.data is None else np.frombuffer(bytes(piece.data), np.int16)

    def drop_oldest(self) -> int:
        """Let go of what `oldest` returns; returns the first sample that is held then."""
        piece = self._pieces.popleft()
        self._size_samples -= 0 if piece.data is None else len(piece.data) // 2
        return self.start_sample

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def __iter__(self) -> Iterator[int]:
        raise TypeError("read it by index")

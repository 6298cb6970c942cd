"""The audio of one connection as pieces of the spool: a service counts what it was sent, a recording what was captured.

Pure; counts samples at the spool's rate.
"""

from dataclasses import dataclass

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS


@dataclass(slots=True)
class _Piece:
    """Samples that follow each other in the spool and on the wire."""

    wire_sample: int
    """How many samples of the connection lie before it."""
    start_sample: int
    length_samples: int

    @property
    def end_sample(self) -> int:
        return self.start_sample + self.length_samples

    @property
    def end_wire_sample(self) -> int:
        return self.wire_sample + self.length_samples


class SentPieces:
    """What one connection was sent, in order; between two pieces lies what was left out. Session thread."""

    def __init__(self, base_sample: int) -> None:
        self._base_sample = base_sample
        self._pieces: list[_Piece] = []
        self._next_sample = base_sample
        self._wire_samples = 0

    @property
    def next_sample(self) -> int:
        """The spool sample that is sent next."""
        return self._next_sample

    @property
    def end_sample(self) -> int:
        """The spool sample after the last one that was sent: nothing before it is sent again."""
        return self._pieces[-1].end_sample if self._pieces else self._base_sample

    def sent(self, samples: int) -> None:
        """`samples` more went out, from `next_sample` on."""
        last = self._pieces[-1] if self._pieces else None
        if last and last.end_sample == self._next_sample and last.end_wire_sample == self._wire_samples:
            last.length_samples += samples
        else:
            self._pieces.append(_Piece(self._wire_samples, self._next_sample, samples))
        self._wire_samples += samples
        self._next_sample += samples

    def filled_up(self, samples: int) -> None:
        """`samples` went out that are in no spool: to a service they are audio like any other."""
        self._wire_samples += samples

    def leap(self, to_sample: int) -> None:
        """Go on with spool sample `to_sample`.

        Raises:
            ValueError: It was sent.
        """
        if to_sample < self.end_sample:
            raise ValueError(f"sample {to_sample} was sent: {self.end_sample} is the next that may be")
        self._next_sample = to_sample

    def sample_at(self, wire_ms: int, *, is_end: bool) -> int:
        """The spool sample at `wire_ms` of the connection; never beyond what was sent.

        Where two pieces meet, an end belongs to the earlier one and a start to the later one. What was filled up is
        the end of the piece before it.
        """
        wire_sample = wire_ms * SPOOL_SAMPLES_PER_MS
        for piece in reversed(self._pieces):
            if piece.wire_sample < wire_sample or (piece.wire_sample == wire_sample and not is_end):
                return min(piece.start_sample + wire_sample - piece.wire_sample, piece.end_sample)
        return self._base_sample

    def count_between(self, start_sample: int, end_sample: int) -> int:
        """How many of the spool samples from `start_sample` to before `end_sample` were sent."""
        count = 0
        for piece in reversed(self._pieces):
            if piece.end_sample <= start_sample:
                break
            count += max(0, min(piece.end_sample, end_sample) - max(piece.start_sample, start_sample))
        return count

    def between(self, start_sample: int, end_sample: int) -> list[tuple[int, int]]:
        """The spool samples from `start_sample` to before `end_sample` that were sent, from sample to sample."""
        found: list[tuple[int, int]] = []
        for piece in reversed(self._pieces):
            if piece.end_sample <= start_sample:
                break
            if piece.start_sample < end_sample:
                found.append((max(piece.start_sample, start_sample), min(piece.end_sample, end_sample)))
        return found[::-1]

    def start_after(self, sample: int) -> int:
        """The first spool sample from `sample` on that was sent; the next one to be sent where none was."""
        start_sample = max(sample, self._next_sample)
        for piece in reversed(self._pieces):
            if piece.end_sample <= sample:
                break
            start_sample = max(piece.start_sample, sample)
        return start_sample

"""Times for the cues of one row: near to the words, long enough to read, one after another. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from transcriber.captions.words import NARROW, units_of
from transcriber.export.rows import Row


@dataclass(frozen=True, slots=True)
class Span:
    """Between two times of the recording."""

    start_ms: int
    end_ms: int


class WordTimes:
    """When how much of a row had been said: even between two times that the service told. Any thread."""

    def __init__(self, units: Sequence[int], times_ms: Sequence[int]) -> None:
        self._units = units
        self._times_ms = times_ms

    @classmethod
    def of(cls, row: Row, start_ms: int, end_ms: int) -> "WordTimes":
        """The times of the row's segments as far as they go forward, within `start_ms` to `end_ms`."""
        units, times_ms, said = [0], [start_ms], 0
        for segment in row.segments:
            said_before, said = said, said + units_of(segment.text) + NARROW
            for at, time_ms in ((said_before, segment.start_ms), (said, segment.end_ms)):
                if time_ms is not None and times_ms[-1] < time_ms < end_ms:
                    units.append(at)
                    times_ms.append(time_ms)
        total = max(said, units[-1] + 1)
        return cls([*units, total], [*times_ms, end_ms])

    def at(self, done: int, total: int) -> int:
        """When `done` of `total` units of the row had been said, in milliseconds."""
        place = done * self._units[-1] / total if total else 0.0
        index = min(bisect_right(self._units, place), len(self._units) - 1)
        before, after = self._units[index - 1], self._units[index]
        from_ms, to_ms = self._times_ms[index - 1], self._times_ms[index]
        return from_ms + round((to_ms - from_ms) * (place - before) / (after - before))


def placed(
    targets_ms: Sequence[int], reading_ms: Sequence[int], span: Span, shortest_ms: int, longest_ms: int
) -> list[Span]:
    """Each cue from about its target on, for at least its reading time, or its part of the span where that is less.

    Args:
        targets_ms: When the words of each cue begin; never falling, the first is the start of the span.
        reading_ms: How long each of them has to be shown.
        span: What there is; left only where not even `shortest_ms` for each fit into it.
        shortest_ms: Under which no cue goes.
        longest_ms: Over which no cue goes.
    """
    least_ms = _scaled(reading_ms, span.end_ms - span.start_ms, shortest_ms)
    latest_ms = span.end_ms
    latest = [latest_ms]
    for each_ms in reversed(least_ms):
        latest_ms -= each_ms
        latest.append(latest_ms)
    latest.reverse()
    starts = [min(target_ms, last_ms) for target_ms, last_ms in zip(targets_ms, latest, strict=False)]
    spans: list[Span] = []
    reached_ms = span.start_ms
    for start_ms, each_ms, next_ms in zip(starts, least_ms, [*starts[1:], span.end_ms], strict=True):
        start_ms = max(start_ms, reached_ms)
        end_ms = max(start_ms + each_ms, min(next_ms, start_ms + longest_ms))
        spans.append(Span(start_ms, end_ms))
        reached_ms = end_ms
    return spans


def _scaled(reading_ms: Sequence[int], there_is_ms: int, shortest_ms: int) -> list[int]:
    wanted_ms = sum(reading_ms)
    if wanted_ms <= there_is_ms:
        return list(reading_ms)
    return [max(shortest_ms, each_ms * there_is_ms // wanted_ms) for each_ms in reading_ms]

"""What is known of a recording's audio to those who are told of it: the stretches so far and their sums. Pure."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from transcriber.transcript.stretches import CoverageSummary, Stretch, StretchState, laid_over, summary_of

_SETTLED = (StretchState.TRANSCRIBED, StretchState.SILENT)


class CoverageAccount:
    """One recording's, from the notices about it. Main thread.

    Of two lanes it says what is worse at each moment: what lacks a text in one of them lacks it, whatever is in the
    other.

    Args:
        stretches: What is known already; they do not overlap within a lane.
    """

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._lanes: dict[int, list[Stretch]] = {}
        for stretch in sorted(stretches, key=attrgetter("start_sample")):
            self._lanes.setdefault(stretch.lane, []).append(stretch)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """In order; no two overlap."""
        if len(self._lanes) < 2:
            return tuple(stretch for lane in self._lanes.values() for stretch in lane)
        return tuple(_worse_of(*(self._lanes[lane] for lane in sorted(self._lanes)[:2])))

    def lay(self, laid: Iterable[Stretch]) -> None:
        """Each takes the place of what was known of its samples in its lane."""
        for stretch in laid:
            lane = self._lanes.setdefault(stretch.lane, [])
            # What changes is nearly always at the end.
            first = len(lane)
            while first and lane[first - 1].end_sample >= stretch.start_sample:
                first -= 1
            lane[first:] = laid_over(lane[first:], stretch)

    def summary(self, recorded_samples: int) -> CoverageSummary:
        """The sums, over a recording of that length."""
        return summary_of(self.stretches, recorded_samples)


def _worse_of(own: Sequence[Stretch], other: Sequence[Stretch]) -> Iterable[Stretch]:
    """From edge to edge of either; they are never known to quite the same sample, so one of them is enough."""
    both = ([*own], [*other])
    edges = sorted({edge for lane in both for each in lane for edge in (each.start_sample, each.end_sample)})
    at = [0, 0]
    joined: list[Stretch] = []
    for start, end in itertools.pairwise(edges):
        found: list[Stretch] = []
        for number, lane in enumerate(both):
            while at[number] < len(lane) and lane[at[number]].end_sample <= start:
                at[number] += 1
            if at[number] < len(lane) and lane[at[number]].start_sample <= start:
                found.append(lane[at[number]])
        if found:
            worst = max(found, key=_badness)
            joined[-1:] = _with(joined, replace(worst, lane=0, start_sample=start, end_sample=end))
    return joined


def _with(joined: list[Stretch], new: Stretch) -> list[Stretch]:
    """The last of those that are there, and the new one: one where they are alike and touch."""
    if not joined:
        return [new]
    last = joined[-1]
    is_like = replace(last, start_sample=new.start_sample, end_sample=new.end_sample) == new
    if is_like and last.end_sample == new.start_sample:
        return [replace(last, end_sample=new.end_sample)]
    return [last, new]


def _badness(stretch: Stretch) -> int:
    if stretch.is_missing:
        return 3
    if stretch.state not in _SETTLED:
        return 2
    return int(stretch.state is StretchState.TRANSCRIBED)

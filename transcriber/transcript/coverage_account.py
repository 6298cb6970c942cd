"""What is known of a recording's audio to those who are told of it: the stretches so far and their sums. Pure."""

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from transcriber.transcript.stretches import CoverageSummary, Stretch, StretchState, laid_over, summary_of

_SETTLED = (StretchState.TRANSCRIBED, StretchState.SILENT)
_START = attrgetter("start_sample")


@dataclass(slots=True)
class _Piece:
    """A part of two lanes, of which one stretch says what became of it."""

    start_sample: int
    end_sample: int
    worst: Stretch


class CoverageAccount:
    """One recording's, from the notices about it. Main thread.

    Of two lanes it says what is worse at each moment: what lacks a text in one of them lacks it, whatever is in the
    other.

    Args:
        stretches: What is known already; they do not overlap within a lane.
    """

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._lanes: dict[int, list[Stretch]] = {}
        self._joined: list[Stretch] = []
        """Of two lanes what was told last; it counts up to `_joined_until_sample`."""
        self._joined_until_sample = 0
        for stretch in sorted(stretches, key=_START):
            self._lanes.setdefault(stretch.lane, []).append(stretch)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """In order; no two overlap. What is missing says in which lane."""
        if len(self._lanes) < 2:
            return tuple(stretch for lane in self._lanes.values() for stretch in lane)
        self._join()
        return tuple(self._joined)

    def lay(self, laid: Iterable[Stretch]) -> None:
        """Each takes the place of what was known of its samples in its lane."""
        for stretch in laid:
            lane = self._lanes.setdefault(stretch.lane, [])
            # What changes is nearly always at the end.
            first = len(lane)
            while first and lane[first - 1].end_sample >= stretch.start_sample:
                first -= 1
            lane[first:] = laid_over(lane[first:], stretch)
            self._joined_until_sample = min(self._joined_until_sample, stretch.start_sample)

    def summary(self, recorded_samples: int) -> CoverageSummary:
        """The sums, over a recording of that length."""
        return summary_of(self.stretches, recorded_samples)

    def _join(self) -> None:
        """Anew from where something changed: a recording of a day and a night has tens of thousands of stretches."""
        lanes = [self._lanes[lane] for lane in sorted(self._lanes)[:2]]
        end_sample = max(lane[-1].end_sample for lane in lanes)
        from_sample = self._joined_until_sample
        if from_sample >= end_sample:
            return
        while self._joined and self._joined[-1].end_sample > from_sample:
            last = self._joined.pop()
            if last.start_sample < from_sample:
                self._joined.append(replace(last, end_sample=from_sample))
        self._joined = _with(self._joined, _worse_of(*(_from(lane, from_sample) for lane in lanes)))
        self._joined_until_sample = end_sample


def _from(lane: Sequence[Stretch], from_sample: int) -> list[Stretch]:
    first = max(0, bisect_right(lane, from_sample, key=_START) - 1)
    rest = [each for each in lane[first:] if each.end_sample > from_sample]
    if rest and rest[0].start_sample < from_sample:
        rest[0] = replace(rest[0], start_sample=from_sample)
    return rest


def _worse_of(own: Sequence[Stretch], other: Sequence[Stretch]) -> list[Stretch]:
    """From edge to edge of either; they are never known to quite the same sample, so one of them is enough."""
    both = (own, other)
    edges = sorted({edge for lane in both for each in lane for edge in (each.start_sample, each.end_sample)})
    at = [0, 0]
    pieces: list[_Piece] = []
    for start, end in itertools.pairwise(edges):
        worst: Stretch | None = None
        for number, lane in enumerate(both):
            while at[number] < len(lane) and lane[at[number]].end_sample <= start:
                at[number] += 1
            if at[number] < len(lane) and lane[at[number]].start_sample <= start:
                found = lane[at[number]]
                worst = found if worst is None or _badness(found) > _badness(worst) else worst
        if worst is None:
            continue
        if pieces and pieces[-1].end_sample == start and _tells_the_same(pieces[-1].worst, worst):
            pieces[-1].end_sample = end
        else:
            pieces.append(_Piece(start, end, worst))
    return [_stretch(piece) for piece in pieces]


def _stretch(piece: _Piece) -> Stretch:
    worst = piece.worst
    return Stretch(
        lane=worst.lane if worst.is_missing else 0,
        start_sample=piece.start_sample,
        end_sample=piece.end_sample,
        state=worst.state,
        reason=worst.reason,
        has_audio=worst.has_audio,
    )


def _with(joined: list[Stretch], more: list[Stretch]) -> list[Stretch]:
    """Both, and one where they touch and are alike."""
    if joined and more and joined[-1].end_sample == more[0].start_sample and _tells_the_same(joined[-1], more[0]):
        return [*joined[:-1], replace(joined[-1], end_sample=more[0].end_sample), *more[1:]]
    return [*joined, *more]


def _tells_the_same(one: Stretch, other: Stretch) -> bool:
    if one is other:
        return True
    in_same_lane = one.lane == other.lane or not one.is_missing
    return in_same_lane and (one.state, one.reason, one.has_audio) == (other.state, other.reason, other.has_audio)


def _badness(stretch: Stretch) -> int:
    if stretch.is_missing:
        return 3
    if stretch.state not in _SETTLED:
        return 2
    return int(stretch.state is StretchState.TRANSCRIBED)

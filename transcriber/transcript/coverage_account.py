"""What is known of a recording's audio to those who are told of it: the stretches so far and their sums. Pure."""

from collections.abc import Iterable
from operator import attrgetter

from transcriber.transcript.stretches import CoverageSummary, Stretch, laid_over, summary_of


class CoverageAccount:
    """One lane of one recording, from the notices about it. Main thread.

    Args:
        stretches: What is known already; they do not overlap.
    """

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._stretches = sorted(stretches, key=attrgetter("start_sample"))

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """In order; no two overlap."""
        return tuple(self._stretches)

    def lay(self, laid: Iterable[Stretch]) -> None:
        """Each takes the place of what was known of its samples."""
        for stretch in laid:
            # What changes is nearly always at the end.
            first = len(self._stretches)
            while first and self._stretches[first - 1].end_sample >= stretch.start_sample:
                first -= 1
            self._stretches[first:] = laid_over(self._stretches[first:], stretch)

    def summary(self, recorded_samples: int) -> CoverageSummary:
        """The sums, over a recording of that length."""
        return summary_of(self._stretches, recorded_samples)

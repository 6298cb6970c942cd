"""Push-to-talk: the stretches of the spool that may leave the computer. Pure; counts spool samples, knows no clock.

A stretch is remembered by its samples, so that a second connection is sent the same ones. No two stretches overlap.
"""

from dataclasses import dataclass

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS

GRID_SAMPLES = 20 * SPOOL_SAMPLES_PER_MS
"""Where audio is cut on this side, it is cut between blocks that every format of the wire has whole samples for."""
BEFORE_PRESS_SAMPLES = 300 * SPOOL_SAMPLES_PER_MS
"""People press the key as they begin to speak, not before."""
AFTER_RELEASE_SAMPLES = 200 * SPOOL_SAMPLES_PER_MS


def next_cut(sample: int) -> int:
    """The first place after `sample` where audio may be cut."""
    return (sample // GRID_SAMPLES + 1) * GRID_SAMPLES


def cut_before(sample: int) -> int:
    """The last place up to `sample` where audio may be cut."""
    return max(0, sample) // GRID_SAMPLES * GRID_SAMPLES


@dataclass(frozen=True, slots=True)
class Stretch:
    """Spool samples from `start_sample` to before `end_sample`; None: it still goes on."""

    start_sample: int
    end_sample: int | None = None


class TalkKey:
    """When the key was held. Without push-to-talk it counts as held all the time. Session thread."""

    def __init__(self, is_used: bool) -> None:
        self._is_used = is_used
        self._stretches = [] if is_used else [Stretch(0)]

    @property
    def is_used(self) -> bool:
        """Whether the key decides what is sent."""
        return self._is_used

    @property
    def is_held(self) -> bool:
        """Whether what is captured now is sent."""
        return bool(self._stretches) and self._stretches[-1].end_sample is None

    def use(self, is_used: bool, recorded_samples: int) -> None:
        """Begin or end push-to-talk at the newest captured sample."""
        if is_used == self._is_used:
            return
        if self.is_held:
            self._close(next_cut(recorded_samples))
        self._is_used = is_used
        if not is_used:
            self._open(recorded_samples)

    def press(self, recorded_samples: int) -> None:
        """The key went down; pressing a held key changes nothing."""
        if self._is_used and not self.is_held:
            self._open(recorded_samples - BEFORE_PRESS_SAMPLES)

    def release(self, recorded_samples: int) -> None:
        """The key went up."""
        if self._is_used and self.is_held:
            self._close(next_cut(recorded_samples + AFTER_RELEASE_SAMPLES))

    def stretch(self, from_sample: int, end_sample: int) -> Stretch | None:
        """The first stretch from `from_sample` on, without what is before it, if it begins before `end_sample`."""
        for stretch in self._stretches:
            if stretch.end_sample is None or stretch.end_sample > from_sample:
                start_sample = max(stretch.start_sample, from_sample)
                return Stretch(start_sample, stretch.end_sample) if start_sample < end_sample else None
        return None

    def next_end(self, sample: int) -> int | None:
        """The first end of a stretch after `sample`."""
        ends = (stretch.end_sample for stretch in self._stretches)
        return next((end for end in ends if end is not None and end > sample), None)

    def is_end(self, sample: int) -> bool:
        """Whether the key was let go at `sample`."""
        return any(stretch.end_sample == sample for stretch in self._stretches)

    def forget(self, before_sample: int) -> None:
        """Nothing before `before_sample` is sent again."""
        self._stretches = [s for s in self._stretches if s.end_sample is None or s.end_sample >= before_sample]

    def _open(self, sample: int) -> None:
        earliest_sample = (self._stretches[-1].end_sample or 0) if self._stretches else 0
        self._stretches.append(Stretch(max(earliest_sample, cut_before(sample))))

    def _close(self, sample: int) -> None:
        self._stretches[-1] = Stretch(self._stretches[-1].start_sample, sample)

"""What the speech gate found in a recording, by spool sample: where something was heard, and where nobody listened.

Pure. What is heard is meant widely, so that silence is certain; what counts as speech is meant narrowly.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.turn_detection import quiet_probability

SPEECH_PROBABILITY = 0.5
HEARD_PROBABILITY = quiet_probability(SPEECH_PROBABILITY)
LONGEST_PAUSE_SAMPLES = 1_000 * SPOOL_SAMPLES_PER_MS
"""What is heard with no longer pauses in it belongs together."""
EDGE_SAMPLES = 500 * SPOOL_SAMPLES_PER_MS
"""So far two gates may differ about where a turn begins and ends."""

_END = attrgetter("end_sample")


@dataclass(slots=True)
class Spell:
    """Something was heard from `start_sample` to before `end_sample`, with short pauses at most."""

    start_sample: int
    end_sample: int
    speech: list[tuple[int, int]] = field(default_factory=list)
    """Where in it the gate was sure of speech; in order, from sample to sample."""

    def speech_samples(self, start_sample: int, end_sample: int) -> int:
        """How much sure speech lies between two samples."""
        return sum(max(0, min(end, end_sample) - max(start, start_sample)) for start, end in self.speech)


class HeardSpeech:
    """One recording's, as far as the gate has listened. Session thread."""

    def __init__(self) -> None:
        self._spells: list[Spell] = []
        self._left_out: list[tuple[int, int]] = []

    def note(self, start_sample: int, end_sample: int, probability: float) -> None:
        """The next piece of audio was rated; pieces come in order."""
        if probability < HEARD_PROBABILITY:
            return
        last = self._spells[-1] if self._spells else None
        if last is None or start_sample - last.end_sample > LONGEST_PAUSE_SAMPLES:
            last = Spell(start_sample, end_sample)
            self._spells.append(last)
        last.end_sample = end_sample
        if probability >= SPEECH_PROBABILITY:
            if last.speech and last.speech[-1][1] == start_sample:
                last.speech[-1] = (last.speech[-1][0], end_sample)
            else:
                last.speech.append((start_sample, end_sample))

    def leave_out(self, start_sample: int, end_sample: int) -> None:
        """Nobody listened to what lies between."""
        if start_sample < end_sample:
            self._left_out.append((start_sample, end_sample))

    def quiet_until(self, since_sample: int, chance_sample: int, heard_sample: int) -> int:
        """Nothing was heard from `since_sample` to here but what was over before `chance_sample`.

        `heard_sample` is up to where the gate has listened.
        """
        start_sample = heard_sample
        for start, end in self._left_out:
            if end > since_sample:
                start_sample = min(start_sample, max(start, since_sample))
        for spell in self.spells(max(since_sample, chance_sample), start_sample):
            start_sample = min(start_sample, max(spell.start_sample, since_sample))
        return start_sample

    def spells(self, start_sample: int, end_sample: int) -> list[Spell]:
        """Whatever was heard between two samples, each spell whole."""
        first = bisect_right(self._spells, start_sample, key=_END)
        found = []
        for spell in self._spells[first:]:
            if spell.start_sample >= end_sample:
                break
            found.append(spell)
        return found

    def left_out(self, start_sample: int, end_sample: int) -> list[tuple[int, int]]:
        """What nobody listened to between two samples."""
        between = ((max(start, start_sample), min(end, end_sample)) for start, end in self._left_out)
        return [(start, end) for start, end in between if start < end]

    def forget(self, before_sample: int) -> None:
        """Nobody asks about anything before `before_sample` any more."""
        del self._spells[: bisect_right(self._spells, before_sample, key=_END)]
        self._left_out = [(start, end) for start, end in self._left_out if end > before_sample]

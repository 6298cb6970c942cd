"""Who says what, under names that a person can read and change. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from transcriber.sentence import said
from transcriber.transcript.plain_text import plain
from transcriber.transcript.turns import SpeakerSegment, Turn

LONGEST_NAME_CHARACTERS = 60
_LEAST_COVERED = 0.9
"""Of a turn's letters: a service may write a number otherwise in its segments, but not leave a tenth out."""


ME = "lane:me"
"""Who speaks into the microphone, where what the computer plays is recorded too."""
OTHERS = "lane:others"
_LANES = (ME, OTHERS)
LANE_NAMES = {ME: said("Me"), OTHERS: said("Others")}


class SpeakerNames:
    """A recording's speakers by the service's own names for them. The thread of the view or export that made it.

    Args:
        given: Names that a person gave, by the service's own.
    """

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self._given = dict(given or {})
        self._numbers: dict[str, int] = {}
        self._has_lanes = not self._given.keys().isdisjoint(_LANES)

    @classmethod
    def of(cls, turns: Iterable[Turn], given: Mapping[str, str] | None = None) -> "SpeakerNames":
        """The speakers of these turns, numbered in their order."""
        names = cls(given)
        for turn in turns:
            names.meet(turn)
        return names

    @property
    def given(self) -> dict[str, str]:
        """What a person called whom: to be kept with the recording."""
        return dict(self._given)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The service's own names in the order of appearance; before them the two sources, where there are two."""
        return (*(_LANES if self._has_lanes else ()), *self._numbers)

    def show_lanes(self) -> None:
        """The recording has two sources, also where only one was heard so far."""
        self._has_lanes = True

    def lane_speaker(self, turn: Turn) -> str:
        """Who says a turn in which nobody else is told apart; empty in a recording of one source."""
        return _LANES[min(turn.lane, 1)] if self._has_lanes else ""

    def lane_name(self, lane: int) -> str:
        """Whose sound a lane has, as a person reads it; empty in a recording of one source."""
        return self.name(_LANES[min(lane, 1)]) if self._has_lanes else ""

    def meet(self, turn: Turn) -> None:
        """Numbers who speaks in it, where that is new."""
        self._has_lanes = self._has_lanes or turn.lane > 0
        for segment in turn.segments:
            self.name(segment.speaker)

    def name(self, speaker: str) -> str:
        """What a person reads: the given name, or "Speaker" and the place in the order of appearance."""
        if speaker in LANE_NAMES:
            return self._given.get(speaker) or LANE_NAMES[speaker]
        number = self._numbers.setdefault(speaker, len(self._numbers) + 1)
        return self._given.get(speaker) or said("Speaker {number}", number=number)

    def rename(self, speaker: str, name: str) -> None:
        """Calls a speaker by this name everywhere; an empty one takes the given name back."""
        self.name(speaker)
        words = " ".join(plain(name).split())[:LONGEST_NAME_CHARACTERS]
        if words:
            self._given[speaker] = words
        else:
            self._given.pop(speaker, None)


@dataclass(frozen=True, slots=True)
class SpokenRun:
    """What one speaker says until another one does; times on the recording's clock."""

    name: str
    """Empty where nobody is told apart: neither by the service, nor by two sources."""
    text: str
    start_ms: int | None
    end_ms: int | None
    segments: tuple[SpeakerSegment, ...] = ()
    """What it was made of; empty where the service does not tell speakers apart."""

    def __str__(self) -> str:
        return f"{self.name}: {self.text}" if self.name else self.text


def spoken_runs(turn: Turn, names: SpeakerNames) -> tuple[SpokenRun, ...]:
    """The turn by speakers; one run without a name where it has no segments, or not enough of them to lose no word."""
    names.meet(turn)
    spoken = [segment for segment in turn.segments if segment.text.strip()]
    if not _covers(spoken, turn.text):
        speaker = names.lane_speaker(turn)
        return (SpokenRun(names.name(speaker) if speaker else "", turn.text, turn.start_ms, turn.end_ms),)
    runs: list[list[SpeakerSegment]] = []
    for segment in spoken:
        if runs and runs[-1][0].speaker == segment.speaker:
            runs[-1].append(segment)
        else:
            runs.append([segment])
    return tuple(_run(run, turn, names) for run in runs)


def spoken_text(turn: Turn, names: SpeakerNames) -> str:
    """`Speaker 1: hello`, a line for each change of speaker; the text alone where nobody is told apart."""
    return "\n".join(str(run) for run in spoken_runs(turn, names))


def _run(segments: list[SpeakerSegment], turn: Turn, names: SpeakerNames) -> SpokenRun:
    text = " ".join(" ".join(segment.text.split()) for segment in segments)
    start_ms, end_ms = segments[0].start_ms, segments[-1].end_ms
    return SpokenRun(
        names.name(segments[0].speaker),
        text,
        turn.start_ms if start_ms is None else start_ms,
        turn.end_ms if end_ms is None else end_ms,
        tuple(segments),
    )


def _covers(segments: list[SpeakerSegment], text: str) -> bool:
    """Whether the segments are all there: text that goes on behind them is a segment that has not come."""
    said, wanted = _letters("".join(segment.text for segment in segments)), _letters(text)
    if not said or (wanted.startswith(said) and said != wanted):
        return False
    return len(said) >= _LEAST_COVERED * len(wanted)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()

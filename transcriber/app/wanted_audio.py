"""What of a recording in the history is to be transcribed again, or for the first time. Frozen values."""

from dataclasses import dataclass

from transcriber.export.material import TimeRange


@dataclass(frozen=True, slots=True)
class Whole:
    """All of its audio."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What has audio but no text, though there may have been speech: gaps, unheard speech, and what came to no end."""


@dataclass(frozen=True, slots=True)
class LaneRange:
    """A range of one lane's audio, while the other one's stays as it is."""

    lane: int
    times: TimeRange


@dataclass(frozen=True, slots=True)
class LaneRanges:
    """Several of them: what is left of a job that was broken off."""

    ranges: tuple[LaneRange, ...]


WantedAudio = Whole | Lacking | TimeRange | LaneRange | LaneRanges | tuple[int, ...]
"""A tuple names turns by their ids."""

__all__ = ["Lacking", "LaneRange", "LaneRanges", "TimeRange", "WantedAudio", "Whole"]

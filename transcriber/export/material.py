"""What an export is made of: a recording's turns under its title, and what of them is wanted. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from transcriber.export.clock import read_clock
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the recording without a transcript, and why; times on the recording's clock."""

    start_ms: int
    end_ms: int
    reason: str
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Annotation:
    """What a person added at a moment of the recording's clock: a note, or a mark, whose label may be empty."""

    at_ms: int
    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class TimeRange:
    """From `start_ms` up to, but without, `end_ms` (None: the end) of the recording's clock."""

    start_ms: int = 0
    end_ms: int | None = None

    @classmethod
    def parse(cls, text: str) -> "TimeRange":
        """`1:30-2:00`; either side may be left out.

        Raises:
            ValueError: It is not a range, or ends before it begins.
        """
        start, dash, end = text.partition("-")
        if not dash or not (start.strip() or end.strip()):
            raise ValueError(f"{text!r} is not a range like 1:30-2:00, 1:30- or -2:00")
        wanted = cls(read_clock(start) if start.strip() else 0, read_clock(end) if end.strip() else None)
        if wanted.end_ms is not None and wanted.end_ms <= wanted.start_ms:
            raise ValueError(f"{text!r} ends before it begins")
        return wanted

    def touches(self, start_ms: int, end_ms: int) -> bool:
        """Whether anything between the two times lies in it; a moment without length counts too."""
        return max(end_ms, start_ms + 1) > self.start_ms and (self.end_ms is None or start_ms < self.end_ms)

    def selects(self, spans: Iterable[tuple[int | None, int | None]]) -> Iterator[bool]:
        """For each start and end, whether it lies in it; what has no times goes with what stands before it."""
        is_wanted = self.start_ms == 0
        for start_ms, end_ms in spans:
            if start_ms is not None:
                is_wanted = self.touches(start_ms, start_ms if end_ms is None else end_ms)
            yield is_wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """What a person wants of it. Without any: as is customary in the format, and everything."""

    times: bool | None = None
    """Whether each turn has its time; None: not in plain text, else yes. Subtitles and JSON always have times."""
    speakers: bool | None = None
    """Whether speakers are told apart, where the service did; None: yes."""
    range: TimeRange = field(default_factory=TimeRange)
    """A turn that reaches into it is there as a whole; times stay those of the recording."""

    @property
    def has_speakers(self) -> bool:
        """Whether speakers are told apart."""
        return self.speakers is not False

    def has_times(self, default: bool = True) -> bool:
        """Whether times are shown, in a format where `default` is customary."""
        return default if self.times is None else self.times


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One recording as it is exported."""

    turns: Sequence[Turn]
    """In reading order; a live turn is left out of all documents but JSON."""
    title: str = "Transcript"
    names: SpeakerNames = field(default_factory=SpeakerNames)
    started: datetime | None = None
    """When the recording began, in the time zone in which a person is to read it."""
    gaps: Sequence[Gap] = ()
    annotations: Sequence[Annotation] = ()
    """Marks and notes; subtitles and tables are without them."""
    made_by: str = ""
    """The service and the model that the recording began with, as a person calls them; empty where nobody knows."""
    others: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """By lane and number of a turn: what else made its text, as after a failover. Subtitles do not tell it."""
    options: ExportOptions = field(default_factory=ExportOptions)

    def maker_of(self, turn: Turn) -> str:
        """What made its text; empty where nobody knows."""
        return self.others.get((turn.lane, turn.number), self.made_by)

    @property
    def started_text(self) -> str:
        """`2026-11-21 09:30 UTC`; empty where it is not known."""
        return f"{self.started:%Y-%m-%d %H:%M %Z}".strip() if self.started else ""

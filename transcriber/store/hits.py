"""What a search found, and the piece of it that fits into a line. Pure."""

from dataclasses import dataclass
from datetime import datetime

PAGE = 50


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn in which everything was found."""

    public_id: str
    """The recording's."""
    title: str
    started_utc: datetime
    turn_id: int
    lane: int
    number: int
    start_ms: int | None
    text: str
    ranges: tuple[tuple[int, int], ...]
    """What to highlight: start and end indices into `text`, in order, never overlapping."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a hit's text around what was found."""

    text: str
    ranges: tuple[tuple[int, int], ...]
    """Indices into the piece."""
    is_cut_before: bool
    is_cut_after: bool


def snippet(hit: Hit, letters: int = 120) -> Snippet:
    """About so many letters around the first thing that was found, cut between words where there are blanks."""
    first = hit.ranges[0] if hit.ranges else (0, 0)
    start = max(0, min(first[0] - letters // 3, len(hit.text) - letters))
    end = min(len(hit.text), max(start + letters, first[1]))
    if start and (blank := hit.text.find(" ", start, first[0])) >= 0:
        start = blank + 1
    if end < len(hit.text) and (blank := hit.text.rfind(" ", first[1], end)) >= 0:
        end = blank
    inside = ((max(start, low) - start, min(end, high) - start) for low, high in hit.ranges)
    return Snippet(
        hit.text[start:end],
        tuple((low, high) for low, high in inside if low < high),
        start > 0,
        end < len(hit.text),
    )

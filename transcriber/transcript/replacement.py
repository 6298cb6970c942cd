"""Heard forms replaced by written ones in finished text: the same words always come out the same. Pure.

Whole words only, compared without case; the longest form first, of two as long the one that stands earlier; applied
once and never inside what was replaced. The order of the entries does not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState
from transcriber.transcript.vocabulary import Entry
from transcriber.transcript.word_pieces import Piece, is_joining, keys_of, pieces_of
from transcriber.transcript.word_traces import Trace, may_hold, trace_of

_MOST_LOOKED_FOR = 16
"""With so few forms a text that has none of them is told from others without being taken apart."""


@dataclass(frozen=True, slots=True)
class Place:
    """`text[start:end]` of what was heard gave way to `written`."""

    start: int
    end: int
    written: str


@dataclass(slots=True)
class _Branch:
    written: str | None = None
    next: dict[str, "_Branch"] = field(default_factory=dict)


class Replacement:
    """Made once for many texts. Any thread.

    Args:
        entries: What is replaced. Of two that claim the same heard form, the one of a preset counts, then the written
            form that comes first in the order of code points.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._root = _Branch()
        self._traces: set[Trace] = set()
        """Of each form: without one of them nothing is replaced."""
        # The entry that counts comes last: it overwrites.
        for entry in sorted(entries, key=lambda entry: (not entry.preset, entry.written, entry.preset), reverse=True):
            for form in entry.heard:
                self._grow(form, entry.written)

    def __bool__(self) -> bool:
        return bool(self._root.next)

    def places(self, text: str) -> list[Place]:
        """What would be replaced in `text`, in order; no two overlap."""
        is_short = len(self._traces) <= _MOST_LOOKED_FOR
        if not self._root.next or (is_short and not may_hold(text, self._traces)):
            return []
        pieces = pieces_of(text)
        begins = self._root.next
        found = [
            each for index, piece in enumerate(pieces) if piece.key in begins for each in self._from(pieces, index)
        ]
        found.sort(key=lambda each: (each[0] - each[1], each[0]))
        taken = [False] * len(pieces)
        chosen: list[tuple[int, int, str]] = []
        for first, last, written in found:
            if not any(taken[first:last]):
                taken[first:last] = [True] * (last - first)
                chosen.append((first, last, written))
        chosen.sort()
        spans = ((pieces[first].start, pieces[last - 1].end, written) for first, last, written in chosen)
        places = [Place(start, end, _fitted(text, start, end, written)) for start, end, written in spans]
        return [place for place in places if text[place.start : place.end] != place.written]

    def text(self, heard: str) -> str:
        """What is to be read instead of `heard`."""
        return with_places(heard, self.places(heard))

    def turn(self, heard: Turn) -> Turn:
        """The turn with what is to be read; what was heard stays beside it. One that is not finished stays as it is."""
        if heard.state is not TurnState.FINISHED:
            return heard
        places = self.places(heard.text)
        segments = tuple(self._segment(segment) for segment in heard.segments)
        if not places and segments == heard.segments:
            return heard
        return replace(
            heard,
            text=with_places(heard.text, places),
            heard_text=heard.heard_text or (heard.text if places else ""),
            segments=segments,
            doubtful=tuple(_moved(heard.doubtful, places)),
        )

    def _segment(self, segment: SpeakerSegment) -> SpeakerSegment:
        return replace(segment, text=self.text(segment.text))

    def _grow(self, form: str, written: str) -> None:
        branch = self._root
        for key in keys_of(form):
            branch = branch.next.setdefault(key, _Branch())
        if branch is not self._root:
            branch.written = written
            self._traces.add(trace_of(form))

    def _from(self, pieces: list[Piece], first: int) -> Iterable[tuple[int, int, str]]:
        """Every form that begins with this piece: the pieces from and to, and what is written."""
        if not pieces[first].may_begin:
            return
        branch: _Branch | None = self._root
        for index in range(first, len(pieces)):
            branch = branch.next.get(pieces[index].key) if branch else None
            if branch is None:
                return
            if branch.written is not None:
                yield first, index + 1, branch.written


def with_places(text: str, places: Iterable[Place]) -> str:
    """The text with these places replaced; they are in order."""
    parts: list[str] = []
    reached = 0
    for place in places:
        parts += (text[reached : place.start], place.written)
        reached = place.end
    return "".join((*parts, text[reached:]))


def _fitted(text: str, start: int, end: int, written: str) -> str:
    """A word in small letters begins with a capital where the heard one does; words that touch are parted."""
    first = text[start]
    if first.isupper() and written == written.lower() and len(written[0].upper()) == 1:
        written = written[0].upper() + written[1:]
    before = " " if start and is_joining(text[start - 1], written[0]) else ""
    after = " " if end < len(text) and is_joining(written[-1], text[end]) else ""
    return f"{before}{written}{after}"


def _moved(ranges: Iterable[tuple[int, int]], places: list[Place]) -> Iterable[tuple[int, int]]:
    """The ranges where they stand now; what a person has settled is in doubt no more."""
    for start, end in ranges:
        if any(place.start < end and start < place.end for place in places):
            continue
        shift = sum(len(place.written) - (place.end - place.start) for place in places if place.end <= start)
        yield start + shift, end + shift

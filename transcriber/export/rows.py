"""Turns and gaps as rows, one for each change of speaker, of plain text and within the wanted range. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import compress

from transcriber.export.material import Annotation, Gap, Material
from transcriber.transcript.missing_words import NO_REASON, NO_REASON_OF_SERVICE
from transcriber.transcript.plain_text import plain
from transcriber.transcript.speakers import SpokenRun, spoken_runs
from transcriber.transcript.time_order import in_time_order
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

_NO_CHARACTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
"""Unicode: never characters; XML refuses two of them."""


class RowKind(StrEnum):
    """What stands in a row."""

    SPOKEN = "spoken"
    FAILED = "failed"
    """A turn of which the service gave no text."""
    GAP = "gap"
    SERVICE = "service"
    """From here on another service or model made the text than before."""
    MARK = "mark"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a document; times on the recording's clock."""

    kind: RowKind
    text: str
    """What was said, why there is nothing, or what a person added: one line without control characters."""
    name: str = ""
    """Who said it, or whose words are missing; empty where nobody is told apart."""
    start_ms: int | None = None
    end_ms: int | None = None
    language: str = ""
    """ISO 639-1, where the service heard exactly one."""
    segments: tuple[SpeakerSegment, ...] = ()
    """What the text was made of, where the service gave times inside it."""
    made_by: str = ""
    """The service and the model that made the text; empty where nobody knows, and where there is none."""

    @property
    def note(self) -> str:
        """The words in which a row without a text is told of; empty for a spoken one."""
        match self.kind:
            case RowKind.SPOKEN:
                return ""
            case RowKind.FAILED:
                return f"Not transcribed: {self.text}"
            case RowKind.GAP:
                return f"Gap: {self.text}"
            case RowKind.SERVICE:
                return f"From here transcribed by {self.text}"
            case RowKind.MARK:
                return f"Mark: {self.text}" if self.text else "Mark"
            case RowKind.NOTE:
                return f"Note: {self.text}"

    @property
    def is_annotation(self) -> bool:
        """Whether a person added it."""
        return self.kind in (RowKind.MARK, RowKind.NOTE)

    def __str__(self) -> str:
        words = self.text if self.kind is RowKind.SPOKEN else f"[{self.note}]"
        return f"{self.name}: {words}" if self.name else words


def clean(text: str) -> str:
    """One line of visible, valid characters."""
    return " ".join(_NO_CHARACTERS.sub("", plain(text)).split())


def rows_of(material: Material, *, with_annotations: bool = False) -> list[Row]:
    """Every finished turn by speakers, every failed one, every gap.

    In reading order, within the range. With annotations: also what a person added, and where another service took over.
    """
    rows = list(_in_order(material, material.annotations if with_annotations else ()))
    wanted = compress(rows, material.options.range.selects((row.start_ms, row.end_ms) for row in rows))
    return list(_with_services(wanted, clean(material.made_by))) if with_annotations else list(wanted)


def _with_services(rows: Iterable[Row], made_by: str) -> Iterator[Row]:
    """A row of its own wherever the next text is made by somebody else than the one before."""
    for row in rows:
        if row.made_by and row.made_by != made_by:
            made_by = row.made_by
            yield Row(RowKind.SERVICE, made_by, start_ms=row.start_ms, end_ms=row.start_ms)
        yield row


def _in_order(material: Material, annotations: Sequence[Annotation]) -> Iterator[Row]:
    return in_time_order(
        ((row.start_ms, row) for row in _of_turns(material)),
        ((gap.start_ms, _of_gap(gap, material)) for gap in material.gaps),
        ((each.at_ms, _of_annotation(each)) for each in annotations),
    )


def _of_turns(material: Material) -> Iterator[Row]:
    for turn in material.turns:
        if turn.state is TurnState.FAILED:
            reason = clean(turn.failure) or NO_REASON_OF_SERVICE
            yield Row(RowKind.FAILED, reason, _source(turn.lane, material), turn.start_ms, turn.end_ms)
        elif turn.state is TurnState.FINISHED and not turn.is_on_silence:
            for run in _runs(turn, material):
                if words := clean(run.text):
                    yield replace(_spoken(run, words, turn), made_by=clean(material.maker_of(turn)))


def _runs(turn: Turn, material: Material) -> tuple[SpokenRun, ...]:
    if material.options.has_speakers:
        return spoken_runs(turn, material.names)
    return (SpokenRun("", turn.text, turn.start_ms, turn.end_ms, turn.segments),)


def _spoken(run: SpokenRun, words: str, turn: Turn) -> Row:
    language = turn.languages[0] if len(turn.languages) == 1 else ""
    return Row(RowKind.SPOKEN, words, clean(run.name), run.start_ms, run.end_ms, clean(language), run.segments)


def _source(lane: int, material: Material) -> str:
    """Whose words are missing; empty where there is one source."""
    return clean(material.names.lane_name(lane)) if material.options.has_speakers else ""


def _of_gap(gap: Gap, material: Material) -> Row:
    reason = clean(gap.reason) or NO_REASON
    return Row(RowKind.GAP, reason, _source(gap.lane, material), gap.start_ms, gap.end_ms)


def _of_annotation(annotation: Annotation) -> Row:
    kind = RowKind.NOTE if annotation.is_note else RowKind.MARK
    return Row(kind, clean(annotation.text), start_ms=annotation.at_ms, end_ms=annotation.at_ms)

"""Plain text: the transcript alone, a row a line. Pure."""

from transcriber.export.clock import short_clock
from transcriber.export.material import Material
from transcriber.export.rows import Row, rows_of
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn


def to_txt(material: Material) -> str:
    """One line a finished turn, or one for each change of speaker in it; what is missing is said in brackets.

    So are marks and notes, which have their times always.
    """
    has_times = material.options.has_times(default=False)
    rows = rows_of(material, with_annotations=True)
    return "".join(f"{_time(row) if has_times or row.is_annotation else ''}{row}\n" for row in rows)


def turn_lines(turn: Turn, names: SpeakerNames) -> list[str]:
    """A finished or failed turn as a line for each change of speaker, one where nobody is told apart."""
    return [str(row) for row in rows_of(Material(turns=[turn], names=names))]


def _time(row: Row) -> str:
    return f"{short_clock(row.start_ms)}  " if row.start_ms is not None else ""

"""Markdown (CommonMark). Pure."""

import re

from transcriber.export.clock import short_clock
from transcriber.export.material import Material
from transcriber.export.rows import Row, RowKind, clean, rows_of

_MEANING = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])")


def to_markdown(material: Material) -> str:
    """A heading, then a paragraph a turn with its time, or one for each change of speaker in it.

    What Markdown would read as markup is escaped.
    """
    has_times = material.options.has_times()
    started = f"\n{escaped(material.started_text)}\n" if material.started else ""
    paragraphs = "".join(f"\n{_paragraph(row, has_times)}\n" for row in rows_of(material, with_annotations=True))
    return f"# {escaped(material.title)}\n{started}{paragraphs}"


def escaped(text: str) -> str:
    """Text that is shown as it is, wherever in a line it stands."""
    words = _MEANING.sub(r"\\\1", clean(text))
    if words.startswith(("-", "+", "=")):
        return f"\\{words}"
    return _LIST_NUMBER.sub(r"\1\\\2", words)


def _paragraph(row: Row, has_times: bool) -> str:
    time = f"{short_clock(row.start_ms)} " if has_times and row.start_ms is not None else ""
    name = f"**{escaped(row.name)}:** " if row.name else ""
    words = escaped(row.text) if row.kind is RowKind.SPOKEN else f"*{escaped(row.note)}*"
    return f"{time}{name}{words}"

"""A vocabulary as a file that a person can read and write: a table (CSV, RFC 4180), or lines `heard -> written`. Pure.

Nonsense in one line costs that line alone; a file that is nothing else is not read to its end.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said
from transcriber.transcript.vocabulary import Entry, tidied, validate_entry

COLUMNS = ("written", "heard", "expected", "preset")
LARGEST_FILE_BYTES = 4_000_000
_MOST_FAULTS = 1_000
_TOO_LONG = "x" * 10_000
_MOST_LINES = 20_000
"""Of them several may say the same word."""
_BETWEEN_FORMS = " | "
_ARROWS = ("->", "→", "=>")
_NO = frozenset({"no", "false", "0"})


def as_table(entries: Iterable[Entry]) -> str:
    """The entries as CSV with a first line of names; several heard forms stand in one field with ` | ` between."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for entry in entries:
        expected = "yes" if entry.is_expected else "no"
        writer.writerow((entry.written, _BETWEEN_FORMS.join(entry.heard), expected, entry.preset))
    return out.getvalue()


def as_lines(entries: Iterable[Entry]) -> str:
    """The entries as lines `heard, heard -> written`; a word alone is one to expect. Presets are not told."""
    lines = (f"{', '.join(entry.heard)} -> {entry.written}" if entry.heard else entry.written for entry in entries)
    return "".join(f"{line}\n" for line in lines)


def entries_from(text: str) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """The entries of a table or of lines, and a sentence about each line that makes no sense."""
    text = text.removeprefix("\ufeff")
    numbered = _table(text) if _is_table(text) else _lines(text)
    entries: list[Entry] = []
    faults: list[str] = []
    for number, found in numbered:
        if len(faults) == _MOST_FAULTS or len(entries) == _MOST_LINES:
            faults.append(
                said(
                    "Line {number}: From here on nothing is read: this is too much, or no list of words.", number=number
                )
            )
            break
        try:
            entry = tidied(found)
            validate_entry(entry)
        except ConfigurationError as error:
            faults.append(said("Line {number}: {reason}", number=number, reason=error.message))
        else:
            entries.append(entry)
    return tuple(entries), tuple(faults)


def _is_table(text: str) -> bool:
    first = text.lstrip().split("\n", 1)[0].casefold().strip()
    return "written" in _names(first.replace(";", ",").split(","))


def _table(text: str) -> Iterable[tuple[int, Entry]]:
    first = text.split("\n", 1)[0]
    delimiter = ";" if ";" in first and "," not in first else ","
    reader = csv.reader(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), delimiter=delimiter)
    names: list[str] = []
    for row in _rows(reader):
        if not any(field.strip() for field in row):
            continue
        if not names:
            names = _names(row)
            continue
        fields = dict(zip(names, (field.strip() for field in row), strict=False))
        yield (
            reader.line_num,
            Entry(
                written=fields.get("written", ""),
                heard=tuple(form.strip() for form in fields.get("heard", "").split("|") if form.strip()),
                is_expected=fields.get("expected", "").casefold() not in _NO,
                preset=fields.get("preset", ""),
            ),
        )


def _rows(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Its rows; a field that is longer than it reads is one that is too long for any word."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield [_TOO_LONG] * len(COLUMNS)


def _names(row: Sequence[str]) -> list[str]:
    return [name.strip().casefold() for name in row]


def _lines(text: str) -> Iterable[tuple[int, Entry]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("# "):
            continue
        arrow = next((arrow for arrow in _ARROWS if arrow in line), None)
        heard, _, written = line.partition(arrow) if arrow else ("", "", line)
        yield number, Entry(written=written, heard=tuple(form for form in heard.split(",") if form.strip()))

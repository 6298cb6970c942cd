"""A table for spreadsheets: comma-separated values (RFC 4180). Pure.

A spreadsheet runs a cell that begins like a formula; such a cell gets a leading quote, as OWASP advises against CSV
injection.
"""

import csv
import io

from transcriber.export.clock import clock
from transcriber.export.material import Material
from transcriber.export.rows import rows_of

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(material: Material, *, with_byte_order_mark: bool = False) -> str:
    """`start,end,speaker,state,text,transcribed_by`, a row each; columns of times or speakers may be left out.

    `state` is spoken, failed or gap; of the latter two `text` is the reason. Times are `HH:MM:SS.mmm`.

    Args:
        material: What is exported.
        with_byte_order_mark: Without it common spreadsheets take the file for something else than UTF-8.
    """
    table = io.StringIO(newline="")
    write = csv.writer(table).writerow
    has_times, has_speakers = material.options.has_times(), material.options.has_speakers
    write(
        [
            *(("start", "end") if has_times else ()),
            *(("speaker",) if has_speakers else ()),
            "state",
            "text",
            "transcribed_by",
        ]
    )
    for row in rows_of(material):
        times = (_time(row.start_ms), _time(row.end_ms)) if has_times else ()
        speaker = (_harmless(row.name),) if has_speakers else ()
        write([*times, *speaker, row.kind.value, _harmless(row.text), _harmless(row.made_by)])
    return (BYTE_ORDER_MARK if with_byte_order_mark else "") + table.getvalue()


def _time(time_ms: int | None) -> str:
    return "" if time_ms is None else clock(time_ms, ".")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell

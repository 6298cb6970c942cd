"""Every format in which a recording can be exported, by its name and the ending of its files. Pure."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcriber.export.material import Material


class ExportFormat(StrEnum):
    """A format; its value is the ending of its files and its name on the command line."""

    TXT = "txt"
    MD = "md"
    SRT = "srt"
    VTT = "vtt"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    DOCX = "docx"

    @property
    def is_text(self) -> bool:
        """Whether it can be read in a terminal."""
        return self is not ExportFormat.DOCX

    @property
    def label(self) -> str:
        """What a person calls it."""
        return _LABELS[self]


_LABELS = {
    ExportFormat.TXT: "Text",
    ExportFormat.MD: "Markdown",
    ExportFormat.SRT: "SubRip subtitles",
    ExportFormat.VTT: "WebVTT subtitles",
    ExportFormat.JSON: "JSON",
    ExportFormat.CSV: "Table (CSV)",
    ExportFormat.HTML: "Web page",
    ExportFormat.DOCX: "Word document",
}


def as_text(material: "Material", wanted: ExportFormat) -> str:
    """The document as text, for a format that is text."""
    return _writer_of(wanted)(material)


def as_file(material: "Material", wanted: ExportFormat) -> bytes:
    """What stands in a file of that format: UTF-8, with a byte order mark where a spreadsheet needs one."""
    if wanted is ExportFormat.DOCX:
        from transcriber.export.word_document import to_docx

        return to_docx(material)
    if wanted is ExportFormat.CSV:
        from transcriber.export.csv_table import to_csv

        return to_csv(material, with_byte_order_mark=True).encode()
    return as_text(material, wanted).encode()


def _writer_of(wanted: ExportFormat) -> "Callable[[Material], str]":
    """Imported where it is wanted: the names of the formats stand in the first window, their writers do not."""
    match wanted:
        case ExportFormat.MD:
            from transcriber.export.markdown import to_markdown

            return to_markdown
        case ExportFormat.SRT:
            from transcriber.export.srt import to_srt

            return to_srt
        case ExportFormat.VTT:
            from transcriber.export.vtt import to_vtt

            return to_vtt
        case ExportFormat.JSON:
            from transcriber.export.json_document import to_json

            return to_json
        case ExportFormat.CSV:
            from transcriber.export.csv_table import to_csv

            return to_csv
        case ExportFormat.HTML:
            from transcriber.export.html_page import to_html

            return to_html
        case ExportFormat.TXT:
            from transcriber.export.txt import to_txt

            return to_txt
        case ExportFormat.DOCX:
            raise KeyError(wanted)

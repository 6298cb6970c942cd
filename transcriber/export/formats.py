"""Every format in which a recording can be exported, by its name and the ending of its files. Pure."""

from collections.abc import Callable
from enum import StrEnum

from transcriber.export.csv_table import to_csv
from transcriber.export.html_page import to_html
from transcriber.export.json_document import to_json
from transcriber.export.markdown import to_markdown
from transcriber.export.material import Material
from transcriber.export.srt import to_srt
from transcriber.export.txt import to_txt
from transcriber.export.vtt import to_vtt
from transcriber.export.word_document import to_docx


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
_TEXTS: dict[ExportFormat, Callable[[Material], str]] = {
    ExportFormat.TXT: to_txt,
    ExportFormat.MD: to_markdown,
    ExportFormat.SRT: to_srt,
    ExportFormat.VTT: to_vtt,
    ExportFormat.JSON: to_json,
    ExportFormat.CSV: to_csv,
    ExportFormat.HTML: to_html,
}


def as_text(material: Material, wanted: ExportFormat) -> str:
    """The document as text, for a format that is text."""
    return _TEXTS[wanted](material)


def as_file(material: Material, wanted: ExportFormat) -> bytes:
    """What stands in a file of that format: UTF-8, with a byte order mark where a spreadsheet needs one."""
    if wanted is ExportFormat.DOCX:
        return to_docx(material)
    if wanted is ExportFormat.CSV:
        return to_csv(material, with_byte_order_mark=True).encode()
    return as_text(material, wanted).encode()

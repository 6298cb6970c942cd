"""A document of Office Open XML (ECMA-376), which Word and LibreOffice open. Pure: bytes come out.

The library makes the document and its styles; the rows are written as XML at once, because a paragraph at a time takes
it two seconds for a recording of ten hours.
"""

import io
from html import escape
from typing import TYPE_CHECKING

from transcriber.export.clock import short_clock
from transcriber.export.material import Material
from transcriber.export.rows import Row, RowKind, clean, rows_of
from transcriber.transcript.directions import runs_right_to_left

if TYPE_CHECKING:
    from docx.document import Document

_LONGEST_PROPERTY_CHARACTERS = 255
_TIME, _SPEAKER, _NOTE = "TurnTime", "TurnSpeaker", "TurnNote"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def to_docx(material: Material) -> bytes:
    """The title, when it was, then a paragraph a row with time and speaker, each in a style of its own."""
    # What a person never exports to does not slow the start of the program.
    import docx

    document = docx.Document()
    _name(document, material)
    _add_styles(document)
    document.add_heading(clean(material.title), level=0)
    if material.started:
        document.add_paragraph(material.started_text, style="Subtitle")
    _add_rows(document, material)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _name(document: "Document", material: Material) -> None:
    properties = document.core_properties
    properties.title = clean(material.title)[:_LONGEST_PROPERTY_CHARACTERS]
    properties.author = properties.last_modified_by = properties.comments = ""
    if material.started:
        properties.created = properties.modified = material.started


def _add_styles(document: "Document") -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    turn = document.styles.add_style("Turn", WD_STYLE_TYPE.PARAGRAPH)
    turn.base_style = document.styles["Normal"]
    turn.paragraph_format.space_after = Pt(8)
    time = document.styles.add_style(_TIME, WD_STYLE_TYPE.CHARACTER)
    time.font.color.rgb = RGBColor(0x56, 0x5C, 0x68)
    time.font.size = Pt(9)
    document.styles.add_style(_SPEAKER, WD_STYLE_TYPE.CHARACTER).font.bold = True
    document.styles.add_style(_NOTE, WD_STYLE_TYPE.CHARACTER).font.italic = True


def _add_rows(document: "Document", material: Material) -> None:
    from docx.oxml import parse_xml

    has_times = material.options.has_times()
    rows = rows_of(material, with_annotations=True)
    paragraphs = "".join(_paragraph(row, has_times) for row in rows)
    body = document.element.body
    page = body.sectPr
    for paragraph in parse_xml(f'<w:body xmlns:w="{_NAMESPACE}">{paragraphs}</w:body>'):
        page.addprevious(paragraph)


def _paragraph(row: Row, has_times: bool) -> str:
    is_right_to_left = runs_right_to_left(row.text)
    bidi = "<w:bidi/>" if is_right_to_left else ""
    runs = []
    if has_times and row.start_ms is not None:
        runs.append(_run(f"{short_clock(row.start_ms)}  ", _TIME))
    if row.name:
        runs.append(_run(f"{row.name}: ", _SPEAKER, runs_right_to_left(row.name)))
    if row.kind is RowKind.SPOKEN:
        runs.append(_run(row.text, "", is_right_to_left))
    else:
        runs.append(_run(row.note, _NOTE))
    return f'<w:p><w:pPr><w:pStyle w:val="Turn"/>{bidi}</w:pPr>{"".join(runs)}</w:p>'


def _run(text: str, style: str, is_right_to_left: bool = False) -> str:
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:rtl/>" if is_right_to_left else "")
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'

import io
from datetime import UTC, datetime

import docx
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.export.conftest import said
from transcriber.export.material import ExportOptions, Gap, Material
from transcriber.export.rows import clean
from transcriber.export.word_document import to_docx
from transcriber.transcript.turns import Turn

STARTED = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def read(material: Material) -> Document:
    return docx.Document(io.BytesIO(to_docx(material)))


def test_title_beginning_and_rows_are_in_their_styles(talk: list[Turn], turns: list[Turn]) -> None:
    gaps = [Gap(9000, 9900, "unplugged")]
    document = read(Material(turns=[*talk, turns[1]], title="Talk", started=STARTED, gaps=gaps))

    assert [(paragraph.style and paragraph.style.name, paragraph.text) for paragraph in document.paragraphs] == [
        ("Title", "Talk"),
        ("Subtitle", "2026-11-21 09:30 UTC"),
        ("Turn", "00:00:01  Speaker 1: Hello."),
        ("Turn", "00:00:03  Speaker 2: *Hi.*"),
        ("Turn", "00:00:06  Speaker 2: Bye."),
        ("Turn", "00:00:02  Not transcribed: The audio could not be transcribed."),
        ("Turn", "00:00:09  Gap: unplugged"),
    ]
    assert [run.style.name for run in document.paragraphs[2].runs] == [
        "TurnTime",
        "TurnSpeaker",
        "Default Paragraph Font",
    ]
    assert document.paragraphs[-1].runs[-1].style.name == "TurnNote"


def test_neither_times_nor_speakers(talk: list[Turn]) -> None:
    document = read(Material(turns=talk, options=ExportOptions(times=False, speakers=False)))
    assert [paragraph.text for paragraph in document.paragraphs] == ["Transcript", "Hello. *Hi.*", "Bye."]


def test_it_says_what_it_is_and_not_what_made_it() -> None:
    properties = read(Material(turns=[], title="T" * 300, started=STARTED)).core_properties

    assert (properties.title, properties.author, properties.comments) == ("T" * 255, "", "")
    assert properties.created == STARTED


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_whatever_is_said_is_text(text: str) -> None:
    document = read(Material(turns=[said(f"x{text}")], title=f"t{text}", options=ExportOptions(times=False)))
    assert [paragraph.text for paragraph in document.paragraphs] == [clean(f"t{text}"), clean(f"x{text}")]


def test_hebrew_runs_from_the_right_and_english_does_not() -> None:
    [_, hebrew, english] = read(Material(turns=[said("שלום"), said("hello")])).paragraphs

    assert [paragraph._p.xpath("count(w:pPr/w:bidi)") for paragraph in (hebrew, english)] == [1, 0]
    assert [paragraph.runs[-1].font.rtl for paragraph in (hebrew, english)] == [True, None]

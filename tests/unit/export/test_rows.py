import io
import json
from dataclasses import replace
from xml.etree.ElementTree import fromstring

import docx

from tests.unit.export.conftest import said
from transcriber.export.csv_table import to_csv
from transcriber.export.html_page import to_html
from transcriber.export.json_document import to_json
from transcriber.export.markdown import to_markdown
from transcriber.export.material import Annotation, ExportOptions, Gap, Material, TimeRange
from transcriber.export.rows import RowKind, rows_of
from transcriber.export.srt import to_srt
from transcriber.export.txt import to_txt
from transcriber.export.word_document import to_docx
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn, TurnState


def test_a_live_turn_is_no_row_and_a_failed_one_has_its_reason(turns: list[Turn]) -> None:
    rows = rows_of(Material(turns=turns))

    assert [(row.kind, row.start_ms) for row in rows] == [
        (RowKind.SPOKEN, 0),
        (RowKind.FAILED, 2000),
        (RowKind.SPOKEN, 3000),
    ]
    assert str(rows[1]) == "[Not transcribed: The audio could not be transcribed.]"


def test_a_failure_without_a_reason_says_so() -> None:
    [row] = rows_of(Material(turns=[Turn(number=1, state=TurnState.FAILED, failure=" ")]))
    assert row.note == "Not transcribed: the service gave no reason"


def test_a_gap_stands_where_it_belongs() -> None:
    turns = [said("One.", 0, 1000), said("Untimed.", None), said("Two.", 9000, 9500)]
    gaps = [Gap(20_000, 30_000, "computer suspended"), Gap(2000, 8000, "microphone\nunplugged")]

    assert [str(row) for row in rows_of(Material(turns=turns, gaps=gaps))] == [
        "One.",
        "Untimed.",
        "[Gap: microphone unplugged]",
        "Two.",
        "[Gap: computer suspended]",
    ]


def test_turns_stay_in_their_order_whatever_their_times() -> None:
    turns = [said("Late.", 9000, 9500), said("Early.", 100, 200)]
    assert [row.text for row in rows_of(Material(turns=turns))] == ["Late.", "Early."]


def test_a_range_takes_whole_turns_and_an_untimed_one_goes_with_the_one_before() -> None:
    turns = [said("One.", 0, 1000), said("Two.", 1500, 3000), said("Untimed.", None), said("Three.", 5000, 6000)]
    gaps = [Gap(0, 100, "early"), Gap(4000, 4500, "late")]
    options = ExportOptions(range=TimeRange(2000, 5000))

    rows = rows_of(Material(turns=turns, gaps=gaps, options=options))

    assert [row.text for row in rows] == ["Two.", "Untimed.", "late"]


def test_speakers_have_a_row_each_or_none(talk: list[Turn]) -> None:
    names = SpeakerNames({"spk_2": "Grace"})
    assert [str(row) for row in rows_of(Material(turns=talk, names=names))] == [
        "Speaker 1: Hello.",
        "Grace: *Hi.*",
        "Grace: Bye.",
    ]
    without = rows_of(Material(turns=talk, options=ExportOptions(speakers=False)))
    assert [(str(row), row.end_ms) for row in without] == [("Hello. *Hi.*", 5000), ("Bye.", 7000)]


def test_only_plain_visible_characters_are_left() -> None:
    [row] = rows_of(Material(turns=[said("\x1b[31mred\x00\r\n\u202eevil\u2028\ufffe\ud800 شما می\u200cروید")]))
    assert row.text == "[31mred evil شما می\u200cروید"


def test_what_a_person_added_stands_at_its_time_where_it_is_wanted() -> None:
    turns = [said("One.", 0, 1000), said("Two.", 9000, 9500)]
    annotations = [Annotation(500, "ask\nAda", is_note=True), Annotation(9000, "")]
    material = Material(turns=turns, annotations=annotations)

    assert [str(row) for row in rows_of(material, with_annotations=True)] == [
        "One.",
        "[Note: ask Ada]",
        "Two.",
        "[Mark]",
    ]
    assert [str(row) for row in rows_of(material)] == ["One.", "Two."]
    early = replace(material, options=ExportOptions(range=TimeRange(0, 400)))
    assert [str(row) for row in rows_of(early, with_annotations=True)] == ["One."]


def test_every_document_that_is_read_has_marks_and_notes_with_their_times() -> None:
    annotations = [Annotation(500, "ask *Ada*", is_note=True), Annotation(62_000, "Decision")]
    material = Material(turns=[said("One.", 0, 1000)], annotations=annotations)

    assert to_txt(material) == "One.\n00:00:00  [Note: ask *Ada*]\n00:01:02  [Mark: Decision]\n"
    assert "00:00:00 *Note: ask \\*Ada\\**" in to_markdown(material)
    page = fromstring(to_html(material))
    assert [each.text for each in page.iterfind(".//{*}p") if each.get("class") == "note"] == [
        "Note: ask *Ada*",
        "Mark: Decision",
    ]
    read = docx.Document(io.BytesIO(to_docx(material)))
    assert [each.text for each in read.paragraphs][-2:] == ["00:00:00  Note: ask *Ada*", "00:01:02  Mark: Decision"]
    document = json.loads(to_json(material))
    assert document["notes"] == [{"at_ms": 500, "text": "ask *Ada*"}]
    assert document["marks"] == [{"at_ms": 62_000, "label": "Decision"}]
    assert "Ada" not in to_csv(material)
    assert "Ada" not in to_srt(material)


def fallen_over(**options: object) -> Material:
    """Two turns of the service, two of another after a failover, and one of the first again."""
    turns = [said(f"{number}.", number * 1000, number * 1000 + 900, number) for number in range(1, 6)]
    here = "This computer (parakeet)"
    return Material(turns=turns, made_by="OpenAI (gpt-4o)", others={(0, 3): here, (0, 4): here}, **options)  # type: ignore[arg-type]


def test_where_another_service_took_over_is_told_in_documents_that_are_read() -> None:
    material = fallen_over()
    assert to_txt(material).splitlines() == [
        "1.",
        "2.",
        "[From here transcribed by This computer (parakeet)]",
        "3.",
        "4.",
        "[From here transcribed by OpenAI (gpt-4o)]",
        "5.",
    ]
    document = docx.Document(io.BytesIO(to_docx(material)))
    in_word = "".join(paragraph.text for paragraph in document.paragraphs)
    for text in (to_markdown(material).replace("\\", ""), to_html(material), in_word):
        assert text.count("From here transcribed by This computer (parakeet)") == 1


def test_tables_and_json_tell_it_of_each_turn_and_subtitles_never() -> None:
    material = fallen_over()
    told = [turn["transcribed_by"] for turn in json.loads(to_json(material))["turns"]]
    assert told == ["OpenAI (gpt-4o)"] * 2 + ["This computer (parakeet)"] * 2 + ["OpenAI (gpt-4o)"]
    assert [line.rpartition(",")[2] for line in to_csv(material).splitlines()[1:]] == told
    assert "transcribed" not in to_srt(material)


def test_a_range_that_begins_after_it_tells_it_all_the_same() -> None:
    material = fallen_over(options=ExportOptions(range=TimeRange(4_000, 5_000)))
    assert to_txt(material) == "[From here transcribed by This computer (parakeet)]\n4.\n"


def test_what_stands_on_silence_is_in_no_document() -> None:
    invented = Turn(number=1, state=TurnState.FINISHED, text="Thank you.", start_ms=0, end_ms=900, is_on_silence=True)
    spoken = Turn(number=2, state=TurnState.FINISHED, text="Hello.", start_ms=1_000, end_ms=1_900)
    material = Material(turns=[invented, spoken])
    for text in (to_txt(material), to_srt(material), to_csv(material), to_json(material), to_markdown(material)):
        assert "Hello." in text
        assert "Thank you." not in text

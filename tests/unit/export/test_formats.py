import io
import json
import re
import subprocess
import sys
from dataclasses import replace

import docx
import pytest

from tests.unit.export.conftest import said
from transcriber.cli.grammar import command_line
from transcriber.export.formats import ExportFormat, as_file, as_text
from transcriber.export.material import ExportOptions, Gap, Material
from transcriber.transcript.speakers import LANE_NAMES, SpeakerNames
from transcriber.transcript.turns import Turn, TurnState

BEGINNINGS = {
    ExportFormat.TXT: b"Gr\xc3\xbc\xc3\x9fe.",
    ExportFormat.MD: b"# Talk",
    ExportFormat.SRT: b"1\n00:00:00,000 -->",
    ExportFormat.VTT: b"WEBVTT\n\n",
    ExportFormat.JSON: b'{\n  "name": "Talk"',
    ExportFormat.CSV: b"\xef\xbb\xbfstart,end",
    ExportFormat.HTML: b"<!DOCTYPE html>",
    ExportFormat.DOCX: b"PK\x03\x04",
}


@pytest.mark.parametrize("wanted", ExportFormat)
def test_every_format_has_a_file_and_a_name(wanted: ExportFormat) -> None:
    material = Material(turns=[said("Grüße.", 0, 1000)], title="Talk")

    assert as_file(material, wanted).startswith(BEGINNINGS[wanted])
    assert wanted.label
    if wanted.is_text:
        assert as_text(material, wanted).encode() == as_file(material, wanted).removeprefix(b"\xef\xbb\xbf")


@pytest.mark.parametrize("wanted", ExportFormat)
def test_every_format_is_one_of_the_command_line(wanted: ExportFormat) -> None:
    assert command_line().parse_args(["transcribe", "a.wav", "--format", wanted.value]).format == wanted


def test_the_library_for_word_documents_is_loaded_when_it_is_needed() -> None:
    ask = "import sys, transcriber.export.formats; sys.exit('docx' in sys.modules or 'lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask]).returncode == 0


TWO_SOURCES = Material(
    turns=[
        said("Mine.", 0, 1_000),
        replace(said("Theirs.", 2_000, 3_000, 2), lane=1),
        Turn(number=3, state=TurnState.FAILED, failure="too loud", start_ms=4_000, end_ms=5_000, lane=1),
    ],
    gaps=[Gap(6_000, 7_000, "no link"), Gap(6_000, 7_000, "no link", lane=1)],
    names=SpeakerNames(LANE_NAMES),
)


def words_of(content: bytes, wanted: ExportFormat) -> str:
    if wanted is ExportFormat.DOCX:
        return "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
    text = content.decode()
    return re.sub("<style>.*</style>|<[^>]*>", " ", text, flags=re.DOTALL) if wanted is ExportFormat.HTML else text


@pytest.mark.parametrize("wanted", [each for each in ExportFormat if each is not ExportFormat.JSON])
def test_every_format_says_of_two_sources_whose_words_these_are_and_whose_are_missing(wanted: ExportFormat) -> None:
    text = words_of(as_file(TWO_SOURCES, wanted), wanted)

    order = ("Me", r"Mine\.", "Others", r"Theirs\.", "Others", "too loud", "Me", "no link", "Others", "no link")
    assert re.search(".*".join(rf"\b{each}" for each in order), text, re.DOTALL)
    without = replace(TWO_SOURCES, options=ExportOptions(speakers=False))
    assert not re.search(r"\b(Me|Others)\b", words_of(as_file(without, wanted), wanted))


def test_the_document_for_programs_says_so_too() -> None:
    told = json.loads(as_text(TWO_SOURCES, ExportFormat.JSON))

    assert [(each["text"], each["speaker"]) for each in told["turns"]] == [
        *(("Mine.", "Me"), ("Theirs.", "Others"), ("", "Others")),
    ]
    assert [(each["reason"], each["speaker"]) for each in told["gaps"]] == [("no link", "Me"), ("no link", "Others")]
    of_one = json.loads(as_text(Material(turns=[said("Mine.")], gaps=[Gap(0, 1, "no link")]), ExportFormat.JSON))
    assert not any("speaker" in each for each in (*of_one["turns"], *of_one["gaps"]))

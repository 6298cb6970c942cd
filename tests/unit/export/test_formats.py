import subprocess
import sys

import pytest

from tests.unit.export.conftest import said
from transcriber.cli.grammar import command_line
from transcriber.export.formats import ExportFormat, as_file, as_text
from transcriber.export.material import Material

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

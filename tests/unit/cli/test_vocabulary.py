from argparse import Namespace
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from transcriber.cli.faults import CannotStart
from transcriber.cli.vocabulary import words_from
from transcriber.settings.vocabulary_file import load_vocabulary
from transcriber.transcript.vocabulary import Entry


def test_words_are_added_listed_and_removed(command: Command) -> None:
    assert command("vocabulary", "add", "PySide6", "--heard", "pie side six", "--heard", "pi side 6").code == 0
    command("vocabulary", "add", "Kreszwel", "--preset", "Meeting", "--not-expected")
    listed = command("vocabulary")
    assert listed.out == "pie side six, pi side 6 -> PySide6\nKreszwel [Meeting, not expected]\n"
    assert command("vocabulary", "list").out == listed.out
    assert command("vocabulary", "remove", "PySide6").code == 0
    assert command("vocabulary", "remove", "Kreszwel").code == 2
    assert load_vocabulary().entries == (Entry(written="Kreszwel", preset="Meeting", is_expected=False),)


def test_what_makes_no_sense_is_one_line(command: Command) -> None:
    command("vocabulary", "add", "PySide6", "--heard", "pie six")
    done = command("vocabulary", "add", "Qt", "--heard", "pie six")
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert "pie six is replaced by PySide6 already" in done.err


def test_words_travel_in_files(command: Command, tmp_path: Path) -> None:
    lines = tmp_path / "words.txt"
    lines.write_text(f"pie six -> PySide6\n{'x' * 101}\nQt\n")
    done = command("vocabulary", "import", str(lines))
    assert done.code == 1
    assert "Line 2:" in done.err
    assert "2 words were taken in." in done.err
    table, again = tmp_path / "words.csv", tmp_path / "again.txt"
    assert command("vocabulary", "export", "--output", str(table)).code == 0
    assert command("vocabulary", "export").out == table.read_text().replace("\r\n", "\n")
    assert command("vocabulary", "export", "--output", str(table)).code == 1, "it is not overwritten"
    command("vocabulary", "export", "--output", str(again))
    assert again.read_text() == "pie six -> PySide6\nQt\n"
    assert command("vocabulary", "import", str(tmp_path / "none.csv")).code == 1


def test_a_recording_is_given_the_saved_words_of_its_preset_or_those_of_a_file(
    command: Command, tmp_path: Path
) -> None:
    command("vocabulary", "add", "PySide6")
    command("vocabulary", "add", "Kreszwel", "--preset", "Meeting")
    saved = words_from(Namespace(vocabulary=None, preset=None))
    assert [entry.written for entry in saved.entries] == ["PySide6"]
    with_preset = words_from(Namespace(vocabulary=None, preset="Meeting"))
    assert [entry.written for entry in with_preset.entries] == ["PySide6", "Kreszwel"]
    path = tmp_path / "words.txt"
    path.write_text("Qt\n")
    assert words_from(Namespace(vocabulary=path, preset=None)).entries == (Entry(written="Qt"),)
    with pytest.raises(CannotStart, match="There is no file"):
        words_from(Namespace(vocabulary=tmp_path / "none", preset=None))

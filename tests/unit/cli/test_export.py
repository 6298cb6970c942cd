import io
import json
import sys
from pathlib import Path

import docx
import pytest
import srt
import webvtt

from tests.unit.cli.conftest import Command, Terminal
from tests.unit.cli.history_stage import Kept, kept_history


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return kept_history(tmp_path)


def test_without_more_it_is_the_text_on_stdout(command: Command, kept: Kept) -> None:
    done = command("export", kept.talk.public_id[:7])

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "The quick brown fox.",
        "00:00:01  [Note: call back]",
        "It jumps over the [31mlazy dog.",
        "00:00:02  [Mark: important]",
        *done.out.splitlines()[4:],
    ]
    assert [line[:5] for line in done.out.splitlines()[4:]] == ["[Gap:"] * 2
    assert command("export", "--last").out == "Speaker 1: Good morning.\nAda: Hello.\nthe red fox\n"


def test_times_speakers_and_range_are_a_choice(command: Command, kept: Kept) -> None:
    def exported(*options: str) -> list[str]:
        return command("export", kept.meeting.public_id, *options).out.splitlines()

    assert exported("--times")[0] == "00:00:01  Speaker 1: Good morning."
    assert exported("--no-speakers")[0] == "Good morning. Hello."
    assert exported("--format", "md", "--no-times")[-1] == "the red fox"
    assert exported("--range", "1:30-2:00") == ["the red fox"]
    assert exported("--range", "1:31-") == []
    assert exported("--range=-1:00") == ["Speaker 1: Good morning.", "Ada: Hello."]


def test_subtitles_tables_and_json_are_what_other_programs_read(command: Command, kept: Kept) -> None:
    def exported(name: str) -> str:
        return command("export", kept.meeting.public_id, "--format", name).out

    assert "Hello." in "".join(cue.content for cue in srt.parse(exported("srt")))
    assert "fox" in "".join(cue.text for cue in webvtt.from_buffer(io.StringIO(exported("vtt"))).captions)
    assert json.loads(exported("json"))["turns"][1]["text"] == "the red fox"
    assert exported("csv").splitlines()[0] == "start,end,speaker,state,text,transcribed_by"
    assert "<html" in exported("html")


def test_a_file_is_named_by_its_path_or_by_the_title_in_a_folder(command: Command, kept: Kept, tmp_path: Path) -> None:
    document = tmp_path / "out" / "Talk.docx"

    done = command("export", kept.talk.public_id, "--format", "docx", "--output", f"{tmp_path}/out/")

    assert (done.code, done.out, done.err) == (0, "", f"Wrote {document}\n")
    assert "The quick brown fox." in "\n".join(each.text for each in docx.Document(str(document)).paragraphs)
    assert command("export", "--last", "--output", str(tmp_path / "out" / "any.srt")).code == 0
    assert "-->" in (tmp_path / "out" / "any.srt").read_text()
    assert command("export", "--last", "--output", str(tmp_path / "out")).code == 0
    assert (tmp_path / "out" / "Recording 2026-11-21 09.30.txt").read_text().startswith("Speaker 1")


def test_what_is_there_stays_unless_it_is_to_be_replaced(command: Command, kept: Kept, tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    path.write_text("mine")

    refused = command("export", kept.talk.public_id, "--output", str(path))
    assert (refused.code, refused.out, path.read_text()) == (1, "", "mine")
    assert f"{path} exists already and was left as it is." in refused.err
    assert "--replace" in refused.err

    assert command("export", kept.talk.public_id, "--output", str(path), "--replace").code == 0
    assert path.read_text().startswith("The quick brown fox.")


def test_a_folder_that_cannot_be_written_to_is_named(command: Command, kept: Kept, tmp_path: Path) -> None:
    done = command("export", "--last", "--output", str(tmp_path / "missing" / "talk.txt"))

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert "cannot be written" in done.err


def test_a_word_document_is_not_written_to_a_terminal(
    command: Command, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)

    done = command("export", "--last", "--format", "docx")

    assert (done.code, screen.getvalue()) == (2, "")
    assert "docx cannot be shown in a terminal; add --output FILE" in done.err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "its ID or --last"),
        (("--last", "abc"), "its ID or --last"),
        (("--last", "--replace"), "argument --replace"),
        (("--last", "--format", "pdf"), "--format"),
        (("--last", "--output", "talk.pdf"), "txt, md, srt, vtt, json, csv, html, docx. A PDF is made in the window"),
        (("--last", "--output", "talk.odt"), "there is no format .odt"),
        (("--last", "--range", "2:00-1:00"), "ends before it begins"),
        (("--last", "--range", "soon"), "is not a range"),
    ],
)
def test_wrong_usage_is_told_apart(command: Command, kept: Kept, words: tuple[str, ...], message: str) -> None:
    done = command("export", *words)

    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_without_a_history_or_such_a_recording_it_says_so(command: Command, tmp_path: Path) -> None:
    empty = command("export", "--last")
    assert (empty.code, empty.err) == (1, "The history is empty; it begins with the first recording.\n")

    kept_history(tmp_path)
    unknown = command("export", "00000000")
    assert (unknown.code, unknown.out) == (1, "")
    assert "There is no recording '00000000'." in unknown.err

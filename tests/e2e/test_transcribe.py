import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
Rate = Callable[[str, str], float]


def said_beside(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What was said on stderr, without the account of each recording, in which nothing may be missing."""
    lines = done.stderr.splitlines()
    accounts = [line for line in lines if " recorded: " in line]
    assert accounts
    assert all(line.endswith(", 0:00 missing") for line in accounts), accounts
    return [line for line in lines if line not in accounts]


def test_a_file_becomes_its_words_and_nothing_else_on_stdout(
    run: Run, speech: Path, transcript_of: Callable[[str], str], word_errors: Rate
) -> None:
    done = run("transcribe", str(speech / "jfk.flac"))

    assert (done.returncode, said_beside(done)) == (0, [])
    assert word_errors(transcript_of("jfk.flac"), done.stdout) < 0.2


@pytest.mark.parametrize("audio_format", ["pcm16", "g711_ulaw", "g711_alaw"])
@pytest.mark.parametrize("dialect", ["ga", "beta"])
def test_every_audio_format_in_both_dialects(
    run: Run, speech: Path, transcript_of: Callable[[str], str], word_errors: Rate, audio_format: str, dialect: str
) -> None:
    clip = "LJ001-0002.flac"
    done = run("transcribe", str(speech / clip), "--audio-format", audio_format, "--dialect", dialect)

    assert (done.returncode, said_beside(done)) == (0, [])
    assert word_errors(transcript_of(clip), done.stdout) <= 0.4


@pytest.mark.parametrize("vad", ["semantic", "none"])
def test_every_kind_of_turn_detection(
    run: Run, speech: Path, transcript_of: Callable[[str], str], word_errors: Rate, vad: str
) -> None:
    done = run("transcribe", str(speech / "jfk.flac"), "--vad", vad)

    assert (done.returncode, said_beside(done)) == (0, [])
    assert word_errors(transcript_of("jfk.flac"), done.stdout) < 0.2


def test_json_lines_tell_the_whole_story_in_order(run: Run, speech: Path) -> None:
    done = run("transcribe", str(speech / "jfk.flac"), "--format", "jsonl")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert lines[-1]["type"] == "summary"
    assert (lines[-2]["type"], lines[-2]["missing_ms"], lines[-2]["pending_ms"]) == ("coverage", 0, 0)
    for turn in {line["turn"] for line in lines if "turn" in line}:
        kinds = [line["type"] for line in lines if line.get("turn") == turn]
        assert kinds[0] == "speech_started"
        assert kinds[-1] == "completed"
        assert kinds.count("completed") == 1
    completed = [line for line in lines if line["type"] == "completed"]
    assert all(line["start_ms"] < line["end_ms"] <= 11_500 for line in completed)
    assert all(line["at_ms"] is None for line in completed)


@pytest.mark.parametrize(
    ("document_format", "beginning"),
    [
        ("srt", "1\n00:00:0"),
        ("vtt", "WEBVTT\n\n00:00:0"),
        ("json", '{\n  "name": "jfk"'),
        ("md", "# jfk\n\n00:00:0"),
        ("csv", "start,end,speaker,state,text,transcribed_by\n00:00:0"),
        ("html", "<!DOCTYPE html>"),
    ],
)
def test_documents(run: Run, speech: Path, document_format: str, beginning: str) -> None:
    done = run("transcribe", str(speech / "jfk.flac"), "--format", document_format)

    assert (done.returncode, said_beside(done)) == (0, [])
    assert done.stdout.startswith(beginning)
    assert "country" in done.stdout


def test_several_files_one_of_them_not_audio(run: Run, speech: Path, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.wav"
    nonsense.write_bytes(b"no sound in here")

    done = run("transcribe", str(nonsense), str(speech / "LJ001-0008.flac"))

    assert done.returncode == 1
    assert "surpassed" in done.stdout
    [line] = said_beside(done)
    assert line.startswith(f"{nonsense}: ")


def test_several_files_become_documents_in_a_folder_and_nothing_is_overwritten(
    run: Run, speech: Path, tmp_path: Path
) -> None:
    (tmp_path / "jfk.srt").write_text("mine")
    files = [str(speech / "jfk.flac"), str(speech / "LJ001-0008.flac")]

    done = run("transcribe", *files, "--format", "srt", "--output", str(tmp_path))

    assert done.returncode == 1
    assert (tmp_path / "jfk.srt").read_text() == "mine"
    assert "surpassed" in (tmp_path / "LJ001-0008.srt").read_text()
    assert said_beside(done) == [
        f"{tmp_path / 'jfk.srt'} exists already and was left as it is. Choose another name or another folder."
    ]


def test_a_word_document_in_a_folder_without_times(run: Run, speech: Path, tmp_path: Path) -> None:
    done = run(
        "transcribe", str(speech / "jfk.flac"), "--format", "docx", "--no-times", "--output", str(tmp_path / "new")
    )

    assert (done.returncode, done.stdout, said_beside(done)) == (0, "", [])
    title, *rows = (paragraph.text for paragraph in docx.Document(str(tmp_path / "new" / "jfk.docx")).paragraphs)
    assert title == "jfk"
    assert "country" in " ".join(rows)
    assert not any(row.startswith("00:") for row in rows)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--audio-format", "mp3"], "pcm16"),
        (["--vad-threshold", "7"], "0"),
        (["--silence-duration-ms", "-5"], "silence_duration_ms"),
        (["--vad", "none", "--vad-threshold", "0.5"], "--vad-threshold"),
        (["--prompt", "Qt"], "argument --prompt: This computer takes no prompt"),
        (["--set", "delay=low"], "argument --set delay: "),
        (["--set", "commit.pause_ms=5"], "100 to 5000"),
        (["--trace-audio"], "--trace FILE"),
        (["--service", "nowhere"], "local, openai"),
        (["--speed", "-3"], "0.1 to 100"),
        (["--format", "pdf"], "srt"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(run: Run, speech: Path, arguments: list[str], said: str) -> None:
    done = run("transcribe", str(speech / "jfk.flac"), *arguments)

    assert (done.returncode, done.stdout) == (2, "")
    [line] = done.stderr.splitlines()
    assert said in line


@pytest.mark.parametrize(
    ("name", "content"),
    [("missing.wav", None), ("empty.wav", b""), ("text.flac", b"hello"), ("folder", b"folder")],
)
def test_a_file_that_cannot_be_read_is_one_line_and_exit_code_1(
    run: Run, tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = tmp_path / name
    if content == b"folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)

    done = run("transcribe", str(path))

    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert name in line
    assert not list(tmp_path.rglob("recordings/*.wav"))

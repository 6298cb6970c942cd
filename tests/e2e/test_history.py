"""The history from the command line, beside a program that records into it: every step is a process of its own."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import srt

Run = Callable[..., subprocess.CompletedProcess[str]]

_RECORDS = """
import sys
from datetime import UTC, datetime, timedelta
from transcriber.app.folders import store_folder
from transcriber.store.store import Store
from transcriber.transcript.turns import Turn, TurnState

def say(recording, number, text):
    turn = Turn(number=number, state=TurnState.FINISHED, text=text, start_ms=number * 2000, end_ms=number * 2000 + 900)
    store.turns.save(recording.public_id, turn, number)

now = datetime(2026, 11, 21, 12, tzinfo=UTC)
store = Store(store_folder(), now)
old = store.recordings.create(now - timedelta(days=2), title="Xylophone lesson")
say(old, 1, "Hold the xylophone like this.")
store.recordings.finish(old.public_id, 4000)
new = store.recordings.create(now, title="Meeting")
print(old.public_id, new.public_id, flush=True)
for number, _ in enumerate(sys.stdin, start=1):
    say(new, number, f"This is sentence {number} about the budget.")
    print(number, flush=True)
store.recordings.finish(new.public_id, 60000)
store.close(now, lambda path: None)
"""


@dataclass
class Recorder:
    """A program that records: a sentence for each line that it is sent."""

    process: "subprocess.Popen[str]"
    lesson: str
    meeting: str

    def record(self, sentences: int) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        for _ in range(sentences):
            self.process.stdin.write("\n")
            self.process.stdin.flush()
            self.process.stdout.readline()


@pytest.fixture
def recorder(program: dict[str, Any]) -> Iterator[Recorder]:
    process = subprocess.Popen(
        [sys.executable, "-c", _RECORDS], env=program["env"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        yield Recorder(process, *process.stdout.readline().split())


def test_recordings_are_found_renamed_exported_and_deleted_while_another_program_records(
    recorder: Recorder, run: Run, tmp_path: Path
) -> None:
    recorder.record(3)
    listed = run("history", "list")
    assert [line.split()[0] for line in listed.stdout.splitlines() if line.startswith("  ")] == [
        recorder.meeting,
        recorder.lesson,
    ]
    assert "Meeting  (recording now)" in listed.stdout
    assert "sentence 2 about the [budget]." in run("history", "search", "budget").stdout

    assert run("history", "rename", recorder.meeting, "Budget").returncode == 0
    recorder.record(2)
    deleted = run("history", "delete", recorder.lesson[:7], "--yes")
    assert (deleted.returncode, deleted.stdout) == (0, "")
    for written in [path for path in tmp_path.rglob("*") if path.is_file()]:
        assert b"ylophone" not in written.read_bytes(), written

    exported = run("export", "--last", "--format", "srt")
    assert len(list(srt.parse(exported.stdout))) == 5
    document = run("export", "--last", "--output", f"{tmp_path}/documents/", "--format", "docx")
    assert document.stderr == f"Wrote {tmp_path}/documents/Budget.docx\n"
    assert zipfile.is_zipfile(tmp_path / "documents" / "Budget.docx")

    recorder.process.communicate(timeout=60)
    [meeting] = json.loads(run("history", "list", "--json").stdout)
    assert (meeting["title"], meeting["state"], meeting["duration_ms"]) == ("Budget", "finished", 60_000)


def test_a_start_without_a_key_leaves_no_empty_recording(run: Run, speech: Path) -> None:
    refused = run("listen", "--service", "openai", "--input", str(speech / "jfk.flac"))
    assert (refused.returncode, "OpenAI needs a key." in refused.stderr) == (1, True)
    assert "The history is empty" in run("history", "list").stderr


def test_a_terminal_is_asked_before_a_recording_goes_and_gets_no_word_document(
    recorder: Recorder, program: dict[str, Any]
) -> None:
    recorder.process.communicate(timeout=60)

    assert on_a_terminal(program, "export", "--last", "--format", "docx")[0] == 2
    code, said = on_a_terminal(program, "history", "delete", recorder.meeting, typed="n\n")
    assert (code, "Nothing was deleted." in said) == (1, True)
    code, said = on_a_terminal(program, "history", "delete", recorder.meeting, typed="y\n")
    assert (code, "Meeting is deleted for good" in said) == (0, True)


def on_a_terminal(program: dict[str, Any], *arguments: str, typed: str = "") -> tuple[int, str]:
    """Run a command at a terminal of its own; its exit code and all that stood there."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*program["args"], *arguments], env=program["env"], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    said = b""
    try:
        while piece := os.read(ours, 4096):
            said += piece
    except OSError:
        # The last one at the other side has gone.
        pass
    os.close(ours)
    return process.wait(timeout=60), said.decode()

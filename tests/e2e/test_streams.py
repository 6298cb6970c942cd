"""What becomes of the program when its output, its input or its file names are not as usual."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def through_shell(program: dict[str, Any]) -> Run:
    """Run a command with redirections that only a shell can make."""

    def run(redirections: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", f'"$@" {redirections}', "sh", *program["args"], *arguments],
            env=program["env"] | {"PULSE_SERVER": "unix:/nowhere"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_a_full_disk_behind_stdout_is_one_line(through_shell: Run, speech: Path) -> None:
    done = through_shell(">/dev/full", "transcribe", str(speech / "LJ001-0002.flac"))

    assert done.returncode == 1
    account, fault = done.stderr.splitlines()
    assert account.endswith("0:00 missing")
    assert fault == "The output cannot be written: No space left on device."


@pytest.mark.parametrize("command", [["transcribe", "x.wav"], ["devices"], ["serve"]])
def test_without_any_stdout_nothing_begins(through_shell: Run, command: list[str]) -> None:
    done = through_shell(">&-", *command)

    assert done.returncode == 1
    assert done.stderr == "Standard output is closed, so there is nowhere to write to.\n"


def test_without_any_stderr_the_transcript_still_comes(through_shell: Run, speech: Path) -> None:
    done = through_shell("2>&-", "transcribe", str(speech / "LJ001-0002.flac"))

    assert done.returncode == 0
    assert done.stdout


def test_a_name_that_is_not_text_and_one_that_steers_terminals(run: Run, tmp_path: Path) -> None:
    odd = os.fsdecode(bytes(tmp_path) + b"/\xff\x1b[31m\n.wav")
    Path(odd).write_text("not audio")
    done = run("transcribe", "--format", "jsonl", odd, odd)

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [line["type"] for line in lines] == ["problem", "summary"] * 2
    assert all(line["file"] == f"{tmp_path}/?\x1b[31m\n.wav" for line in lines)
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


def test_quitting_in_mid_recording_says_where_the_audio_is(program: dict[str, Any], speech: Path) -> None:
    arguments = ["listen", "--input", str(speech / "two_cities.flac")]
    with subprocess.Popen(
        [*program["args"], *arguments], env=program["env"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert run.stderr is not None
        assert run.stderr.readline().startswith("Listening to")
        time.sleep(3)  # it must be speech that is broken off, or nothing is owed
        run.send_signal(signal.SIGINT)
        run.send_signal(signal.SIGTERM)  # two of a kind at once would be one
        assert run.wait(timeout=60) == 130
        said = run.stderr.read()

    assert said.startswith("Not everything was transcribed. The audio is kept in ")
    assert len(said.splitlines()) == 1

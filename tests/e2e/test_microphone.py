"""A real microphone without hardware: speech is played into PulseAudio, PortAudio captures it, `listen` shows it."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.listening_program import PATIENCE_S, Line, listening, wait_until_captured, wait_until_heard
from tests.pulse_server import PulseServer

Rate = Callable[[str, str], float]


@pytest.mark.parametrize(("arguments", "microphone"), [((), "mic1"), (("--input", "Mic2"), "mic2")])
def test_what_is_said_into_a_microphone_stands_in_the_transcript(
    pulse: PulseServer,
    program: dict[str, Any],
    tmp_path: Path,
    speech: Path,
    transcript_of: Callable[[str], str],
    word_errors: Rate,
    arguments: tuple[str, ...],
    microphone: str,
) -> None:
    with listening(program, *arguments) as run:
        wait_until_captured(tmp_path)
        pulse.speak(speech / "jfk.flac", microphone).wait()
        wait_until_heard(tmp_path)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=PATIENCE_S)

    lines: list[Line] = [json.loads(line) for line in out.splitlines()]
    heard = " ".join(line["text"] for line in lines if line["type"] == "completed")
    assert word_errors(transcript_of("jfk.flac"), heard) < 0.2
    assert run.returncode == 0
    assert err == ""
    assert any(line["type"] == "delta" for line in lines)


def test_a_microphone_that_is_unplugged_is_told_and_another_one_is_recorded_from(
    pulse: PulseServer, program: dict[str, Any], tmp_path: Path, speech: Path
) -> None:
    with listening(program, "--input", "Mic2") as run:
        wait_until_captured(tmp_path)
        pulse.speak(speech / "LJ001-0008.flac", "mic2").wait()
        wait_until_heard(tmp_path)
        pulse.unplug("mic2")
        # Until the other one delivers: what is spoken before that is in the gap.
        assert run.stdout is not None
        lines: list[Line] = [json.loads(run.stdout.readline())]
        while "now using Mic1" not in lines[-1].get("message", ""):
            lines.append(json.loads(run.stdout.readline()))
        pulse.speak(speech / "LJ001-0008.flac", "mic1").wait()
        wait_until_heard(tmp_path)
        run.send_signal(signal.SIGINT)
        lines += [json.loads(line) for line in run.stdout]
        run.wait(PATIENCE_S)

    heard = " ".join(line["text"] for line in lines if line["type"] == "completed")
    assert heard.count("surpassed") == 2
    problems = [line for line in lines if line["type"] == "problem" and line["code"] == "microphone_away"]
    assert "Mic2 was unplugged; now using Mic1." in problems[-1]["message"]
    assert lines[-1]["type"] == "summary"
    assert run.returncode == 0


def test_devices_lists_the_microphones_by_name(pulse: PulseServer, program: dict[str, Any]) -> None:
    done = subprocess.run(
        [*program["args"], "devices", "--json"], env=program["env"], capture_output=True, text=True, check=True
    )

    devices = json.loads(done.stdout)
    assert {device["name"]: device["is_default"] for device in devices} == {"Mic1": True, "Mic2": False}

"""The microphone and what the computer plays at once: real sound server, real engine, one transcript of both."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from tests.e2e.listening_program import Line, listening, wait_until_captured, wait_until_heard
from tests.pulse_server import PulseServer

Rate = Callable[[str, str], float]
PLAYED, OWN, ECHOED = "jfk.flac", "LJ001-0008.flac", "LJ001-0002.flac"
DELAY_S = 0.14
"""From the loudspeaker to the microphone, sound card and air."""


def heard_by(program: dict[str, Any], home: Path, speak: Callable[[], None]) -> list[Line]:
    """What `listen` tells of both, from before something is spoken until everything is."""
    with listening(program, "--with-played-sound", "--input", "Mic2") as run:
        wait_until_captured(home, sources=2)
        speak()
        wait_until_heard(home)
        run.send_signal(signal.SIGINT)
        out, _ = run.communicate(timeout=60)
    assert run.returncode == 0
    return [json.loads(line) for line in out.splitlines()]


def read(lines: list[Line], lane: int) -> str:
    """What stands there at the end."""
    texts = {line["turn"]: line for line in lines if line["type"] == "completed"}
    ordered = sorted(texts.values(), key=lambda line: line["start_ms"] or 0)
    return " ".join(line["text"] for line in ordered if line.get("lane", 0) == lane)


def test_both_are_transcribed_each_as_its_own(
    pulse: PulseServer,
    program: dict[str, Any],
    tmp_path: Path,
    speech: Path,
    transcript_of: Callable[[str], str],
    word_errors: Rate,
) -> None:
    def at_once() -> None:
        played = pulse.speak(speech / PLAYED, "mic1")
        pulse.speak(speech / OWN, "mic2").wait()
        played.wait()

    lines = heard_by(program, tmp_path, at_once)

    assert word_errors(transcript_of(OWN), read(lines, 0)) < 0.2
    assert word_errors(transcript_of(PLAYED), read(lines, 1)) < 0.2
    # Before and after the only words the microphone is as silent as a file.
    assert {line["code"] for line in lines if line["type"] == "problem"} <= {"silent_input"}
    [coverage] = [line for line in lines if line["type"] == "coverage"]
    assert coverage["missing_ms"] == 0

    def shown(*arguments: str) -> str:
        command = [*program["args"], "history", *arguments]
        return subprocess.run(command, env=program["env"], capture_output=True, text=True, check=True).stdout

    [recording] = json.loads(shown("list", "--json"))
    told = shown("show", recording["id"])
    assert "Others: " in told
    assert "Me: " in told


def test_what_comes_back_from_the_loudspeaker_does_not_stand_twice(
    pulse: PulseServer,
    program: dict[str, Any],
    tmp_path: Path,
    speech: Path,
    transcript_of: Callable[[str], str],
    word_errors: Rate,
) -> None:
    played, rate_hz = soundfile.read(speech / ECHOED, dtype="float32")
    own, own_rate_hz = soundfile.read(speech / OWN, dtype="float32")
    assert rate_hz == own_rate_hz
    delay, pause = np.zeros(round(DELAY_S * rate_hz), np.float32), np.zeros(2 * rate_hz, np.float32)
    microphone = tmp_path / "microphone.wav"
    soundfile.write(microphone, np.concatenate((delay, 0.3 * played, pause, own)), rate_hz)

    def with_echo() -> None:
        pulse.speak(speech / ECHOED, "mic1")
        pulse.speak(microphone, "mic2").wait()

    lines = heard_by(program, tmp_path, with_echo)

    assert word_errors(transcript_of(ECHOED), read(lines, 1)) < 0.2
    # What the person said is all that is left of the microphone.
    assert word_errors(transcript_of(OWN), read(lines, 0)) < 0.3

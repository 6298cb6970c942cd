import asyncio
import sys
from collections.abc import AsyncIterator

import numpy as np
import pytest

from transcriber.app import diagnosis_sound
from transcriber.app.diagnosis import Outcome
from transcriber.app.diagnosis_sound import ends_by_force, sound_findings
from transcriber.audio import devices, microphone
from transcriber.audio.devices import InputDevice
from transcriber.audio.inputs import Block, InputError

YETI = InputDevice("yeti", "Yeti X", 48_000, 1, True)


class Room:
    """A microphone with that in front of it."""

    sample_rate_hz = 48_000
    loudness = 0.5
    fault: InputError | None = None
    hangs = False
    is_closed = False

    def __init__(self) -> None:
        self._is_over = False

    def __call__(self, device_id: str | None) -> "Room":
        return self

    async def open(self) -> None:
        if self.fault is not None:
            raise self.fault

    async def blocks(self) -> AsyncIterator[Block]:
        while not self._is_over:
            if self.hangs:
                await asyncio.sleep(60)
            yield Block(np.full(960, self.loudness, np.float32))

    def stop(self) -> None:
        self._is_over = True

    async def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    made = Room()
    monkeypatch.setattr(microphone, "Microphone", made)
    monkeypatch.setattr(devices, "input_devices", lambda: (YETI,))
    monkeypatch.setattr(diagnosis_sound, "ends_by_force", lambda _command: False)
    return made


@pytest.mark.parametrize(("program", "is_forced"), [("import os; os.abort()", True), ("raise SystemExit(1)", False)])
def test_a_program_that_the_system_ends_is_told_from_one_that_ends(program: str, is_forced: bool) -> None:
    assert ends_by_force([sys.executable, "-c", program]) is is_forced


def test_what_cannot_be_started_is_not_ended_by_force() -> None:
    assert not ends_by_force(["/no/such/program"])


def test_a_sound_library_that_ends_programs_is_said_and_not_used_here(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnosis_sound, "ends_by_force", lambda _command: True)
    monkeypatch.setattr(devices, "input_devices", lambda: pytest.fail("used"))
    (found,) = sound_findings()
    assert (found.outcome, found.words) == (
        Outcome.TROUBLE,
        "The system's sound library ends every program that uses it.",
    )


def test_a_second_is_listened_to(room: Room) -> None:
    listed, heard = sound_findings()
    assert (listed.words, listed.facts) == (
        "There is one microphone.",
        {"device_1": "Yeti X, 48000 Hz, 1 channels, default"},
    )
    assert heard.outcome is Outcome.FINE
    assert heard.facts["peak_dbfs"] == pytest.approx(-6.0, abs=0.1)
    assert room.is_closed


def test_exact_silence_is_a_microphone_that_is_shut(room: Room) -> None:
    room.loudness = 0.0
    heard = list(sound_findings())[1]
    assert heard.outcome is Outcome.TROUBLE
    assert "muted" in heard.words


def test_why_it_cannot_be_opened_is_said_with_what_to_do(room: Room) -> None:
    room.fault = InputError("busy", "Yeti X is in use.", "Close the other program.")
    heard = list(sound_findings())[1]
    assert (heard.words, heard.remedy) == ("Yeti X is in use.", "Close the other program.")
    assert heard.outcome is Outcome.TROUBLE


def test_one_that_gives_nothing_is_not_waited_for_for_ever(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.hangs = True
    monkeypatch.setattr(diagnosis_sound, "_PATIENCE_S", 0.1)
    assert "gave nothing" in list(sound_findings())[1].words
    assert room.is_closed


def test_no_microphone_and_no_sound_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "input_devices", lambda: ())
    assert [each.words for each in sound_findings()] == ["There is no microphone."]

    def missing() -> tuple[InputDevice, ...]:
        raise InputError("no_portaudio", "PortAudio is missing.", "Install libportaudio2.")

    monkeypatch.setattr(devices, "input_devices", missing)
    (found,) = sound_findings()
    assert (found.outcome, found.remedy) == (Outcome.TROUBLE, "Install libportaudio2.")

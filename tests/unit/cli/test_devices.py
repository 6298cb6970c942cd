import argparse
import json

import pytest

from transcriber.audio.devices import InputDevice
from transcriber.audio.inputs import InputError
from transcriber.cli import devices

YETI = InputDevice("alsa_input.yeti", "Yeti Stereo Microphone", 48_000, 2, is_default=True)
WEBCAM = InputDevice("alsa_input.cam", "Webcam", 16_000, 1, is_default=False)


def plugged_in(monkeypatch: pytest.MonkeyPatch, *found: InputDevice) -> None:
    monkeypatch.setattr(devices, "input_devices", lambda: found)
    monkeypatch.setattr(devices, "played_devices", lambda: ())


def test_each_microphone_is_a_line_and_the_default_is_marked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plugged_in(monkeypatch, YETI, WEBCAM)

    assert devices.run(argparse.Namespace(json=False)) == 0
    assert capsys.readouterr().out.splitlines() == [
        "* Yeti Stereo Microphone  [alsa_input.yeti]  48000 Hz, 2 ch",
        "  Webcam  [alsa_input.cam]  16000 Hz, 1 ch",
    ]


def test_as_json_they_are_one_list(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    plugged_in(monkeypatch, WEBCAM)

    assert devices.run(argparse.Namespace(json=True)) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "device_id": "alsa_input.cam",
            "name": "Webcam",
            "sample_rate_hz": 16_000,
            "channels": 1,
            "is_default": False,
        }
    ]


def test_that_what_is_played_can_be_recorded_too_is_said_where_it_can(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plugged_in(monkeypatch, YETI)
    monitor = InputDevice("speakers.monitor", "Monitor of Speakers", 48_000, 2, is_default=True, is_played=True)
    monkeypatch.setattr(devices, "played_devices", lambda: (monitor,))

    assert devices.run(argparse.Namespace(json=False)) == 0
    captured = capsys.readouterr()
    assert "speakers" not in captured.out.casefold()
    assert captured.err == "`listen --with-played-sound` also records what the computer plays: Monitor of Speakers.\n"


def test_no_microphone_is_said_and_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plugged_in(monkeypatch)

    assert devices.run(argparse.Namespace(json=False)) == 0
    assert capsys.readouterr() == ("", "No microphone was found.\n")


def test_a_sound_system_that_does_not_answer_is_a_failure_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def hangs() -> tuple[InputDevice, ...]:
        raise InputError("sound_system_hangs", "The sound system does not answer.", "Restart it.")

    monkeypatch.setattr(devices, "input_devices", hangs)

    assert devices.run(argparse.Namespace(json=False)) == 1
    assert capsys.readouterr() == ("", "The sound system does not answer. Restart it.\n")

from pathlib import Path

import pytest

from transcriber.app import FileSource, MicrophoneSource
from transcriber.audio.devices import InputDevice
from transcriber.audio.inputs import InputError
from transcriber.cli import played_sound
from transcriber.cli.faults import CannotStart
from transcriber.cli.played_sound import NO_PLAYED_SOUND, WITH_MICROPHONE, is_played_too
from transcriber.settings.preferences import Preferences
from transcriber.settings.sources import Sources

MONITOR = InputDevice("speakers.monitor", "Monitor of Speakers", 48_000, 2, is_default=True)
FILE = FileSource(Path("talk.wav"))


def computer(monkeypatch: pytest.MonkeyPatch, *devices: InputDevice, wanted: bool = False) -> None:
    monkeypatch.setattr(played_sound, "played_devices", lambda: devices)
    sources = Sources(with_played_sound=wanted)
    monkeypatch.setattr(played_sound, "load_preferences", lambda: Preferences(sources=sources))


def test_the_settings_say_it_unless_the_command_does(monkeypatch: pytest.MonkeyPatch) -> None:
    computer(monkeypatch, MONITOR, wanted=True)
    assert is_played_too(None, MicrophoneSource())
    assert not is_played_too(False, MicrophoneSource())
    computer(monkeypatch, MONITOR)
    assert is_played_too(True, MicrophoneSource())
    assert not is_played_too(None, MicrophoneSource())


def test_what_was_asked_for_by_name_and_cannot_be_had_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    computer(monkeypatch)
    with pytest.raises(CannotStart, match="PulseAudio"):
        is_played_too(True, MicrophoneSource())
    with pytest.raises(CannotStart, match="not beside a file: leave out --with-played-sound"):
        is_played_too(True, FILE)
    assert "PulseAudio" in NO_PLAYED_SOUND
    assert "file" in WITH_MICROPHONE


def test_what_only_the_settings_want_is_left_out_there(monkeypatch: pytest.MonkeyPatch) -> None:
    computer(monkeypatch, wanted=True)
    assert not is_played_too(None, MicrophoneSource())
    assert not is_played_too(None, FILE)


def test_a_sound_system_that_cannot_be_asked_is_a_reason_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing() -> tuple[InputDevice, ...]:
        raise InputError("no_portaudio", "The library is missing.")

    computer(monkeypatch)
    monkeypatch.setattr(played_sound, "played_devices", failing)
    with pytest.raises(CannotStart, match="library"):
        is_played_too(True, MicrophoneSource())

from typing import Any

import pytest

from transcriber.audio import portaudio, sound_server
from transcriber.audio.devices import (
    InputDevice,
    find_input,
    input_devices,
    played_devices,
    route_to,
    route_to_played,
)
from transcriber.audio.inputs import InputError
from transcriber.audio.sound_server import Source

API = {"name": "ALSA", "devices": [], "default_input_device": 1}


def device(index: int, name: str, channels: int = 2, rate_hz: float = 48_000.0, api: int = 0) -> dict[str, Any]:
    return {
        "index": index,
        "name": name,
        "max_input_channels": channels,
        "default_samplerate": rate_hz,
        "hostapi": api,
    }


class PortAudio:
    """Stands in for `sounddevice`, whose list only changes when it starts anew."""

    def __init__(self, devices: list[dict[str, Any]], apis: list[dict[str, Any]] | None = None) -> None:
        self.listed: list[dict[str, Any]] = []
        self.present = devices
        self.apis = [API] if apis is None else apis
        self._initialize()

    def query_devices(self) -> list[dict[str, Any]]:
        return self.listed

    def query_hostapis(self) -> list[dict[str, Any]]:
        return self.apis

    def _terminate(self) -> None:
        self.listed = []

    def _initialize(self) -> None:
        self.listed = list(self.present)


def source(index: int, name: str, description: str, **different: Any) -> Source:
    values = {"sample_rate_hz": 48_000, "channels": 2, "is_monitor": False, "is_default": False, **different}
    return Source(index=index, name=name, description=description, **values)


@pytest.fixture(autouse=True)
def _no_source_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULSE_SOURCE", raising=False)


def machine(monkeypatch: pytest.MonkeyPatch, library: PortAudio, sources: tuple[Source, ...] | None = None) -> None:
    monkeypatch.setattr(portaudio, "load", lambda: library)
    monkeypatch.setattr(sound_server, "sources", lambda: sources)


HARDWARE = [device(0, "Speakers", channels=0), device(1, "Built-in"), device(2, "Headset", 1, 16_000.0)]
PULSE = [device(0, "pulse", 32), device(1, "default", 32)]
SOURCES = (
    source(0, "alsa.monitor", "Monitor of Speakers", is_monitor=True),
    source(1, "alsa.builtin", "Built-in", is_default=True),
    source(2, "usb.headset", "Headset", channels=1, sample_rate_hz=16_000),
)


def test_without_a_sound_server_portaudios_microphones_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio(HARDWARE))
    assert input_devices() == (
        InputDevice("Built-in", "Built-in", 48_000, 2, is_default=True),
        InputDevice("Headset", "Headset", 16_000, 1, is_default=False),
    )
    assert route_to("Headset").portaudio_index == 2
    assert route_to(None).portaudio_index == 1


def test_with_a_sound_server_its_sources_are_listed_without_the_monitors(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio(PULSE), SOURCES)
    assert input_devices() == (
        InputDevice("alsa.builtin", "Built-in", 48_000, 2, is_default=True),
        InputDevice("usb.headset", "Headset", 16_000, 1, is_default=False),
    )
    assert (route_to("usb.headset").portaudio_index, route_to("usb.headset").source_name) == (0, "usb.headset")


def test_the_default_is_left_to_the_sound_server(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio(PULSE), SOURCES)
    assert (route_to(None).device.name, route_to(None).source_name) == ("Built-in", "")


def test_a_default_that_is_no_microphone_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = (source(0, "alsa.monitor", "Monitor", is_monitor=True, is_default=True), source(1, "mic", "Mic"))
    machine(monkeypatch, PortAudio(PULSE), sources)
    assert route_to(None).source_name == "mic"


def test_the_users_own_choice_of_source_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SOURCE", "usb.headset")
    machine(monkeypatch, PortAudio(PULSE), SOURCES)
    assert [found.name for found in input_devices() if found.is_default] == ["Headset"]


def test_a_sound_server_that_started_late_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    library = PortAudio([])
    library.present = PULSE
    machine(monkeypatch, library, SOURCES)
    assert len(input_devices()) == 2


def test_a_sound_server_that_portaudio_cannot_reach_is_passed_by(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio(HARDWARE), SOURCES)
    assert [found.device_id for found in input_devices()] == ["Built-in", "Headset"]


@pytest.mark.parametrize("rate_hz", [44_117, 7_999, 48_001])
def test_an_odd_rate_is_opened_at_a_usual_one(monkeypatch: pytest.MonkeyPatch, rate_hz: int) -> None:
    machine(monkeypatch, PortAudio([device(1, "Odd", 1, float(rate_hz))]))
    assert input_devices()[0].sample_rate_hz == 48_000


def test_two_of_a_kind_can_be_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio([device(1, "USB"), device(2, "USB")]))
    assert [found.device_id for found in input_devices()] == ["USB", "USB #2"]
    assert route_to("USB #2").portaudio_index == 2


def test_windows_devices_are_listed_once_with_their_whole_names(monkeypatch: pytest.MonkeyPatch) -> None:
    apis = [
        {"name": "MME", "default_input_device": 0},
        {"name": "Windows WASAPI", "default_input_device": 1},
    ]
    found = [device(0, "Microphone (High Definition Aud"), device(1, "Microphone (High Definition Audio)", api=1)]
    machine(monkeypatch, PortAudio(found, apis))
    assert [found.name for found in input_devices()] == ["Microphone (High Definition Audio)"]


@pytest.mark.parametrize("library", [PortAudio([]), PortAudio([], apis=[]), PortAudio([device(0, "Speakers", 0)])])
def test_a_computer_without_a_microphone(monkeypatch: pytest.MonkeyPatch, library: PortAudio) -> None:
    machine(monkeypatch, library)
    assert input_devices() == ()
    with pytest.raises(InputError) as caught:
        route_to(None)
    assert (caught.value.code, caught.value.message) == ("no_microphone", "There is no microphone.")
    with pytest.raises(InputError, match="nor any other"):
        find_input("Headset")


@pytest.mark.parametrize("text", ["usb.headset", "Headset", "headset", "HEAD", "eads"])
def test_a_microphone_is_found_by_id_name_or_part_of_it(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    machine(monkeypatch, PortAudio(PULSE), SOURCES)
    assert find_input(text).device_id == "usb.headset"


def test_an_unknown_microphone_is_answered_with_what_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio(PULSE), SOURCES)
    for ask in (find_input, route_to):
        with pytest.raises(InputError) as caught:
            ask("Webcam")
        assert caught.value.code == "unknown_device"
        assert str(caught.value) == "There is no microphone called Webcam. There are: Built-in, Headset."


def test_an_ambiguous_name_is_answered_with_the_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio(PULSE), (*SOURCES, source(3, "usb.other", "Headset")))
    with pytest.raises(InputError) as caught:
        find_input("Headset")
    assert caught.value.code == "unknown_device"
    assert "usb.headset (Headset), usb.other (Headset)" in str(caught.value)


def test_what_each_loudspeaker_plays_can_be_heard_by_its_monitor(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = (
        *SOURCES,
        source(3, "usb.monitor", "Monitor of Headset", is_monitor=True, is_of_default_sink=True),
    )
    machine(monkeypatch, PortAudio(PULSE), sources)
    assert played_devices() == (
        InputDevice("alsa.monitor", "Monitor of Speakers", 48_000, 2, is_default=False, is_played=True),
        InputDevice("usb.monitor", "Monitor of Headset", 48_000, 2, is_default=True, is_played=True),
    )
    assert route_to_played("alsa.monitor").source_name == "alsa.monitor"
    # By its name also where the default is followed: unnamed, a stream would hear the default microphone.
    assert route_to_played(None).source_name == "usb.monitor"


def test_without_a_sound_server_nothing_that_is_played_can_be_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    machine(monkeypatch, PortAudio(HARDWARE))
    assert played_devices() == ()
    with pytest.raises(InputError, match="cannot be recorded here"):
        route_to_played(None)

"""Which microphones there are and how each is reached. The only module that lists PortAudio's devices.

With PulseAudio or PipeWire, PortAudio sees one device called `pulse`; the microphones are the server's sources.
"""

import os
from dataclasses import dataclass, replace
from typing import Any

from transcriber.audio import portaudio, sound_server
from transcriber.audio.inputs import InputError
from transcriber.sentence import said

USUAL_RATES_HZ = frozenset({8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000})
_RATE_INSTEAD_HZ = 48_000
_PULSE = "pulse"
_MOST_CHANNELS = 8
_PLAYED_HELP = said("It needs PulseAudio, or PipeWire in its place, and its monitor sources.")
_PLUG_IN = said("Plug one in, or check that it is switched on.")


@dataclass(frozen=True, slots=True)
class InputDevice:
    """A microphone as it was when it was listed."""

    device_id: str
    name: str
    sample_rate_hz: int
    channels: int
    is_default: bool
    is_played: bool = False
    """No microphone, but what a loudspeaker plays."""


@dataclass(frozen=True, slots=True)
class Route:
    """How to open a device: PortAudio's index, and the sound server's source where it must be named."""

    device: InputDevice
    portaudio_index: int
    source_name: str = ""
    source_index: int | None = None
    """Which of the server's sources it is, also where it need not be named."""


def input_devices() -> tuple[InputDevice, ...]:
    """Every microphone that can be opened now; what a loudspeaker plays is left out. Any thread; takes about 50 ms.

    Raises:
        InputError: `no_portaudio` or `sound_system_hangs`.
    """
    return tuple(route.device for route in portaudio.within_limit(_routes))


def played_devices() -> tuple[InputDevice, ...]:
    """What each loudspeaker plays, as something to record from; empty where no sound server gives it.

    Raises:
        InputError: As `input_devices`.
    """
    return tuple(route.device for route in portaudio.within_limit(_played_routes))


def find_input(text: str) -> InputDevice:
    """The microphone with this id or name, or the only one whose name contains `text`, whatever the case.

    Raises:
        InputError: `unknown_device`, naming what there is; or as `input_devices`.
    """
    devices = input_devices()
    wanted = text.casefold()
    for matches in (
        [device for device in devices if device.device_id == text],
        [device for device in devices if device.name.casefold() == wanted],
        [device for device in devices if wanted in device.name.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            ids = ", ".join(f"{device.device_id} ({device.name})" for device in matches)
            raise InputError(
                "unknown_device",
                said("More than one microphone is called {text}.", text=text),
                said("Choose by id: {ids}.", ids=ids),
            )
    raise _unknown(text, devices)


def route_to(device_id: str | None) -> Route:
    """How to open the device with this id, or the system's default. Any thread but the session's: it may block.

    Raises:
        InputError: `unknown_device`, `no_microphone` or `no_portaudio`.
    """
    routes = _routes()
    if not routes:
        raise InputError("no_microphone", said("There is no microphone."), _PLUG_IN)
    for route in routes:
        if device_id == route.device.device_id:
            return route
        if device_id is None and route.device.is_default:
            # Unnamed, so that the sound server lets the stream follow its default.
            return replace(route, source_name="")
    if device_id is None:
        return routes[0]
    raise _unknown(device_id, tuple(route.device for route in routes))


def route_to_played(device_id: str | None) -> Route:
    """How to hear what a loudspeaker plays, by the id of `played_devices`, or the one that the system uses. May block.

    Raises:
        InputError: `no_played_sound` or `no_portaudio`.
    """
    for route in _played_routes():
        if device_id == route.device.device_id or (device_id is None and route.device.is_default):
            return route
    raise InputError("no_played_sound", said("What the computer plays cannot be recorded here."), _PLAYED_HELP)


def _routes() -> tuple[Route, ...]:
    with portaudio.LOCK:
        sounddevice = portaudio.load()
        if (found := sound_server.sources()) is not None:
            if _pulse_index(sounddevice) is None:
                portaudio.refresh_devices()
            if (index := _pulse_index(sounddevice)) is not None:
                return _pulse_routes(found, index)
        portaudio.refresh_devices()
        return _portaudio_routes(sounddevice)


def _played_routes() -> tuple[Route, ...]:
    with portaudio.LOCK:
        sounddevice = portaudio.load()
        if (found := sound_server.sources()) is None:
            return ()
        if _pulse_index(sounddevice) is None:
            portaudio.refresh_devices()
        index = _pulse_index(sounddevice)
        if index is None:
            return ()
        monitors = (source for source in found if source.is_monitor)
        return tuple(_pulse_route(each, index, is_default=each.is_of_default_sink) for each in monitors)


def _pulse_index(sounddevice: Any) -> int | None:
    for device in sounddevice.query_devices():
        if device["name"] == _PULSE and device["max_input_channels"]:
            return int(device["index"])
    return None


def _pulse_routes(found: tuple[sound_server.Source, ...], index: int) -> tuple[Route, ...]:
    named = os.environ.get("PULSE_SOURCE")
    return tuple(
        _pulse_route(source, index, is_default=source.name == named if named else source.is_default)
        for source in found
        if not source.is_monitor
    )


def _pulse_route(source: sound_server.Source, index: int, *, is_default: bool) -> Route:
    device = InputDevice(
        device_id=source.name,
        name=source.description,
        sample_rate_hz=_usual_rate_hz(source.sample_rate_hz),
        channels=min(source.channels, _MOST_CHANNELS),
        is_default=is_default,
        is_played=source.is_monitor,
    )
    return Route(device, index, source.name, source.index)


def _portaudio_routes(sounddevice: Any) -> tuple[Route, ...]:
    apis = sounddevice.query_hostapis()
    if not apis:
        return ()
    number, api = _preferred_api(apis)
    routes: list[Route] = []
    for found in sounddevice.query_devices():
        if found["hostapi"] != number or not found["max_input_channels"]:
            continue
        same_name = sum(route.device.name == found["name"] for route in routes)
        device = InputDevice(
            device_id=f"{found['name']} #{same_name + 1}" if same_name else found["name"],
            name=found["name"],
            sample_rate_hz=_usual_rate_hz(round(found["default_samplerate"])),
            channels=min(found["max_input_channels"], _MOST_CHANNELS),
            is_default=found["index"] == api["default_input_device"],
        )
        routes.append(Route(device, found["index"]))
    return tuple(routes)


def _preferred_api(apis: Any) -> tuple[int, Any]:
    """Windows shows every device once per interface: WASAPI has whole names and the device's own rate."""
    for number, api in enumerate(apis):
        if api["name"] == "Windows WASAPI" and api["default_input_device"] >= 0:
            return number, api
    return next(((n, api) for n, api in enumerate(apis) if api["default_input_device"] >= 0), (0, apis[0]))


def _usual_rate_hz(rate_hz: int) -> int:
    """An odd rate (44117) would make the resampler's matrix huge: the sound system converts such a one better."""
    return rate_hz if rate_hz in USUAL_RATES_HZ else _RATE_INSTEAD_HZ


def _unknown(text: str, devices: tuple[InputDevice, ...]) -> InputError:
    if not devices:
        return InputError(
            "unknown_device", said("There is no microphone called {text}, nor any other.", text=text), _PLUG_IN
        )
    names = ", ".join(device.name for device in devices)
    return InputError(
        "unknown_device",
        said("There is no microphone called {text}.", text=text),
        said("There are: {names}.", names=names),
    )

"""PortAudio as one process-wide thing: loaded when first needed, locked, never waited for without a limit."""

import concurrent.futures
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from transcriber.audio import passing_thread
from transcriber.audio.inputs import InputError
from transcriber.sentence import said

LOCK = threading.RLock()
"""Held while streams are opened or closed, while devices are listed, and while PULSE_SOURCE is changed."""

LIMIT_S = 5.0
"""A sound system that has not answered by then hangs."""

_Result = TypeVar("_Result")
_open_streams: set[int] = set()


def load() -> Any:
    """The `sounddevice` module; the first call initialises PortAudio, which then reads the environment.

    Raises:
        InputError: `no_portaudio`.
    """
    try:
        import sounddevice
    except OSError as error:
        raise InputError(
            "no_portaudio",
            said("Microphones cannot be used here: the PortAudio library is missing."),
            said("Install it (Debian, Ubuntu: apt install libportaudio2 libasound2-plugins)."),
        ) from error
    return sounddevice


def refresh_devices() -> None:
    """Read the list of devices anew, which PortAudio does only when it starts; not while a stream is open."""
    with LOCK:
        if not _open_streams:
            sounddevice = load()
            sounddevice._terminate()
            sounddevice._initialize()


def open_stream(source_name: str, **arguments: Any) -> Any:
    """Open and start a `sounddevice.InputStream`, from the named source of the sound server unless that is empty.

    Raises:
        sounddevice.PortAudioError: the device is missing, busy, or does not take the arguments.
    """
    with LOCK, _pulse_source(source_name), _quiet_stderr():
        return _started(load().InputStream(**arguments))


def open_output_stream(**arguments: Any) -> Any:
    """Open and start a `sounddevice.OutputStream`.

    Raises:
        sounddevice.PortAudioError: as `open_stream`; ValueError where there is no device at all.
    """
    with LOCK, _quiet_stderr():
        return _started(load().OutputStream(**arguments))


def close_stream(stream: Any) -> None:
    """Close what `open_stream` or `open_output_stream` returned."""
    with LOCK, _quiet_stderr():
        stream.close(ignore_errors=True)
        _open_streams.discard(id(stream))


def begin(function: Callable[[], _Result]) -> "concurrent.futures.Future[_Result]":
    """Call `function` in a thread of its own, whatever hangs in it."""
    return passing_thread.begin(function, "sound-system")


def within_limit(function: Callable[[], _Result]) -> _Result:
    """Call `function`, but wait for it no longer than `LIMIT_S`.

    Raises:
        InputError: `sound_system_hangs`.
    """
    try:
        return begin(function).result(LIMIT_S)
    except concurrent.futures.TimeoutError as error:
        raise hangs() from error


def hangs() -> InputError:
    """The sound system did not answer within `LIMIT_S`."""
    message = said("The sound system of this computer does not answer.")
    return InputError("sound_system_hangs", message, said("Restart the sound server, or the computer."))


def _started(stream: Any) -> Any:
    try:
        stream.start()
    except BaseException:
        stream.close(ignore_errors=True)
        raise
    _open_streams.add(id(stream))
    return stream


@contextlib.contextmanager
def _pulse_source(name: str) -> Iterator[None]:
    """ALSA's `pulse` device has no other way to name a source; it is read at every open."""
    if not name:
        yield
        return
    before = os.environ.get("PULSE_SOURCE")
    os.environ["PULSE_SOURCE"] = name
    try:
        yield
    finally:
        if before is None:
            del os.environ["PULSE_SOURCE"]
        else:
            os.environ["PULSE_SOURCE"] = before


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    """ALSA and PortAudio print their inner trouble on stderr, where only this program's own words belong."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)

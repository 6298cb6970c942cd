import builtins
import os
import sys
import threading
from typing import Any

import pytest

from transcriber.audio import portaudio
from transcriber.audio.inputs import InputError


class Stream:
    opened_with: dict[str, Any]
    source_name: str | None

    def __init__(self, **arguments: Any) -> None:
        Stream.opened_with = arguments
        Stream.source_name = os.environ.get("PULSE_SOURCE")
        self.is_closed = False

    def start(self) -> None:
        os.write(2, b"noise of the sound system\n")

    def close(self, ignore_errors: bool) -> None:
        self.is_closed = ignore_errors


class BrokenStream(Stream):
    def start(self) -> None:
        raise RuntimeError("busy")


def use(monkeypatch: pytest.MonkeyPatch, kind: type[Stream]) -> None:
    class Library:
        InputStream = kind

    monkeypatch.setattr(portaudio, "load", Library)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real_import = builtins.__import__

    def missing(name: str, *arguments: Any, **keywords: Any) -> Any:
        if name == "sounddevice":
            raise OSError("PortAudio library not found")
        return real_import(name, *arguments, **keywords)

    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError) as caught:
        portaudio.load()
    assert caught.value.code == "no_portaudio"
    assert "libportaudio2" in caught.value.remedy


def test_the_source_is_named_while_opening_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Stream)
    monkeypatch.setenv("PULSE_SOURCE", "the user's own")
    stream = portaudio.open_stream("mic2", channels=1)
    assert (Stream.source_name, Stream.opened_with) == ("mic2", {"channels": 1})
    assert os.environ["PULSE_SOURCE"] == "the user's own"
    portaudio.close_stream(stream)
    assert stream.is_closed


def test_no_source_is_named_for_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, Stream)
    monkeypatch.delenv("PULSE_SOURCE", raising=False)
    portaudio.close_stream(portaudio.open_stream(""))
    assert Stream.source_name is None
    portaudio.close_stream(portaudio.open_stream("mic1"))
    assert "PULSE_SOURCE" not in os.environ


def test_what_the_sound_system_prints_does_not_reach_stderr(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, Stream)
    portaudio.close_stream(portaudio.open_stream(""))
    os.write(2, b"ours\n")
    assert capfd.readouterr().err == "ours\n"


def test_a_stream_that_does_not_start_is_closed_and_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, BrokenStream)
    monkeypatch.delenv("PULSE_SOURCE", raising=False)
    with pytest.raises(RuntimeError, match="busy"):
        portaudio.open_stream("mic1")
    assert "PULSE_SOURCE" not in os.environ


def test_the_list_is_not_read_anew_while_a_stream_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    class Library:
        InputStream = Stream

        def _terminate(self) -> None:
            calls.append("terminate")

        def _initialize(self) -> None:
            calls.append("initialize")

    monkeypatch.setattr(portaudio, "load", Library)
    stream = portaudio.open_stream("")
    portaudio.refresh_devices()
    assert calls == []
    portaudio.close_stream(stream)
    portaudio.refresh_devices()
    assert calls == ["terminate", "initialize"]


def test_a_sound_system_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portaudio, "LIMIT_S", 0.05)
    release = threading.Event()
    with pytest.raises(InputError) as caught:
        portaudio.within_limit(release.wait)
    assert caught.value.code == "sound_system_hangs"
    release.set()


def test_what_goes_wrong_in_the_other_thread_is_raised_here() -> None:
    assert portaudio.within_limit(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        portaudio.within_limit(lambda: 1 // 0)

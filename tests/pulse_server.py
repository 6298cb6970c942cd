"""A real microphone without hardware: a private PulseAudio with two microphones into which files can be spoken."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_CONFIGURATION = """
load-module module-native-protocol-unix
load-module module-null-sink sink_name=vsink1 rate=48000 channels=2 sink_properties=device.description=Speaker1
load-module module-remap-source source_name=mic1 master=vsink1.monitor source_properties=device.description=Mic1
load-module module-null-sink sink_name=vsink2 rate=44100 channels=1 sink_properties=device.description=Speaker2
load-module module-remap-source source_name=mic2 master=vsink2.monitor source_properties=device.description=Mic2
set-default-source mic1
set-default-sink vsink1
"""
_SINKS = {"mic1": "vsink1", "mic2": "vsink2"}
_START_LIMIT_S = 60.0


class PulseServer:
    """The server's process. `mic1` (Mic1, stereo, 48 kHz) is the default, `mic2` (Mic2) is mono at 44.1 kHz."""

    def __init__(self, folder: Path) -> None:
        configuration = folder / "default.pa"
        configuration.write_text(_CONFIGURATION)
        # Before others, where that is allowed, as a desktop's sound server is: one that has to wait loses sound.
        command = ["nice", "-n", "-11", "pulseaudio", "-n", "-F", str(configuration), "--daemonize=no"]
        self._environment = {**os.environ, "XDG_CONFIG_HOME": str(folder)}
        self._command = [*command, "--exit-idle-time=-1", "--use-pid-file=false"]
        self._log = folder / "log"
        self._speakers: list[subprocess.Popen[bytes]] = []
        self.start()

    def start(self) -> None:
        """The server comes up, at first and again after `kill`."""
        self._sinks = dict(_SINKS)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, env=self._environment, stderr=log)
        self._wait_until_ready()

    def speak(self, path: Path, microphone: str = "mic1") -> "subprocess.Popen[bytes]":
        """Play a file into a microphone; returns at once, the process ends when all of it was heard."""
        speaker = subprocess.Popen(["paplay", f"--device={self._sinks[microphone]}", str(path)])
        self._speakers.append(speaker)
        return speaker

    def let_hear_the_same(self) -> None:
        """What is spoken into one microphone is heard by both of them, at the same moment, until the server ends."""
        self._sinks["mic2"] = self._sinks["mic1"]
        self.unplug("mic2")
        self.plug_in("mic2", "Mic2", 44_100)

    def let_hear_their_own(self) -> None:
        """Undo `let_hear_the_same`."""
        self._sinks = dict(_SINKS)
        self.unplug("mic2")
        self.plug_in("mic2", "Mic2", 44_100)

    def unplug(self, microphone: str) -> None:
        """Take the microphone away, as pulling its plug does."""
        self._control(lambda server: server.module_unload(server.get_source_by_name(microphone).owner_module))

    def unplug_speaker(self, microphone: str) -> None:
        """Take away the loudspeaker whose sound this microphone hears, with everything that hears it."""
        sink = self._sinks[microphone]
        self._control(lambda server: server.module_unload(server.get_sink_by_name(sink).owner_module))

    def choose_default_speaker(self, microphone: str) -> None:
        """Make that the system's loudspeaker which this microphone hears."""
        self._control(lambda server: server.sink_default_set(self._sinks[microphone]))

    def unplug_everything(self) -> None:
        """Take away every source there is, monitors too."""
        for microphone in _SINKS:
            self.unplug(microphone)
        for sink in _SINKS.values():
            self._control(lambda server, sink=sink: server.module_unload(server.get_sink_by_name(sink).owner_module))

    def plug_in(self, name: str, description: str, rate_hz: int = 48_000) -> None:
        """Add a microphone: `mic1` or `mic2` again, or another one, which hears what is played into `vsink1`."""
        master = f"master={self._sinks.get(name, 'vsink1')}.monitor rate={rate_hz}"
        arguments = f"source_name={name} {master} source_properties=device.description={description}"
        self._control(lambda server: server.module_load("module-remap-source", arguments))

    def choose_default(self, microphone: str) -> None:
        """Make it the system's default microphone."""
        self._control(lambda server: server.source_default_set(microphone))

    def suspend(self, microphone: str) -> None:
        """Freeze the microphone: nothing comes from it any more, and nobody says so."""
        self._control(lambda server: server.source_suspend(server.get_source_by_name(microphone).index, 1))

    def resume(self, microphone: str) -> None:
        """Undo `suspend`."""
        self._control(lambda server: server.source_suspend(server.get_source_by_name(microphone).index, 0))

    def kill(self) -> None:
        """The server dies."""
        self._process.kill()
        self._process.wait()

    @property
    def last_words(self) -> str:
        """The end of what the server has logged."""
        return self._log.read_text(errors="replace")[-2_000:]

    def freeze(self) -> None:
        """The server hangs."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """The server hangs no more."""
        self._process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """End the server and everyone who speaks."""
        for process in (*self._speakers, self._process):
            process.kill()
            process.wait()

    def _control(self, action: Any) -> Any:
        import pulsectl

        server = pulsectl.Pulse("test", connect=False)
        try:
            server.connect()
            return action(server)
        finally:
            server.close()

    def _wait_until_ready(self) -> None:
        import pulsectl

        until_s = time.monotonic() + _START_LIMIT_S
        while time.monotonic() < until_s and self._process.poll() is None:
            try:
                names = self._control(lambda server: [source.name for source in server.source_list()])
            except pulsectl.PulseError:
                names = []
            if set(_SINKS) <= set(names):
                return
            time.sleep(0.01)
        self.close()
        pytest.fail(f"pulseaudio did not start: {self.last_words}")


@pytest.fixture
def pulse() -> Iterator[PulseServer]:
    """A sound server of the test's own, which this process and its children use until the test is over."""
    for program in ("pulseaudio", "paplay"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is missing: apt install pulseaudio pulseaudio-utils libasound2-plugins")
    with running_pulse_server() as server:
        yield server


@contextmanager
def running_pulse_server() -> Iterator[PulseServer]:
    """The server, and an environment that leads to it."""
    # Short, because a socket's path may have 108 bytes; tempfile makes it 0700, as the server demands.
    with tempfile.TemporaryDirectory(prefix="pulse-") as folder:
        with pytest.MonkeyPatch.context() as environment:
            for name in ("PULSE_SERVER", "PULSE_SOURCE", "PULSE_SINK", "PULSE_RUNTIME_PATH"):
                environment.delenv(name, raising=False)
            environment.setenv("XDG_RUNTIME_DIR", folder)
            environment.setenv("PULSE_COOKIE", f"{folder}/cookie")
            server = PulseServer(Path(folder))
            try:
                _restart_portaudio()
                yield server
            finally:
                server.thaw()
                server.close()
        _restart_portaudio()


def _restart_portaudio() -> None:
    """PortAudio looks for sound servers only when it starts, so it starts again with the environment as it now is."""
    import sounddevice

    sounddevice._terminate()
    sounddevice._initialize()

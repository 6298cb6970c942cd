"""The real accessibility bus (AT-SPI): a screen reader presses Record, hears the turns, and can name every control."""

import json
import os
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.pulse_server import PulseServer

_PATIENCE_S = 60.0
_LAUNCHERS = [Path(folder) / "at-spi-bus-launcher" for folder in ("/usr/libexec", "/usr/lib/at-spi2-core")]
_SYSTEM_PYTHON = "/usr/bin/python3"
POLITELY, AT_ONCE = 1, 2
"""AT-SPI's politeness of an announcement: after what is being read out, or in its place."""
_READER = Path(__file__).parent / "screen_reader.py"


class Reader:
    """The screen reader's process."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.heard: list[dict[str, Any]] = []
        self._lines: queue.Queue[dict[str, Any]] = queue.Queue()
        self._process = subprocess.Popen(
            [_SYSTEM_PYTHON, str(_READER)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def tell(self, command: str) -> None:
        """Have it do something."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n")
        self._process.stdin.flush()

    def wait_for(self, word: str) -> dict[str, Any]:
        """The next that it says of this kind; everything is kept in `heard`."""
        until_s = time.monotonic() + _PATIENCE_S
        while True:
            said = self._lines.get(timeout=max(0.1, until_s - time.monotonic()))
            self.heard.append(said)
            if word in said:
                return said

    def wait_for_announcement(self, politeness: int, words: str) -> str:
        """The next one with these words that is to be read out so; others may come before, such as of a silence."""
        while True:
            said = self.wait_for("announced")
            if said["politeness"] == politeness and words in str(said["announced"]).lower():
                return str(said["announced"])

    def close(self) -> None:
        """It ends with its input."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))


@contextmanager
def running(*command: str, env: dict[str, str], **options: Any) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL, text=True, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)
        if process.stdout is not None:
            process.stdout.close()


@contextmanager
def screen() -> Iterator[str]:
    """An X server without a screen; its display."""
    reading, writing = os.pipe()
    command = ("Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp")
    with running(*command, env=dict(os.environ), pass_fds=(writing,)):
        os.close(writing)
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"


@pytest.fixture
def reader(pulse: PulseServer) -> Iterator[Reader]:
    """A screen reader, and the program on the same buses."""
    launcher = next(path for path in _LAUNCHERS if path.exists())
    with ExitStack() as stack:
        environment = {**os.environ, "DISPLAY": stack.enter_context(screen()), "QT_QPA_PLATFORM": "xcb"}
        environment.pop("WAYLAND_DISPLAY", None)
        bus = stack.enter_context(
            running("dbus-daemon", "--session", "--nofork", "--print-address", env=environment, stdout=subprocess.PIPE)
        )
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        stack.enter_context(running(str(launcher), "--launch-immediately", env=environment))
        reader = Reader(environment)
        stack.callback(reader.close)
        reader.wait_for("ready")
        stack.enter_context(running(sys.executable, "-m", "transcriber", env=environment, stdin=subprocess.DEVNULL))
        yield reader


def test_a_screen_reader_presses_record_hears_the_turns_and_can_name_every_control(
    reader: Reader, pulse: PulseServer, speech: Path
) -> None:
    reader.tell("press Begin")
    assert reader.wait_for("pressed"), "the first steps"
    reader.tell("press Record")
    assert reader.wait_for("pressed")["role"] in ("push button", "button")
    assert reader.wait_for_announcement(AT_ONCE, "consent"), "told as soon as the first recording runs"

    speaking = pulse.speak(speech / "jfk.flac")
    turn = reader.wait_for_announcement(POLITELY, "country")
    assert re.match(r"\d:\d\d: ", turn), "with the time"
    speaking.wait(60)
    inserted = " ".join(str(said["inserted"]) for said in reader.heard if "inserted" in said)
    assert "country" in inserted.lower(), "the words stand in a text that can be read"

    reader.tell("controls")
    found = reader.wait_for("controls")
    assert found["controls"] > 20
    assert found["nameless"] == []
    assert found["roleless"] == []

    pulse.unplug_everything()
    assert reader.wait_for_announcement(AT_ONCE, "mic1"), "a problem, whatever is being read out"
    reader.tell("press Stop recording")
    assert reader.wait_for("pressed")

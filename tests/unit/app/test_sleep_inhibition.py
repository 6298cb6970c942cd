"""On Linux against a message bus of the test's own, on which it plays the services that take the wish."""

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from transcriber.app import sleep_inhibition
from transcriber.app.sleep_inhibition import SleepInhibition

LOGIN, SCREEN_SAVER = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
PORTAL = "org.freedesktop.portal.Desktop"


def until(is_so: Callable[[], object]) -> None:
    until_s = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < until_s, "it never came"
        time.sleep(0.01)


class Peer:
    """A service on the bus: takes `Inhibit`, or refuses it; sees when its caller has let go."""

    def __init__(self, address: str, name: str, *, refuses: bool = False) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.is_let_go = threading.Event()
        self._refuses = refuses
        self._given: int | None = None
        self._connection = open_dbus_connection(address, enable_fds=True)
        self._connection.send_and_get_reply(message_bus.RequestName(name))
        owner_changed = "type='signal',member='NameOwnerChanged'"
        self._connection.send_and_get_reply(message_bus.AddMatch(owner_changed))
        self._thread = threading.Thread(target=self._serve)
        self._is_over = threading.Event()
        self._thread.start()

    def close(self) -> None:
        self._is_over.set()
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        caller = ""
        while not self._is_over.is_set():
            try:
                message = self._connection.receive(timeout=0.05)
            except TimeoutError:
                continue
            header = message.header
            if header.message_type is MessageType.signal and message.body[0] == caller and not message.body[2]:
                self.is_let_go.set()
            if header.message_type is MessageType.method_call and header.fields[HeaderFields.member] == "Inhibit":
                caller = header.fields[HeaderFields.sender]
                self.asked.append(message.body)
                self._connection.send(self._answer(message))
                self._keep_no_end()

    def _answer(self, message: Any) -> Any:
        if self._refuses:
            return new_error(message, "org.freedesktop.DBus.Error.AccessDenied", "s", ("Not you.",))
        if message.header.fields[HeaderFields.interface].startswith(LOGIN):
            read_end, write_end = os.pipe()
            threading.Thread(target=self._await_close, args=(read_end,)).start()
            self._given = write_end
            return new_method_return(message, "h", (write_end,))
        if message.header.fields[HeaderFields.interface] == SCREEN_SAVER:
            return new_method_return(message, "u", (7,))
        return new_method_return(message, "o", ("/request",))

    def _keep_no_end(self) -> None:
        given, self._given = self._given, None
        if given is not None:
            os.close(given)

    def _await_close(self, read_end: int) -> None:
        """As logind does: the lock is gone when nobody has its other end open any more."""
        with os.fdopen(read_end, "rb") as pipe:
            pipe.read()
        self.is_let_go.set()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    if shutil.which("dbus-daemon") is None:
        pytest.fail("dbus-daemon is missing: apt install dbus")
    address = f"unix:path={tmp_path}/bus"
    command = ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address={address}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as daemon:
        assert daemon.stdout is not None
        daemon.stdout.readline()
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        try:
            yield address
        finally:
            daemon.kill()


@contextlib.contextmanager
def peers(address: str, *names: str, refusing: str = "") -> Iterator[dict[str, Peer]]:
    made = {name: Peer(address, name, refuses=name == refusing) for name in names}
    try:
        yield made
    finally:
        for peer in made.values():
            peer.close()


def test_the_login_manager_holds_the_lock_until_it_is_released(bus: str) -> None:
    inhibition = SleepInhibition()
    with peers(bus, LOGIN) as made:
        inhibition.hold()
        inhibition.hold()
        until(lambda: made[LOGIN].asked)
        assert made[LOGIN].asked == [("sleep:idle", "Transcriber", "A recording is running", "block")]
        assert not made[LOGIN].is_let_go.wait(0.2)

        inhibition.release()
        inhibition.release()
        assert made[LOGIN].is_let_go.wait(60)
        assert len(made[LOGIN].asked) == 1


@pytest.mark.parametrize(("name", "words"), [(SCREEN_SAVER, "Transcriber"), (PORTAL, "")])
def test_where_the_login_manager_refuses_the_desktop_is_asked(bus: str, name: str, words: str) -> None:
    inhibition = SleepInhibition()
    with peers(bus, LOGIN, name, refusing=LOGIN) as made:
        inhibition.hold()
        until(lambda: made[name].asked)
        assert made[name].asked[0][0] == words
        inhibition.release()
        assert made[name].is_let_go.wait(60)


def test_where_nothing_answers_a_recording_goes_on_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    caplog.set_level(logging.INFO, sleep_inhibition.__name__)
    inhibition = SleepInhibition()
    inhibition.hold()
    until(lambda: caplog.records)
    assert "may go to sleep by itself" in caplog.messages[0]
    inhibition.release()


def test_a_bus_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()

    @contextlib.contextmanager
    def hanging() -> Iterator[None]:
        answered.wait()
        yield

    monkeypatch.setattr(sleep_inhibition, "_inhibited", hanging)
    taken_s = []
    for _ in range(3):
        inhibition = SleepInhibition()
        started_s = time.monotonic()
        inhibition.hold()
        inhibition.release()
        taken_s.append(time.monotonic() - started_s)
    # A computer that is busy elsewhere for a moment is so once.
    assert min(taken_s) < 0.5
    answered.set()


def test_a_process_that_is_killed_lets_go(bus: str) -> None:
    code = (
        "import time; from transcriber.app.sleep_inhibition import SleepInhibition;"
        "SleepInhibition().hold(); time.sleep(60)"
    )
    with peers(bus, LOGIN) as made, subprocess.Popen([sys.executable, "-c", code]) as child:
        until(lambda: made[LOGIN].asked)
        child.kill()
        assert made[LOGIN].is_let_go.wait(60)

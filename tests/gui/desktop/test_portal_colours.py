"""The desktop's light and dark over a real bus, with a portal of a few lines."""

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from pytestqt.qtbot import QtBot

from transcriber.gui.desktop.portal_colours import PortalColours

PATH, GROUP = "/org/freedesktop/portal/desktop", "org.freedesktop.appearance"


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    daemon = shutil.which("dbus-daemon")
    assert daemon, "dbus-daemon is missing"
    command = [daemon, "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        running.terminate()


class Portal:
    """Answers one question, and can tell of changes."""

    def __init__(self, scheme: int | None) -> None:
        self.connection: DBusConnection = open_dbus_connection("SESSION")
        self.connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
        self._scheme = scheme
        self._thread = threading.Thread(target=self._answer)
        self._thread.start()

    def _answer(self) -> None:
        while True:
            message = self.connection.receive(timeout=60)
            if message.header.message_type is not MessageType.method_call:
                continue
            if self._scheme is None:
                self.connection.send(new_error(message, "org.freedesktop.portal.Error.NotFound"))
            else:
                self.connection.send(new_method_return(message, "v", (("v", ("u", self._scheme)),)))
            return

    @property
    def has_answered(self) -> bool:
        return not self._thread.is_alive()

    def changes(self, key: str, value: tuple[str, Any]) -> None:
        self._thread.join()
        emitter = DBusAddress(PATH, interface="org.freedesktop.portal.Settings")
        self.connection.send(new_signal(emitter, "SettingChanged", "ssv", (GROUP, key, value)))

    def close(self) -> None:
        self._thread.join()
        self.connection.close()


def test_it_is_asked_at_first_and_followed_live(bus: str, qtbot: QtBot) -> None:
    portal = Portal(1)
    told: list[bool | None] = []
    colours = PortalColours()
    colours.told.connect(told.append)
    colours.begin()
    qtbot.waitUntil(lambda: told == [True])
    portal.changes("color-scheme", ("u", 2))
    portal.changes("accent-color", ("s", "red"))
    portal.changes("color-scheme", ("u", 0))
    qtbot.waitUntil(lambda: told == [True, False, None])
    colours.close()
    portal.close()


def test_a_portal_that_knows_nothing_and_no_bus_at_all_change_nothing(
    bus: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = Portal(None)
    told: list[bool | None] = []
    for address in (bus, "unix:path=/no/such/bus", ""):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        colours = PortalColours()
        colours.told.connect(told.append)
        colours.begin()
        if address == bus:
            qtbot.waitUntil(lambda: portal.has_answered)
        qtbot.wait(100)
        colours.close()
    portal.close()
    assert told == []


def test_a_bus_that_goes_away_ends_it_quietly(bus: str, qtbot: QtBot) -> None:
    portal = Portal(2)
    told: list[bool | None] = []
    colours = PortalColours()
    colours.told.connect(told.append)
    colours.begin()
    qtbot.waitUntil(lambda: told == [False])
    portal.close()
    colours.close()
    colours.close()


def test_a_bus_that_hangs_holds_up_no_end(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_s = []
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "bus"))
        silent.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'bus'}")
        for _ in range(3):
            colours = PortalColours()
            colours.begin()
            asking, _ = silent.accept()
            began_s = time.monotonic()
            colours.close()
            taken_s.append(time.monotonic() - began_s)
            asking.close()
    # Three times what the window waits for it; a computer that is busy elsewhere for a moment is so once.
    assert min(taken_s) < 0.9

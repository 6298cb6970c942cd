"""Messages of the desktop: over a real bus to a service of a few lines, else through the tray."""

import gc
import os
import shutil
import subprocess
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from jeepney import MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from transcriber.gui.desktop import notifications as module
from transcriber.gui.desktop.notifications import Notifications, send_over_bus


class Tray:
    def __init__(self, *, is_shown: bool) -> None:
        self.is_shown = is_shown
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, words: str) -> None:
        self.told.append((title, words))


@pytest.mark.parametrize("is_shown", [True, False])
def test_the_desktop_shows_them_whether_there_is_an_icon_or_not(is_shown: bool) -> None:
    sent: list[tuple[str, str]] = []
    tray = Tray(is_shown=is_shown)
    notifications = Notifications(tray, lambda title, words: sent.append((title, words)))
    notifications.tell("Gap at 0:12", "<b>The link</b> was lost.")
    notifications.close()
    # Of a tray Qt would hand on the words as markup.
    assert (sent, tray.told) == ([("Gap at 0:12", "<b>The link</b> was lost.")], [])


@pytest.mark.parametrize("is_shown", [True, False])
def test_where_the_desktop_shows_none_the_tray_does(monkeypatch: pytest.MonkeyPatch, is_shown: bool) -> None:
    def refuse(_title: str, _words: str) -> None:
        raise OSError("no bus")

    tray = Tray(is_shown=is_shown)
    notifications = Notifications(tray, refuse)
    for words in ("One.", "Two."):
        notifications.tell("Gap", words)
        notifications.close()
    assert tray.told == ([("Gap", "Two.")] if is_shown else [])
    monkeypatch.setattr("sys.platform", "win32")
    elsewhere = Tray(is_shown=is_shown)
    Notifications(elsewhere).tell("Gap", "Three.")
    assert elsewhere.told == ([("Gap", "Three.")] if is_shown else [])


def test_a_desktop_that_hangs_or_fails_holds_nobody_up() -> None:
    goes_on = threading.Event()

    def hang(_title: str, _words: str) -> None:
        goes_on.wait(5)
        raise OSError("no bus")

    notifications = Notifications(None, hang)
    for _ in range(3):
        notifications.tell("Finished", "")
    assert [thread.name for thread in threading.enumerate()].count("notification") == 1
    goes_on.set()
    notifications.close()


def test_closing_waits_for_no_bus_that_hangs_and_its_thread_holds_nothing_of_the_window() -> None:
    goes_on = threading.Event()

    def hang(_title: str, _words: str) -> None:
        goes_on.wait(10)

    taken_s = []
    for _ in range(3):
        tray = Tray(is_shown=False)
        notifications = Notifications(tray, hang)
        notifications.tell("Finished", "")
        began_s = time.monotonic()
        notifications.close()
        taken_s.append(time.monotonic() - began_s)
    # A computer that is busy elsewhere for a moment is so once.
    assert min(taken_s) < 0.8

    left = weakref.ref(tray)
    del tray, notifications
    gc.collect()
    assert left() is None
    goes_on.set()


def test_closing_gives_a_bus_that_answers_the_time_to_take_the_last_words(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module._CLOSE_WITHIN_S >= 0.2
    # A thread of a computer that is busy elsewhere comes late.
    monkeypatch.setattr(module, "_CLOSE_WITHIN_S", 30.0)
    taken: list[str] = []

    def answer_soon(title: str, _words: str) -> None:
        time.sleep(0.05)
        taken.append(title)

    notifications = Notifications(None, answer_soon)
    notifications.tell("Finished", "")
    notifications.close()
    assert taken == ["Finished"]


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    daemon = shutil.which("dbus-daemon")
    assert daemon, "dbus-daemon is missing"
    with subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        assert running.stdout is not None
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", running.stdout.readline().strip())
        yield
        running.terminate()


def test_the_bus_gets_words_that_are_no_markup(bus: None) -> None:
    assert os.environ["DBUS_SESSION_BUS_ADDRESS"]
    with open_dbus_connection("SESSION") as desktop:
        desktop.send_and_get_reply(message_bus.RequestName("org.freedesktop.Notifications"))
        taken: list[tuple[object, ...]] = []
        thread = threading.Thread(target=lambda: taken.append(_take(desktop)))
        thread.start()
        send_over_bus("Gap at 0:12", "<b>Link & line</b> lost.")
        thread.join()
    name, replaces, icon, title, words, actions, hints, shown_ms = taken[0]
    assert (name, replaces, title, actions) == ("Transcriber", 0, "Gap at 0:12", [])
    assert words == "&lt;b&gt;Link &amp; line&lt;/b&gt; lost."
    assert isinstance(shown_ms, int)
    assert icon == "transcriber"
    assert isinstance(hints, dict)


def _take(desktop: DBusConnection) -> tuple[object, ...]:
    while True:
        message = desktop.receive(timeout=60)
        if message.header.message_type is MessageType.method_call:
            desktop.send(new_method_return(message, "u", (1,)))
            return tuple(message.body)

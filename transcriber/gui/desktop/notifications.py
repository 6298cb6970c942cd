"""Messages of the desktop itself: by the Desktop Notifications Specification (org.freedesktop.Notifications) where that
is how it is done, else through the tray. A system that shows none is no fault."""

import logging
import sys
import threading
from collections.abc import Callable
from typing import Protocol

_log = logging.getLogger(__name__)
_ANSWER_WITHIN_S = 3.0
_CLOSE_WITHIN_S = 0.3
"""A desktop that answers takes a message in a few milliseconds."""
_SHOWN_MS = 10_000

SendMessage = Callable[[str, str], None]
"""Shows a title and words; may block."""


class Tray(Protocol):
    """What can show a message."""

    @property
    def is_shown(self) -> bool:
        """Whether it is there to do so."""

    def tell(self, title: str, words: str) -> None:
        """Show it."""


class _Message:
    """One on its way, on a thread of its own that knows of nothing else: it may outlive the window."""

    def __init__(self, send: SendMessage, title: str, words: str) -> None:
        self.has_failed = False
        # A daemon: a bus that hangs must not hold up the end of the program.
        self._thread = threading.Thread(target=self._run, args=(send, title, words), name="notification", daemon=True)
        self._thread.start()

    @property
    def is_on_its_way(self) -> bool:
        """Whether nobody has taken it yet."""
        return self._thread.is_alive()

    def wait(self, limit_s: float) -> None:
        """Until somebody has, or no longer."""
        self._thread.join(limit_s)

    def _run(self, send: SendMessage, title: str, words: str) -> None:
        try:
            send(title, words)
        except Exception as error:  # noqa: BLE001 - whatever a bus may answer, nothing is the worse for it
            self.has_failed = True
            _log.info("The desktop shows no message: %s", error)


class Notifications:
    """Main thread; a thread of its own asks the bus, one message at a time."""

    def __init__(self, tray: Tray | None = None, send: SendMessage | None = None) -> None:
        """`send` is what reaches the desktop without a tray; where None, the bus of Linux.

        It comes first: Qt hands a tray's words on to the same bus as they are, and what looks like markup becomes some.
        """
        self._tray = tray
        self._send = send or (send_over_bus if sys.platform == "linux" else None)
        self._last: _Message | None = None

    def tell(self, title: str, words: str) -> None:
        """Show it if that can be had; returns at once. While the last one is still on its way, it is dropped."""
        has_tray = self._tray is not None and self._tray.is_shown
        # Where the bus took nothing, only the tray is left.
        has_failed = self._last is not None and self._last.has_failed
        if self._send is None or (has_failed and has_tray):
            if self._tray is not None and has_tray:
                self._tray.tell(title, words)
        elif self._last is None or not self._last.is_on_its_way:
            self._last = _Message(self._send, title, words)

    def close(self) -> None:
        """Wait a moment for what is under way; a bus that hangs is left to itself."""
        if self._last is not None:
            self._last.wait(_CLOSE_WITHIN_S)


def send_over_bus(title: str, words: str) -> None:
    """Blocks until the desktop has taken it. Raises what the bus's library raises."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.wrappers import unwrap_msg

    name = "org.freedesktop.Notifications"
    address = DBusAddress("/org/freedesktop/Notifications", bus_name=name, interface=name)
    # The words may be read as markup: what could be some is written out.
    plain = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    hints = {"desktop-entry": ("s", "transcriber"), "category": ("s", "transcriber")}
    body: tuple[object, ...] = ("Transcriber", 0, "transcriber", title, plain, [], hints, _SHOWN_MS)
    with open_dbus_connection("SESSION") as connection:
        call = new_method_call(address, "Notify", "susssasa{sv}i", body)
        unwrap_msg(connection.send_and_get_reply(call, timeout=_ANSWER_WITHIN_S))

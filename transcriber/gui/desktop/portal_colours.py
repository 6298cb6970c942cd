"""Light or dark as the desktop says it over the bus, for as long as the window is open, where Qt does not know it.

XDG Desktop Portal, org.freedesktop.portal.Settings: `color-scheme` of org.freedesktop.appearance (1 dark, 2 light).
"""

import contextlib
import logging
import socket
import sys
import threading
import weakref
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

_log = logging.getLogger(__name__)
_ANSWER_WITHIN_S = 3.0
_CLOSE_WITHIN_S = 0.3
_PATH, _BUS_NAME = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_GROUP, _KEY = "org.freedesktop.appearance", "color-scheme"
_DARK, _LIGHT = 1, 2


class PortalColours(QObject):
    """Lives on the main thread, where `told` arrives; a thread of its own waits for the bus, and ticks never."""

    told = Signal(object)
    """Whether the desktop is dark; None where it has no wish."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listener = _Listener(weakref.ref(self))
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Ask, and listen from then on; elsewhere than on Linux Qt knows it itself."""
        if sys.platform == "linux" and self._thread is None:
            self._thread = threading.Thread(target=self._listener.run, name="desktop colours", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Listen no more; a bus that hangs is left to itself."""
        self._listener.close()
        if self._thread is not None:
            self._thread.join(_CLOSE_WITHIN_S)


class _Listener:
    """The thread's side; it holds nothing of Qt's, so that it may outlive the window."""

    def __init__(self, colours: "weakref.ref[PortalColours]") -> None:
        self._colours = colours
        self._lock = threading.Lock()
        self._connection: DBusConnection | None = None
        self._is_closed = False

    def run(self) -> None:
        """Until the bus goes, or nobody listens any more."""
        try:
            self._listen()
        except Exception as error:  # noqa: BLE001 - whatever a bus may answer, the window keeps its colours
            _log.info("The desktop does not say whether it is dark: %s", type(error).__name__)

    def close(self) -> None:
        """Main thread: nothing is told after this."""
        with self._lock:
            self._is_closed = True
            if self._connection is not None:
                with contextlib.suppress(OSError):
                    # Wakes the thread, which waits for the bus.
                    self._connection.sock.shutdown(socket.SHUT_RDWR)

    def _listen(self) -> None:
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection("SESSION") as connection:
            with self._lock:
                if self._is_closed:
                    return
                self._connection = connection
            _subscribe(connection)
            self._tell(_asked(connection))
            while True:
                message = connection.receive()
                if (change := _change_in(message)) is not None:
                    self._tell(_meaning_of(change))

    def _tell(self, is_dark: bool | None) -> None:
        with self._lock:
            if not self._is_closed and (colours := self._colours()) is not None:
                colours.told.emit(is_dark)


def _subscribe(connection: "DBusConnection") -> None:
    from jeepney import MatchRule
    from jeepney.bus_messages import message_bus

    rule = MatchRule(type="signal", interface=_INTERFACE, member="SettingChanged", path=_PATH)
    rule.add_arg_condition(0, _GROUP)
    connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=_ANSWER_WITHIN_S)


def _asked(connection: "DBusConnection") -> bool | None:
    from jeepney import DBusAddress, new_method_call
    from jeepney.wrappers import unwrap_msg

    address = DBusAddress(_PATH, bus_name=_BUS_NAME, interface=_INTERFACE)
    # `Read` and not `ReadOne`: portals of before 2023 know it too.
    call = new_method_call(address, "Read", "ss", (_GROUP, _KEY))
    (value,) = unwrap_msg(connection.send_and_get_reply(call, timeout=_ANSWER_WITHIN_S))
    return _meaning_of(value)


def _change_in(message: "Message") -> Any:
    """The new value, where the message tells of one."""
    from jeepney import HeaderFields

    if message.header.fields.get(HeaderFields.member) != "SettingChanged":
        return None
    group, key, value = message.body
    return value if (group, key) == (_GROUP, _KEY) else None


def _meaning_of(value: Any) -> bool | None:
    """A value stands in one variant, or, as `Read` has it, in two."""
    while isinstance(value, tuple) and len(value) == 2:
        value = value[1]
    return {_DARK: True, _LIGHT: False}.get(value)

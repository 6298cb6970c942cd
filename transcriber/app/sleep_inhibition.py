"""While a recording runs, the computer does not go to sleep by itself. The only module that asks a system for that.

Linux: Inhibitor Locks of org.freedesktop.login1, else org.freedesktop.ScreenSaver, else the desktop portal's Inhibit;
macOS: caffeinate(8); Windows: SetThreadExecutionState. Each ends with this process, however it ends.
"""

import contextlib
import ctypes
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

_logger = logging.getLogger(__name__)
_WHO, _WHY = "Transcriber", "A recording is running"
_ANSWER_WITHIN_S = 5.0
_ES_CONTINUOUS, _ES_SYSTEM_REQUIRED = 0x80000000, 0x00000001
_PORTAL_SUSPEND_AND_IDLE = 4 | 8


class SleepInhibition:
    """Held and released on one thread; both return at once. A thread of its own asks the system and holds the lock."""

    def __init__(self) -> None:
        self._released: threading.Event | None = None

    def hold(self) -> None:
        """From now on, or still. What cannot be had is logged and not missed."""
        if self._released is None:
            self._released = threading.Event()
            # A daemon: a bus that hangs must not keep the program from ending.
            threading.Thread(target=_hold, args=(self._released,), name="sleep-inhibition", daemon=True).start()

    def release(self) -> None:
        """No longer."""
        if self._released is not None:
            self._released.set()
            self._released = None


class Unavailable(Exception):  # noqa: N818 - no fault: a system without it is as good
    """This system keeps nobody from going to sleep."""


def _hold(released: threading.Event) -> None:
    try:
        with _inhibited():
            released.wait()
    except Exception as error:  # noqa: BLE001 - whatever a bus may answer, a recording goes on
        _logger.info("The computer may go to sleep by itself: %s", error)


def _inhibited() -> contextlib.AbstractContextManager[None]:
    if sys.platform == "win32":
        return _awake_thread()
    if sys.platform == "darwin":
        return _caffeinated()
    return _locked()


@contextlib.contextmanager
def _awake_thread() -> Iterator[None]:
    kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.SetThreadExecutionState(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED)
    try:
        yield
    finally:
        kernel.SetThreadExecutionState(_ES_CONTINUOUS)


@contextlib.contextmanager
def _caffeinated() -> Iterator[None]:
    with subprocess.Popen(["caffeinate", "-i", "-w", str(os.getpid())]) as child:
        try:
            yield
        finally:
            child.terminate()


@contextlib.contextmanager
def _locked() -> Iterator[None]:
    """The first of the three that takes the wish; each holds it as long as its connection or descriptor is open."""
    with contextlib.ExitStack() as stack:
        _take_first(stack)
        yield


def _take_first(stack: contextlib.ExitStack) -> None:
    refusals = []
    for take in (_take_login_lock, _take_screen_saver_lock, _take_portal_lock):
        try:
            with contextlib.ExitStack() as attempt:
                take(attempt)
                stack.push(attempt.pop_all())
                return
        except Exception as error:  # noqa: BLE001 - the bus's library raises what the sockets and the peers give
            refusals.append(f"{type(error).__name__} {error}".strip())
    raise Unavailable("; ".join(refusals))


def _take_login_lock(stack: contextlib.ExitStack) -> None:
    path, name = "/org/freedesktop/login1", "org.freedesktop.login1"
    words = ("sleep:idle", _WHO, _WHY, "block")
    (lock,) = _ask(stack, "SYSTEM", (path, name, f"{name}.Manager"), "ssss", words)
    stack.callback(lock.close)


def _take_screen_saver_lock(stack: contextlib.ExitStack) -> None:
    path, name = "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"
    _ask(stack, "SESSION", (path, name, name), "ss", (_WHO, _WHY))


def _take_portal_lock(stack: contextlib.ExitStack) -> None:
    path, name = "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop"
    body = ("", _PORTAL_SUSPEND_AND_IDLE, {"reason": ("s", _WHY)})
    _ask(stack, "SESSION", (path, name, "org.freedesktop.portal.Inhibit"), "sua{sv}", body)


def _ask(
    stack: contextlib.ExitStack, bus: str, place: tuple[str, str, str], signature: str, body: tuple[object, ...]
) -> tuple[Any, ...]:
    """The answer to `Inhibit` over a connection that stays open until the stack ends."""
    from jeepney import DBusAddress, new_method_call
    from jeepney.io.blocking import open_dbus_connection
    from jeepney.wrappers import unwrap_msg

    path, name, interface = place
    connection = stack.enter_context(open_dbus_connection(bus, enable_fds=True))
    call = new_method_call(DBusAddress(path, bus_name=name, interface=interface), "Inhibit", signature, body)
    answer: tuple[Any, ...] = unwrap_msg(connection.send_and_get_reply(call, timeout=_ANSWER_WITHIN_S))
    return answer

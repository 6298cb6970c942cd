"""A clock that jumps: hours of waiting between real sockets of one process cost only what is done in them.

Law: time passes only when the event loop has nothing to do, and then up to its next timer at once. So a test that
counts seconds counts the program's own, however busy the computer is. Only for an event loop whose peers all live in
the same process; work in threads is waited for, and so is what is on its way between its sockets.
"""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from transcriber.realtime.link import Link

_THREAD_WAIT_S = 0.02
_LONGEST_JUMP_S = 3600.0


class VirtualClock:
    """The time of one event loop, and of `time.monotonic` and `time.time` while it is in force."""

    def __init__(self) -> None:
        self._now_s = time.monotonic()
        self._wall_offset_s = time.time() - self._now_s
        self._threads = 0

    def now_s(self) -> float:
        """Monotonic seconds."""
        return self._now_s

    def wall_s(self) -> float:
        """Unix time."""
        return self._now_s + self._wall_offset_s

    def sleep_computer(self, duration_s: float) -> None:
        """The computer was suspended: its wall clock went on, its monotonic clock did not."""
        self._wall_offset_s += duration_s

    def stall(self, duration_s: float) -> None:
        """The process came to nothing for so long: everything that was due meanwhile is due at once."""
        self._now_s += duration_s

    def drive(self, loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
        """Let `loop` jump instead of waiting; the returned function takes that back."""
        selector: Any = loop._selector  # type: ignore[attr-defined]
        select, run_in_executor = selector.select, loop.run_in_executor
        loopback = _Loopback()

        def jump(timeout_s: float | None) -> Any:
            if ready := select(0):
                return ready
            if timeout_s is None or self._threads:
                return select(_THREAD_WAIT_S if self._threads else timeout_s)
            if timeout_s <= 0:
                return []
            loopback.wait()
            if ready := select(0):
                return ready
            self._now_s += min(timeout_s, _LONGEST_JUMP_S)
            return []

        def run_and_count(*arguments: Any) -> Any:
            self._threads += 1
            future = run_in_executor(*arguments)
            future.add_done_callback(self._thread_done)
            return future

        selector.select = jump
        loop.run_in_executor = run_and_count  # type: ignore[method-assign,assignment]

        def release() -> None:
            selector.select = select
            loop.run_in_executor = run_in_executor  # type: ignore[method-assign]
            loopback.close()

        return release

    def _thread_done(self, future: "asyncio.Future[Any]") -> None:
        self._threads -= 1


class _Loopback:
    """What was written is on its way through the loopback device: packets are delivered in the order they were sent."""

    def __init__(self) -> None:
        self._own = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._own.bind(("127.0.0.1", 0))
        self._own.connect(self._own.getsockname())

    def wait(self) -> None:
        """Until everything that was sent before has arrived: a packet to oneself comes behind it."""
        self._own.send(b".")
        self._own.recv(1)

    def close(self) -> None:
        self._own.close()


@contextmanager
def virtual_time() -> Iterator[VirtualClock]:
    """In force for the running event loop and everything that asks the time in this process."""
    clock = VirtualClock()
    release = clock.drive(asyncio.get_running_loop())
    # The default of an argument was bound before.
    defaults = tuple(clock.wall_s if value is time.time else value for value in Link.__init__.__defaults__ or ())
    with (
        mock.patch.object(Link.__init__, "__defaults__", defaults),
        mock.patch("time.monotonic", clock.now_s),
        mock.patch("time.time", clock.wall_s),
    ):
        try:
            yield clock
        finally:
            release()

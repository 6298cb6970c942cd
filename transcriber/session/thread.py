"""The session thread: one asyncio loop beside the window's, for everything that must not wait for it.

asyncio is imported on the thread: the window's first paint does not wait for it.
"""

import logging
import threading
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

_logger = logging.getLogger(__name__)


class SessionThread:
    """Created and stopped on the main thread; runs what it is given on its own."""

    def __init__(self, at_end: Callable[[], Coroutine[None, None, None]]) -> None:
        """`at_end` runs on the thread once everything else has been cancelled."""
        self._at_end = at_end
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopped: asyncio.Event | None = None
        self._group: asyncio.TaskGroup | None = None

    def start(self) -> None:
        """Returns when the loop takes calls."""
        self._thread.start()
        self._ready.wait()

    def call(self, function: Callable[[], object]) -> None:
        """Run `function` on the session thread soon; returns at once. Any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function)

    def spawn(self, coroutine: Coroutine[None, None, None]) -> None:
        """Run `coroutine` as a task of the thread; a bug in it is logged with its traceback. Session thread."""
        if self._group is None:
            coroutine.close()
            return
        self._group.create_task(_logged(coroutine))

    def stop(self, timeout_s: float) -> bool:
        """Cancel what still runs and end the thread; False if it did not end in time. Main thread."""
        if self._thread.ident is None:
            return True
        if self._stopped is not None:
            self.call(self._stopped.set)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        import asyncio

        asyncio.run(self._main())

    async def _main(self) -> None:
        import asyncio

        self._loop = asyncio.get_running_loop()
        self._stopped = asyncio.Event()
        request = _StopRequested()
        try:
            async with asyncio.TaskGroup() as group:
                self._group = group
                self._ready.set()
                await self._stopped.wait()
                self._group = None
                raise request
        except* _StopRequested:
            await _logged(self._at_end())


class _StopRequested(Exception):  # noqa: N818 - not an error
    """Ends the thread's task group and cancels its tasks."""


async def _logged(coroutine: Coroutine[None, None, None]) -> None:
    try:
        await coroutine
    except Exception:
        # The thread must outlive a bug in one recording.
        _logger.exception("Unexpected failure on the session thread")

"""Everybody who reads the captions now: each is brought up to date at its own pace, and none waits for another."""

import asyncio
import socket
from collections.abc import Callable

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter

from transcriber.caption_page.feed import CaptionFeed, beat, farewell, opening, too_many

MOST_READERS = 250
_BEAT_S = 15.0
_PATIENCE_S = 10.0
"""A reader that takes nothing for so long is dropped; it may come back."""
_WAITING_BYTES = 16 * 1024
"""What may wait for a reader inside this program, and about as much in the system: more would only be old news."""
_COALESCE_S = 0.03
_COALESCE_PER_READER_S = 0.001
"""A hall full of readers may not keep this thread busy: 200 of them are told four times a second."""


class Readers:
    """Session thread.

    Args:
        on_count: Called with how many there are, whenever that changes.
        beat_s: How often a quiet connection is shown to be alive.
        patience_s: How long a reader may take nothing.
        most: How many there may be.
    """

    def __init__(
        self,
        on_count: Callable[[int], None],
        *,
        beat_s: float = _BEAT_S,
        patience_s: float = _PATIENCE_S,
        most: int = MOST_READERS,
    ) -> None:
        self._on_count = on_count
        self._beat_s = beat_s
        self._patience_s = patience_s
        self._most = most
        self._woken: set[asyncio.Event] = set()
        self._is_over = False
        self._wake_timer: asyncio.TimerHandle | None = None
        self._last_wake_s = 0.0

    def __len__(self) -> int:
        return len(self._woken)

    def wake(self) -> None:
        """There is something new: at once after a quiet while, otherwise as often as their number allows."""
        if self._wake_timer is not None or not self._woken:
            return
        loop = asyncio.get_running_loop()
        pause_s = _COALESCE_S + _COALESCE_PER_READER_S * len(self._woken)
        self._wake_timer = loop.call_at(max(loop.time(), self._last_wake_s + pause_s), self._wake_all)

    def end(self) -> None:
        """Say farewell to everybody."""
        self._is_over = True
        self._wake_all()

    async def attend(self, request: web.BaseRequest, response: web.StreamResponse, feed: CaptionFeed, at: int) -> None:
        """Tell a reader of everything after version `at`, until it leaves, hangs, or the page is switched off.

        Raises:
            ConnectionResetError: It went away.
        """
        transport = request.transport
        writer = await response.prepare(request)
        if transport is None or writer is None:
            return
        _hold_little(transport)
        if len(self._woken) >= self._most or self._is_over:
            await self._tell(writer, too_many())
            return
        woken = asyncio.Event()
        self._woken.add(woken)
        self._on_count(len(self._woken))
        try:
            await self._keep_up(writer, woken, feed, at)
        except TimeoutError:
            transport.abort()
        finally:
            self._woken.discard(woken)
            self._on_count(len(self._woken))

    async def _keep_up(self, writer: AbstractStreamWriter, woken: asyncio.Event, feed: CaptionFeed, at: int) -> None:
        await self._tell(writer, opening())
        while not self._is_over:
            woken.clear()
            if feed.version != at:
                event, at = feed.event_since(at), feed.version
                await self._tell(writer, event)
            try:
                async with asyncio.timeout(self._beat_s):
                    await woken.wait()
            except TimeoutError:
                await self._tell(writer, beat())
        # The last words of a recording may have come less than a wake-up before the end.
        if feed.version != at:
            await self._tell(writer, feed.event_since(at))
        await self._tell(writer, farewell())

    async def _tell(self, writer: AbstractStreamWriter, event: bytes) -> None:
        async with asyncio.timeout(self._patience_s):
            await writer.write(event)
            await writer.drain()

    def _wake_all(self) -> None:
        if self._wake_timer is not None:
            self._wake_timer.cancel()
            self._wake_timer = None
        self._last_wake_s = asyncio.get_running_loop().time()
        for woken in self._woken:
            woken.set()


def _hold_little(transport: asyncio.Transport) -> None:
    """What waits on its way to a slow reader is old when it arrives; a peer that is gone is noticed."""
    transport.set_write_buffer_limits(high=_WAITING_BYTES)
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _WAITING_BYTES)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(2_000 * _PATIENCE_S))

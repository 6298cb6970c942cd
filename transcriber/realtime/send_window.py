"""How much may be under way to a peer: what a slow link has not carried yet must not bury the sign that it lives.

Pings between the frames mark what was sent; a pong says that everything before its mark was read. RFC 6455, 5.5.2.
"""

import asyncio
from collections.abc import Awaitable, Callable

_MARK_EVERY_CHARACTERS = 16 * 1024
_MOST_UNDER_WAY_CHARACTERS = 128 * 1024
"""Two seconds of pcm16 at 24 kHz in base64: a link with two seconds' delay still carries it in real time."""


class SendWindow:
    """The frames of one connection that the peer has not read yet. Session thread; one caller at a time."""

    def __init__(self, ping: Callable[[], Awaitable[Awaitable[float]]]) -> None:
        """`ping` sends a ping and returns what its pong completes."""
        self._ping = ping
        self._sent = 0
        self._marked = 0
        self._read = 0
        self._came = asyncio.Event()
        self.signs_of_life = 0
        """How often anything came from the peer."""

    async def sent(self, characters: int) -> None:
        """Take note of a frame; returns when there is room for more, or when the connection is over."""
        self._sent += characters
        if self._sent - self._marked >= _MARK_EVERY_CHARACTERS:
            self._marked = mark = self._sent
            pong = asyncio.ensure_future(await self._ping())
            pong.add_done_callback(lambda done: self._passed(done, mark))
        while self._marked - self._read > _MOST_UNDER_WAY_CHARACTERS:
            self._came.clear()
            await self._came.wait()

    def _passed(self, pong: "asyncio.Future[float]", mark: int) -> None:
        if not pong.cancelled() and pong.exception() is None:
            self.signs_of_life += 1
        self._read = max(self._read, mark)
        self._came.set()

"""A TCP proxy on loopback that does to a connection what networks do: delay, throttle, cut, reset, swallow, heal.

What is swallowed is held, not thrown away: TCP sends it again once the link heals, and so does this.
"""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Literal

_PIECE_BYTES = 4_096
_MOST_PIECES = 256
_BUFFER_BYTES = 16_384

_Piece = tuple[float, bytes]
"""When it is due at the other end, and what it holds."""

Way = Literal["up", "down"]
"""`up` is from the client to the service."""


class Passage:
    """One client's way through the proxy. The test's event loop."""

    def __init__(self, client: asyncio.StreamWriter, service: asyncio.StreamWriter) -> None:
        self._writers = (client, service)

    def cut(self) -> None:
        """Both sides see an orderly end (FIN)."""
        for writer in self._writers:
            with contextlib.suppress(RuntimeError):
                writer.close()

    def reset(self) -> None:
        """Both sides see a reset (RST): lingering for zero seconds turns the close into one."""
        for writer in self._writers:
            connection = writer.get_extra_info("socket")
            if connection is not None and connection.fileno() >= 0:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()


class FaultProxy:
    """A running proxy to one port of this computer. The test's event loop."""

    def __init__(self, service_port: int) -> None:
        self.delay_s = 0.0
        """Of every piece, in both directions."""
        self.bytes_per_s: float | None = None
        """Upwards; None is as fast as it goes."""
        self.script: list[Callable[[Passage], None]] = []
        """What is done to the next connections as they come, one each."""
        self.connected_s: list[float] = []
        """When each connection came, by the loop's clock."""
        self.passages: list[Passage] = []
        self.service_port = service_port
        """Where new connections lead."""
        self._is_open: dict[Way, asyncio.Event] = {"up": asyncio.Event(), "down": asyncio.Event()}
        self._server: asyncio.Server | None = None
        self.port = 0
        self.heal()

    async def start(self) -> None:
        """Listen, on the same port as before."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port, limit=_BUFFER_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Refuse new connections and reset the ones there are: the link is down."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self.reset()
        await asyncio.sleep(0)

    def swallow(self, *ways: Way) -> None:
        """Pass nothing on, in these directions or in both; new connections are accepted and treated alike."""
        for way in ways or ("up", "down"):
            self._is_open[way].clear()

    def heal(self) -> None:
        """Pass everything on again, what was held first."""
        for event in self._is_open.values():
            event.set()

    def cut(self) -> None:
        """End every connection in order."""
        for passage in self._taken():
            passage.cut()

    def reset(self) -> None:
        """Reset every connection."""
        for passage in self._taken():
            passage.reset()

    def _taken(self) -> list[Passage]:
        passages, self.passages = self.passages, []
        return passages

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connected_s.append(asyncio.get_running_loop().time())
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.service_port)
        except OSError:
            writer.transport.abort()
            return
        passage = Passage(writer, far_writer)
        self.passages.append(passage)
        if self.script:
            self.script.pop(0)(passage)
        try:
            async with asyncio.TaskGroup() as group:
                self._open_way("up", reader, far_writer, group)
                self._open_way("down", far_reader, writer, group)
        except* (OSError, asyncio.CancelledError):
            # Whoever goes first ends it; the loop ends what is left when a test is over.
            passage.reset()
        finally:
            writer.close()
            far_writer.close()

    def _open_way(
        self, way: Way, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, group: asyncio.TaskGroup
    ) -> None:
        pieces: asyncio.Queue[_Piece] = asyncio.Queue(_MOST_PIECES)
        group.create_task(self._take(reader, pieces))
        group.create_task(self._pass_on(way, pieces, writer))

    async def _take(self, reader: asyncio.StreamReader, pieces: "asyncio.Queue[_Piece]") -> None:
        while data := await reader.read(_PIECE_BYTES):
            await pieces.put((asyncio.get_running_loop().time() + self.delay_s, data))
        await pieces.put((0.0, b""))

    async def _pass_on(self, way: Way, pieces: "asyncio.Queue[_Piece]", writer: asyncio.StreamWriter) -> None:
        while True:
            due_s, data = await pieces.get()
            await asyncio.sleep(max(0.0, due_s - asyncio.get_running_loop().time()))
            if self.bytes_per_s is not None and way == "up":
                await asyncio.sleep(len(data) / self.bytes_per_s)
            await self._is_open[way].wait()
            if not data:
                writer.close()
                return
            writer.write(data)
            await writer.drain()


@asynccontextmanager
async def fault_proxy(service_port: int) -> AsyncIterator[FaultProxy]:
    """A proxy in good health, until the block ends."""
    proxy = FaultProxy(service_port)
    await proxy.start()
    try:
        yield proxy
    finally:
        proxy.heal()
        await proxy.stop()

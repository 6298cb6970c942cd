"""A small company proxy for tests: tunnels `CONNECT` to one service on this computer, or refuses. RFC 9110, 9.3.6."""

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

_PIECE_BYTES = 65_536


class ConnectProxy:
    """The running proxy. The test's event loop."""

    def __init__(self, service_port: int, credentials: str | None, refuses_with: int | None) -> None:
        self.asked: list[str] = []
        """The first line of every request."""
        self.heads: list[bytes] = []
        self.url = ""
        self._service_port = service_port
        self._credentials = credentials
        self._refuses_with = refuses_with

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            self.heads.append(head)
            self.asked.append(head.split(b"\r\n", 1)[0].decode())
            status = self._status(head)
            writer.write(f"HTTP/1.1 {status} So\r\nContent-Length: 0\r\n\r\n".encode())
            if status == 200:
                await self._tunnel(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            # Whoever goes first ends it; the loop ends what is left when a test is over.
            pass
        finally:
            writer.close()

    def _status(self, head: bytes) -> int:
        if self._refuses_with is not None:
            return self._refuses_with
        if self._credentials is None:
            return 200
        wanted = b"Proxy-Authorization: Basic " + base64.b64encode(self._credentials.encode())
        return 200 if wanted.lower() in head.lower() else 407

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._service_port)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(_pump(reader, far_writer))
                group.create_task(_pump(far_reader, writer))
        except* ConnectionError:
            pass
        finally:
            far_writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(_PIECE_BYTES):
        writer.write(piece)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def connect_proxy(
    service_port: int, credentials: str | None = None, refuses_with: int | None = None
) -> AsyncIterator[ConnectProxy]:
    """A proxy that leads every name to one port of this computer.

    Args:
        service_port: Where the service listens.
        credentials: `name:password` that a client must send; None asks for none.
        refuses_with: The HTTP status that every request gets instead.
    """
    proxy = ConnectProxy(service_port, credentials, refuses_with)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield proxy
        server.close()

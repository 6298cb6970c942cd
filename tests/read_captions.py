"""A caption page that serves made-up turns, and a reader of it that is nothing but bytes on a socket."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from transcriber.caption_page.admission import Admission
from transcriber.caption_page.feed import CaptionFeed
from transcriber.caption_page.own_network import LOOPBACK
from transcriber.caption_page.readers import Readers
from transcriber.caption_page.server import EVENTS, OVERLAY_EVENTS, CaptionServer
from transcriber.captions.line import CaptionLine

TOKEN = "hT0bWmZ4xUuPq9-_rVnKcLaE"
_LIMIT_S = 60.0


@dataclass
class Answer:
    """What came back of one request."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class ServedPage:
    """A page that is open, and what it can be told."""

    port: int
    feeds: dict[str, CaptionFeed]
    readers: Readers
    server: CaptionServer
    counts: list[int] = field(default_factory=list)
    _counted: asyncio.Event = field(default_factory=asyncio.Event)

    def count(self, readers: int) -> None:
        """Somebody came or went."""
        self.counts.append(readers)
        self._counted.set()

    async def has_readers(self, number: int) -> None:
        """Until there are so many."""
        async with asyncio.timeout(_LIMIT_S):
            while len(self.readers) != number:
                self._counted.clear()
                await self._counted.wait()

    @property
    def host(self) -> str:
        """As a browser names it."""
        return f"{LOOPBACK}:{self.port}"

    def show(self, *lines: CaptionLine) -> None:
        """These lines are in view now."""
        for feed in self.feeds.values():
            feed.show(lines)
        self.readers.wake()

    async def ask(self, path: str, *, method: str = "GET", device: str = LOOPBACK, **headers: str) -> Answer:
        """One request with these headers; `Host` is the right one unless it is among them."""
        names = {"Host": self.host} | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in names.items())]
        return await self.send("\r\n".join([*lines, "Connection: close", "", ""]).encode(), device)

    async def send(self, request: bytes, device: str = LOOPBACK) -> Answer:
        """These very bytes from the device of this address, and what is answered until the end of the connection."""
        async with asyncio.timeout(_LIMIT_S):
            reader, writer = await asyncio.open_connection(LOOPBACK, self.port, local_addr=(device, 0))
            writer.write(request)
            received = await reader.read()
            writer.close()
        return _answer(received)

    @asynccontextmanager
    async def waiting(self) -> AsyncIterator[None]:
        """Somebody who is connected and asks for nothing."""
        _, writer = await asyncio.open_connection(LOOPBACK, self.port)
        try:
            yield
        finally:
            writer.transport.abort()

    @asynccontextmanager
    async def reading(
        self, path: str = f"/{TOKEN}/{EVENTS}", *, device: str = LOOPBACK, **headers: str
    ) -> AsyncIterator["EventReader"]:
        """Somebody who reads, on the device of this address."""
        reader, writer = await asyncio.open_connection(LOOPBACK, self.port, local_addr=(device, 0))
        extra = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\n{extra}\r\n".encode())
        try:
            async with asyncio.timeout(_LIMIT_S):
                head = await reader.readuntil(b"\r\n\r\n")
            yield EventReader(head.decode(), reader)
        finally:
            writer.transport.abort()


class EventReader:
    """Takes events apart by the rules of the HTML standard, out of chunks by those of RFC 9112."""

    def __init__(self, head: str, reader: asyncio.StreamReader) -> None:
        self.head = head
        self._reader = reader
        self._text = ""
        self.last_id = ""
        self.retry_ms = 0

    async def next(self) -> tuple[str, Any]:
        """The next event: its name and its data, as JSON where there is any. Raises EOFError at the end."""
        async with asyncio.timeout(_LIMIT_S):
            while True:
                while "\n\n" not in self._text:
                    await self._read_chunk()
                block, _, self._text = self._text.partition("\n\n")
                fields = dict(line.split(":", 1) for line in block.splitlines())
                self.last_id = fields.get("id", self.last_id).strip()
                self.retry_ms = int(fields.get("retry", self.retry_ms))
                if "data" in fields:
                    data = fields["data"].strip()
                    return fields["event"].strip(), json.loads(data) if data else None

    async def captions(self) -> dict[str, Any]:
        """The next event, which must be one of captions."""
        name, data = await self.next()
        assert name == "captions"
        assert isinstance(data, dict)
        return data

    async def texts(self) -> list[str]:
        """Of the next event: what the lines in it say."""
        return [line["text"] for line in (await self.captions())["lines"]]

    async def _read_chunk(self) -> None:
        try:
            size = int(await self._reader.readuntil(b"\r\n"), 16)
            chunk = await self._reader.readexactly(size + 2)
        except asyncio.IncompleteReadError as error:
            raise EOFError from error
        if not size:
            raise EOFError
        self._text += chunk[:-2].decode()


@asynccontextmanager
async def served_page(*, beat_s: float = 15.0, patience_s: float = 10.0, most: int = 250) -> AsyncIterator[ServedPage]:
    """A page at any free port of this computer."""
    readers = Readers(lambda count: page.count(count), beat_s=beat_s, patience_s=patience_s, most=most)
    feeds = {EVENTS: CaptionFeed("e1", 100), OVERLAY_EVENTS: CaptionFeed("e1")}
    server = CaptionServer(feeds, Admission(TOKEN), readers)
    port = await server.open(LOOPBACK, 0)
    page = ServedPage(port, feeds, readers, server)
    try:
        yield page
    finally:
        await server.close()


def line(number: int, text: str, **more: Any) -> CaptionLine:
    """A caption line."""
    return CaptionLine(number=number, text=text, **more)


def _answer(received: bytes) -> Answer:
    head, _, body = received.partition(b"\r\n\r\n")
    if not head:
        return Answer(0, {}, b"")
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)}
    return Answer(int(first.split()[1]), headers, body)

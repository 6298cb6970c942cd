"""Who finds room at the caption page: so many in all and of one address; who finds none is told so in plain words.

No answer leaves without the page's guards, not even one to bytes that are no request.
"""

import asyncio
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from aiohttp import web

from transcriber.caption_page.admission import Refusal
from transcriber.caption_page.page_files import GUARDS
from transcriber.caption_page.page_words import NO_ROOM, NOT_UNDERSTOOD, OWN_FAULT, answer_for, in_every_language

MOST_CONNECTIONS = 300
MOST_OF_ONE_ADDRESS = 32
"""One device of the network must leave room for the others, and this computer for its network."""
_MOST_TURNED_AWAY = 50
"""So many at once are told that there is no room; more are only ended."""
_TURNING_AWAY_S = 1.0
_COME_AGAIN_S = 10
_LONGEST_LOOKED_AT_BYTES = 8_192
_ACCEPTED = re.compile(rb"^accept-language:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)


def refused(refusal: Refusal) -> web.Response:
    """The answer to whoever gets nothing; the connection ends with it."""
    response = web.Response(text=refusal.message, status=refusal.status, headers=GUARDS)
    response.force_close()
    return response


class GuardedServer(web.Server):
    """aiohttp's, which answers what is no request by itself, in the page's way. Session thread."""

    def __init__(self, answer: Callable[[web.BaseRequest], Any], **limits: Any) -> None:
        super().__init__(answer, **limits)
        self._limits = limits

    def __call__(self) -> web.RequestHandler:
        """The protocol of one connection."""
        limits = {name: limit for name, limit in self._limits.items() if name != "handler_cancellation"}
        return _GuardedRequests(self, loop=asyncio.get_running_loop(), **limits)


class _GuardedRequests(web.RequestHandler):
    __slots__ = ()

    def handle_error(
        self, request: web.BaseRequest, status: int = 500, exc: BaseException | None = None, message: str | None = None
    ) -> web.StreamResponse:
        # Its own answer has no guards, and quotes what was sent.
        answer = super().handle_error(request, status, exc, message)
        is_ours = answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        words = OWN_FAULT if is_ours else NOT_UNDERSTOOD
        return refused(Refusal(HTTPStatus(answer.status), in_every_language(words)))


class Connections:
    """Lets connections in, or not. Session thread.

    Args:
        server: Serves those who find room.
    """

    def __init__(self, server: web.Server) -> None:
        self._server = server
        self._turned_away: set[asyncio.Transport] = set()
        self._is_over = False

    def arrive(self) -> asyncio.Protocol:
        """For a connection of which nothing is known yet."""
        return _Arrival(self._protocol_for)

    def end(self) -> None:
        """Nobody finds room any more; whoever is just being turned away goes at once."""
        self._is_over = True
        for transport in list(self._turned_away):
            transport.abort()

    def _protocol_for(self, address: str) -> asyncio.Protocol:
        if self._is_over:
            return _NoRoom(self._turned_away)
        addresses = [_address_of(each.transport) for each in self._server.connections if each.transport is not None]
        if len(addresses) < MOST_CONNECTIONS and addresses.count(address) < MOST_OF_ONE_ADDRESS:
            return self._server()
        return _NoRoom(self._turned_away)


class _Arrival(asyncio.Protocol):
    """Until it is known where a connection comes from."""

    def __init__(self, protocol_for: Callable[[str], asyncio.Protocol]) -> None:
        self._protocol_for = protocol_for

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        protocol = self._protocol_for(_address_of(transport))
        transport.set_protocol(protocol)
        protocol.connection_made(transport)


class _NoRoom(asyncio.Protocol):
    """Answers whatever is asked with the same few words in two languages, and waits no longer than they need."""

    def __init__(self, turned_away: set[asyncio.Transport]) -> None:
        self._turned_away = turned_away
        self._transport: asyncio.Transport | None = None
        self._is_answered = False
        self._limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        if len(self._turned_away) >= _MOST_TURNED_AWAY:
            transport.abort()
            return
        self._transport = transport
        self._turned_away.add(transport)
        self._limit = asyncio.get_running_loop().call_later(_TURNING_AWAY_S, transport.abort)

    def data_received(self, data: bytes) -> None:
        # An answer before the question is none to a browser; to end before everything is read would take it away.
        if self._transport is not None and not self._is_answered:
            self._is_answered = True
            self._transport.write(_no_room_answer(data[:_LONGEST_LOOKED_AT_BYTES]))
            self._transport.write_eof()

    def connection_lost(self, _error: Exception | None) -> None:
        if self._transport is not None and self._limit is not None:
            self._turned_away.discard(self._transport)
            self._limit.cancel()


def _address_of(transport: asyncio.BaseTransport) -> str:
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if peer else ""


def _no_room_answer(asked: bytes) -> bytes:
    """In the language of whoever asked, as far as the beginning of the request tells it."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    accepted = _ACCEPTED.search(asked)
    body = answer_for(accepted[1].decode("latin-1") if accepted else "", NO_ROOM).encode()
    headers = GUARDS | {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Retry-After": str(_COME_AGAIN_S),
        "Connection": "close",
    }
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body

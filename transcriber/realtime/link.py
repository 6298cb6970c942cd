"""One WebSocket as text frames in and out, with every wait bounded. Owns the socket.

A send that returns proves nothing and the library's keepalive drains without a limit, so a dead peer is noticed here:
a ping at fixed intervals and a limit on every send and pong, each followed by an abort of the transport. Protocol:
RFC 6455.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcriber.realtime.credentials import clock_offset_s
from transcriber.realtime.dialling import CLOSE_TIMEOUT_S, dial, notice_dead_peers
from transcriber.realtime.endpoint import Endpoint, Request
from transcriber.realtime.errors import (
    ABNORMAL_CLOSURE,
    ConnectionLost,
    RealtimeError,
    ServiceRefused,
    ServiceUnreachable,
)
from transcriber.realtime.proxies import error_from_proxy, proxy_for
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.send_window import SendWindow
from transcriber.realtime.tls import error_from_connecting
from transcriber.realtime.trace import Direction
from transcriber.realtime.tracer import WebSocketExchange
from transcriber.sentence import said

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection
    from websockets.exceptions import ConnectionClosed

_logger = logging.getLogger(__name__)

_MOST_WAITING_CHARACTERS = 16 * 1024 * 1024
_LARGEST_CLOCK_JUMP_S = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long each wait may last. The defaults notice a dead peer within 8 s."""

    open_timeout_s: float = 4.0
    acknowledgement_timeout_s: float = 10.0
    ping_interval_s: float = 4.0
    ping_timeout_s: float = 4.0
    send_timeout_s: float = 5.0


class Link:
    """An open WebSocket. Session thread; made by `open_link`, closed by `close`.

    Its two tasks live in a task group that `start` enters and `close` leaves, so that none outlives the connection.
    """

    def __init__(
        self,
        websocket: "ClientConnection",
        refusals: RefusalReader,
        limits: Limits,
        wall_clock_s: Callable[[], float] = time.time,
        exchange: WebSocketExchange | None = None,
    ) -> None:
        self._websocket = websocket
        self._refusals = refusals
        self._limits = limits
        self._wall_clock_s = wall_clock_s
        self._exchange = exchange
        self._clock_offset_at_start_s = self._clock_offset_s()
        answer = websocket.response
        self._server_clock_offset_s = clock_offset_s({"date": answer.headers.get("Date", "")} if answer else {})
        self._group = asyncio.TaskGroup()
        self._watchdog: asyncio.Task[None] | None = None
        self._window = SendWindow(websocket.ping)
        self._frames: asyncio.Queue[str | bytes | None] = asyncio.Queue()
        self._waiting_characters = 0
        self._close: tuple[int, str] = (ABNORMAL_CLOSURE, "")
        self._abort_reason = ""
        self._is_closed = False

    @property
    def server_clock_offset_s(self) -> float | None:
        """How far the service's clock was ahead of this computer's at the handshake; None if it did not tell."""
        return self._server_clock_offset_s

    async def start(self) -> None:
        """Begin to read and to watch."""
        await self._group.__aenter__()
        self._group.create_task(self._read())
        self._watchdog = self._group.create_task(self._watch())

    async def send(self, frame: str) -> None:
        """Hand a frame to the transport; returning does not mean that it arrived.

        Raises:
            RealtimeError: The connection is over, or did not take the frame in time.
        """
        from websockets.exceptions import ConnectionClosed

        try:
            if self._exchange is not None:
                self._exchange.sent(frame)
            async with asyncio.timeout(self._limits.send_timeout_s):
                await self._websocket.send(frame)
                await self._window.sent(len(frame))
        except TimeoutError:
            self._abort(said("it took no data for {seconds} s", seconds=f"{self._limits.send_timeout_s:g}"))
            raise self._lost() from None
        except ConnectionClosed as closed:
            raise self._lost(closed) from closed

    async def receive(self) -> str | bytes:
        """The next frame; what came before the connection ended is still delivered. One caller at a time.

        Raises:
            RealtimeError: The connection is over; again at every further call.
        """
        frame = await self._frames.get()
        if frame is None:
            self._frames.put_nowait(None)
            raise self._lost()
        self._waiting_characters -= len(frame)
        return frame

    async def ping(self) -> None:
        """Returns at the pong: the peer has read all that was sent before. As long as that takes, while it answers.

        Raises:
            RealtimeError: The connection is over.
        """
        from websockets.exceptions import ConnectionClosed

        try:
            await (await self._websocket.ping())
        except ConnectionClosed as closed:
            raise self._lost(closed) from closed

    async def close(self) -> None:
        """Close politely, abort a peer that does not answer, end the tasks. Idempotent, never raises for the peer."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._watchdog is not None:
            self._watchdog.cancel()
        try:
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await self._websocket.close()
        except TimeoutError:
            self._abort(said("it did not answer the close"))
        except BaseException:
            self._abort("closing it was cancelled")
            raise
        finally:
            await self._group.__aexit__(None, None, None)

    async def drop(self, reason: str) -> None:
        """Close without a word, for a connection that is of no use."""
        self._abort(reason)
        await self.close()

    async def _read(self) -> None:
        from websockets.exceptions import ConnectionClosed

        try:
            while True:
                frame = await self._websocket.recv()
                self._window.signs_of_life += 1
                if self._exchange is not None:
                    self._exchange.received(frame)
                self._waiting_characters += len(frame)
                if self._waiting_characters > _MOST_WAITING_CHARACTERS:
                    self._abort(said("it sent more than can be read"))
                    return
                self._frames.put_nowait(frame)
        except ConnectionClosed as closed:
            self._lost(closed)
            self._trace_close(closed)
        finally:
            self._frames.put_nowait(None)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._limits.ping_interval_s)
            if abs(self._clock_offset_s() - self._clock_offset_at_start_s) > _LARGEST_CLOCK_JUMP_S:
                self._abort(said("this computer was asleep"))
                return
            signs_of_life = self._window.signs_of_life
            try:
                async with asyncio.timeout(self._limits.ping_timeout_s):
                    await self.ping()
            except TimeoutError:
                if self._window.signs_of_life != signs_of_life:
                    # Slow is not dead: the pong may wait behind what a slow link still carries.
                    continue
                self._abort(said("it did not answer for {seconds} s", seconds=f"{self._limits.ping_timeout_s:g}"))
                return
            except RealtimeError:
                return

    def _clock_offset_s(self) -> float:
        # The monotonic clock stands still while the computer sleeps, the wall clock does not.
        return self._wall_clock_s() - time.monotonic()

    def _abort(self, reason: str) -> None:
        self._abort_reason = self._abort_reason or reason
        if self._exchange is not None:
            self._exchange.closed(Direction.SENT, ABNORMAL_CLOSURE, f"broken off: {self._abort_reason}")
        _logger.debug("connection aborted: %s", reason)
        self._websocket.transport.abort()

    def _trace_close(self, closed: "ConnectionClosed") -> None:
        if self._exchange is not None:
            is_ours = closed.sent is not None and not closed.rcvd_then_sent
            direction = Direction.SENT if is_ours else Direction.RECEIVED
            close = closed.sent if is_ours else closed.rcvd
            code, reason = (ABNORMAL_CLOSURE, "") if close is None else (int(close.code), close.reason)
            self._exchange.closed(direction, code, reason)

    def _lost(self, closed: "ConnectionClosed | None" = None) -> RealtimeError:
        """Why the connection ended: the same for everybody who asks, a new exception for each."""
        if self._abort_reason:
            return ConnectionLost(ABNORMAL_CLOSURE, self._abort_reason)
        close = None if closed is None else closed.rcvd or closed.sent
        if close is not None:
            self._close = (int(close.code), close.reason)
        return self._refusals.from_close(*self._close)


async def open_link(
    endpoint: Endpoint,
    request: Request,
    refusals: RefusalReader,
    limits: Limits,
    exchange: WebSocketExchange | None = None,
) -> "ClientConnection":
    """The TCP, TLS and WebSocket handshakes; redirects are not followed.

    Raises:
        RealtimeError: Whichever fits; `ConnectionLost` is not among them.
    """
    if exchange is None:
        return await _open(endpoint, request, refusals, limits, None)
    exchange.asked(request.shown_url, request.headers)
    try:
        websocket = await _open(endpoint, request, refusals, limits, exchange)
    except RealtimeError as error:
        exchange.unanswered(error.message)
        raise
    exchange.opened()
    return websocket


async def _open(
    endpoint: Endpoint, request: Request, refusals: RefusalReader, limits: Limits, exchange: WebSocketExchange | None
) -> "ClientConnection":
    from websockets.exceptions import (
        InvalidHandshake,
        InvalidMessage,
        InvalidProxy,
        InvalidProxyStatus,
        InvalidStatus,
        ProxyError,
    )

    proxy = proxy_for(endpoint)
    try:
        websocket = await dial(endpoint, request, proxy, limits.open_timeout_s)
    except InvalidStatus as answer:
        response = answer.response
        body = bytes(response.body or b"").decode("utf-8", "replace")
        answered = {name.lower(): value for name, value in response.headers.raw_items()}
        if exchange is not None:
            exchange.refused(response.status_code, answered, body)
        raise refusals.from_response(response.status_code, answered, body) from None
    except TimeoutError:
        message = said("The service did not answer within {seconds} s.", seconds=f"{limits.open_timeout_s:g}")
        raise ServiceUnreachable(message) from None
    except OSError as error:
        raise error_from_connecting(error, is_through_proxy=proxy is not None) from error
    except InvalidProxyStatus as answer:
        raise error_from_proxy(answer.response.status_code) from None
    except (InvalidMessage, ProxyError) as error:
        raise ServiceUnreachable(
            said("The service could not be reached: the connection ended before an answer.")
        ) from error
    except InvalidProxy:
        # Not chained: it quotes the proxy's address, in which a password may stand.
        raise ServiceRefused(
            said("The proxy that is set on this computer cannot be used."), code="proxy_not_usable"
        ) from None
    except InvalidHandshake as error:
        raise ServiceRefused(said("The address leads to something that is not a Realtime service.")) from error
    notice_dead_peers(websocket)
    return websocket

"""A transcription session with a service: opened, configured and acknowledged before anybody holds it.

The rules are `ClientProtocol`'s and the socket is `Link`'s; this is where they meet.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import Self

from transcriber.realtime.client_protocol import ClientProtocol, ClientState
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import RealtimeError, ServiceUnreachable
from transcriber.realtime.events import (
    AnnouncedSession,
    ClientEvent,
    ErrorDetail,
    ErrorOccurred,
    ServerEvent,
    SessionCreated,
    SessionUpdated,
    TranscriptFailed,
)
from transcriber.realtime.link import Limits, Link, open_link
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.secret import Secret
from transcriber.realtime.session_updates import RefusedUpdate
from transcriber.realtime.tracer import Tracer, WebSocketExchange
from transcriber.sentence import said

_PATIENT = Limits()


class RealtimeConnection:
    """One session on one WebSocket. Session thread; made by `open`, used as an async context manager or closed."""

    def __init__(self, link: Link, protocol: ClientProtocol, refusals: RefusalReader) -> None:
        self._link = link
        self._protocol = protocol
        self._refusals = refusals
        self._early: deque[ServerEvent] = deque()
        self.refused_update: RefusedUpdate | None = None
        """What the event that `receive` returned last refused: a change of the running session."""

    @classmethod
    async def open(
        cls,
        endpoint: Endpoint,
        secret: Secret | None,
        configuration: SessionConfiguration | None,
        limits: Limits = _PATIENT,
        on_linked: Callable[[], None] | None = None,
        tracer: Tracer | None = None,
    ) -> Self:
        """Connect, hear the first event, send the configuration, hear that it is in force.

        Args:
            endpoint: The service.
            secret: A client secret, or the endpoint's lasting key where none is made.
            configuration: What to ask for; None adopts what the service announces.
            limits: How long each wait may last.
            on_linked: Called once between the handshake and the configuration.
            tracer: Hears every frame.

        Raises:
            RealtimeError: Any of them; the sort says what to do about it.
        """
        is_client_secret = secret is not None and secret != endpoint.api_key
        is_beta = endpoint.switches.dialect is Dialect.BETA
        refusals = RefusalReader(secret, is_client_secret, is_beta=is_beta, lasting_key=endpoint.api_key)
        exchange = _traced(tracer, endpoint, secret)
        request = endpoint.websocket_request(secret, configuration)
        websocket = await open_link(endpoint, request, refusals, limits, exchange)
        link = Link(websocket, refusals, limits, exchange=exchange)
        connection = cls(link, ClientProtocol(endpoint.switches.dialect, configuration, endpoint.switches), refusals)
        await link.start()
        if on_linked is not None:
            on_linked()
        try:
            await connection._configure(limits.acknowledgement_timeout_s)
        except BaseException:
            await link.drop("no session came about")
            raise
        return connection

    @property
    def session(self) -> AnnouncedSession:
        """The session as the service last described it."""
        assert self._protocol.session is not None, "`open` returns after the service announced the session"
        return self._protocol.session

    @property
    def dialect(self) -> Dialect:
        """What is spoken, by the name of the service's first event."""
        return self._protocol.dialect

    @property
    def asked(self) -> SessionConfiguration | None:
        """What was last asked for: without turn detection where the model would not have it."""
        return self._protocol.asked

    @property
    def is_update_pending(self) -> bool:
        """Whether the service owes an answer to an update."""
        return self._protocol.is_update_pending

    @property
    def server_clock_offset_s(self) -> float | None:
        """How far the service's clock is ahead of this computer's, to a second; None if it does not tell."""
        return self._link.server_clock_offset_s

    @property
    def unknown_events(self) -> int:
        """How many events were ignored because their type is not known or they could not be read."""
        return self._protocol.unknown_events

    async def send(self, event: ClientEvent) -> None:
        """Hand an event to the network; returning does not mean that it arrived.

        Raises:
            RealtimeError: The connection is over, `ConnectionLost` if connecting again makes sense.
        """
        await self._link.send(self._protocol.send(event))

    async def receive(self) -> ServerEvent:
        """The next event, unknown ones included. One caller at a time; cancelling loses nothing.

        Raises:
            RealtimeError: The connection is over, `ConnectionLost` if connecting again makes sense.
        """
        self.refused_update = None
        if self._early:
            return self._early.popleft()
        event = await self._hear()
        ending = self._refusals.ending(event.error) if isinstance(event, ErrorOccurred) else None
        if ending is not None:
            raise ending
        return event

    def reported(self, detail: ErrorDetail) -> RealtimeError | None:
        """What a person should know of an `error` event of this session; None where there is nothing."""
        return self._refusals.reported(detail)

    def reported_of_turn(self, detail: ErrorDetail) -> RealtimeError | None:
        """What a person should do about a `failed` event of this session; None where there is nothing."""
        return self._refusals.reported_of_turn(detail)

    async def ping(self) -> None:
        """Returns when the service has read everything that was sent before.

        Raises:
            RealtimeError: The connection is over, `ConnectionLost` if connecting again makes sense.
        """
        await self._link.ping()

    async def close(self) -> None:
        """End the session; idempotent, takes a few seconds at most with a service that does not answer."""
        await self._link.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def _configure(self, timeout_s: float) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                while self._protocol.state is not ClientState.READY:
                    await self._take_opening_step()
        except TimeoutError:
            is_opening = self._protocol.state is ClientState.OPENING
            waited_for = said("a first event") if is_opening else said("an acknowledgement")
            message = said(
                "The service accepted the connection, then sent no sign of {event} for {seconds} s.",
                event=waited_for,
                seconds=f"{timeout_s:g}",
            )
            raise ServiceUnreachable(message) from None

    async def _take_opening_step(self) -> None:
        event = await self._hear()
        if self._protocol.refusal is not None:
            raise self._refusals.from_error(self._protocol.refusal)
        if not isinstance(event, SessionCreated | SessionUpdated | ErrorOccurred):
            self._early.append(event)

    async def _hear(self) -> ServerEvent:
        heard = self._protocol.receive(await self._link.receive())
        for frame in heard.frames:
            await self._link.send(frame)
        if heard.refused is not None:
            self.refused_update = replace(heard.refused, message=self._refusals.words(heard.refused.message))
        event = heard.event
        if isinstance(event, ErrorOccurred | TranscriptFailed):
            return replace(event, error=self._refusals.masked(event.error))
        return event


def _traced(tracer: Tracer | None, endpoint: Endpoint, secret: Secret | None) -> WebSocketExchange | None:
    if tracer is None:
        return None
    tracer.hide(endpoint.api_key)
    tracer.hide(secret)
    return tracer.websocket()

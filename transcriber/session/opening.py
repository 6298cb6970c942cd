"""From a service to an open session: its address, a client secret made for this one connection, the WebSocket."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.credentials import ClientSecret, create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.secret import Secret
from transcriber.realtime.tracer import Tracer
from transcriber.session.notices import KeyKind, SessionAnnounced
from transcriber.session.rollover import Window, window_of
from transcriber.session.service import Service


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A connection that was configured and acknowledged, and what opened it. Session thread."""

    connection: RealtimeConnection
    key_kind: KeyKind
    secret_expires_at_s: float | None
    """Unix time on this computer's clock."""
    sample_rate_hz: int
    """Of pcm16 audio, as this service wants it."""
    server_clock_offset_s: float = 0.0
    """How far the service's clock is ahead of this computer's, as far as it told."""
    requested: SessionConfiguration | None = None
    """What it was opened with, before the service had a word in it."""
    window: Window | None = None
    """When it is to be exchanged for a new one."""

    @property
    def configuration(self) -> SessionConfiguration:
        """What is in force as far as this side decides: what was asked for, or what was adopted."""
        return self.connection.asked or self.connection.session.configuration

    def announcement(self) -> SessionAnnounced:
        """The session as the service described it last, both ends by this computer's clock."""
        secret_expires_at_s = None if self.secret_expires_at_s is None else round(self.secret_expires_at_s)
        session = self.connection.session
        if session.expires_at_s is not None:
            session = replace(session, expires_at_s=round(session.expires_at_s - self.server_clock_offset_s))
        connection = self.connection
        return SessionAnnounced(session, secret_expires_at_s, self.key_kind, connection.asked, connection.dialect)


class Opener:
    """Opens one session after another with the same service. Session thread; keeps no secret that it made."""

    def __init__(self, service: Service, pasted_secret: Secret | None = None, tracer: Tracer | None = None) -> None:
        """`pasted_secret` was made elsewhere: whoever made it configured the session, which is then adopted."""
        self._service = service
        self._pasted_secret = pasted_secret
        self._tracer = tracer

    async def endpoint(self) -> Endpoint:
        """Where the service is now.

        Raises:
            ServiceError: Nothing to connect to, or no key.
        """
        return await self._service.endpoint()

    async def secret(self, endpoint: Endpoint, configuration: SessionConfiguration) -> ClientSecret | None:
        """A fresh client secret; None where the service makes none or one was pasted.

        Raises:
            RealtimeError: Whichever fits.
        """
        if self._pasted_secret is not None or not endpoint.switches.uses_rest:
            return None
        return await create_client_secret(endpoint, configuration, tracer=self._tracer)

    async def connect(
        self,
        endpoint: Endpoint,
        secret: ClientSecret | None,
        configuration: SessionConfiguration,
        on_linked: Callable[[], None] | None = None,
    ) -> OpenSession:
        """The WebSocket, configured and acknowledged.

        Args:
            endpoint: The service.
            secret: What `secret` returned.
            configuration: What to ask for; not used where a secret was pasted.
            on_linked: Called between the handshake and the configuration.

        Raises:
            RealtimeError: Whichever fits.
        """
        is_pasted = self._pasted_secret is not None
        opens_with = self._pasted_secret or (secret.value if secret else endpoint.api_key)
        connection = await RealtimeConnection.open(
            endpoint,
            opens_with,
            None if is_pasted else configuration,
            on_linked=on_linked,
            tracer=self._tracer,
        )
        key_kind = _key_kind(is_pasted=is_pasted, is_made=secret is not None, has_key=endpoint.api_key is not None)
        expires_at_s = secret.expires_at_local_s if secret else None
        told_s = (secret.server_clock_offset_s if secret else None, connection.server_clock_offset_s)
        offset_s = next((told for told in told_s if told is not None), 0.0)
        return OpenSession(
            connection,
            key_kind,
            expires_at_s,
            endpoint.switches.sample_rate_hz,
            offset_s,
            configuration,
            window_of(connection.session.expires_at_s, time.time() + offset_s, time.monotonic()),
        )


def _key_kind(*, is_pasted: bool, is_made: bool, has_key: bool) -> KeyKind:
    if is_pasted:
        return KeyKind.PASTED_SECRET
    if is_made:
        return KeyKind.CLIENT_SECRET
    return KeyKind.API_KEY if has_key else KeyKind.NONE

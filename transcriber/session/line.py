"""One service as a recording uses it: what is asked of it, how it is connected to, and how patiently."""

from collections.abc import Callable
from dataclasses import replace

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.fitting import LIVE_FIELDS
from transcriber.realtime.models import ModelCapabilities
from transcriber.session.backoff import Backoff
from transcriber.session.notices import LinkState, Notice
from transcriber.session.opening import Opener, OpenSession
from transcriber.session.pace import Pace
from transcriber.session.retries import Retries
from transcriber.session.service import Service


def _untold(state: LinkState) -> None:
    """Nobody is to see that a session is opened."""


class Line:
    """Opens sessions with one service. Session thread."""

    def __init__(
        self,
        service: Service,
        configuration: SessionConfiguration,
        model: ModelCapabilities,
        *,
        opener: Opener,
        retries: Retries,
        backoff: Backoff,
        introduction: tuple[Notice, ...] = (),
        fit: Callable[[SessionConfiguration], SessionConfiguration] = lambda configuration: configuration,
    ) -> None:
        """Nothing is opened yet.

        Args:
            service: Where the text comes from.
            configuration: What to ask for, without what the model or the service does not take.
            model: What the usage is counted by.
            opener: Opens its sessions.
            retries: How much patience there is with it.
            backoff: When to connect to it.
            introduction: Told before its first session is announced.
            fit: What it can do of what is asked of it.
        """
        self.service = service
        self.model = model
        self.retries = retries
        self.backoff = backoff
        self.pace = Pace(service.backlog_speed)
        self._opener = opener
        self._configuration = configuration
        self._first_configuration = configuration
        self._introduction = introduction
        self._fit = fit

    @property
    def configuration(self) -> SessionConfiguration:
        """What the next session is asked for."""
        return self._configuration

    @property
    def is_introduced_later(self) -> bool:
        """Something is still to be told before its first session is announced."""
        return bool(self._introduction)

    def ask_for(self, configuration: SessionConfiguration) -> SessionConfiguration:
        """What counts from the next session on: the audio format is decided once, when a recording starts."""
        self._configuration = replace(self._fit(configuration), audio_format=self._configuration.audio_format)
        return self._configuration

    def introduce(self, publish: Callable[[Notice], None]) -> None:
        """Tell what the service has to be introduced with, once."""
        introduction, self._introduction = self._introduction, ()
        for notice in introduction:
            publish(notice)

    async def open(self, tell: Callable[[LinkState], None] = _untold) -> OpenSession:
        """A new session; `tell` hears what it waits for.

        Raises:
            ServiceError: There is nothing to connect to.
            RealtimeError: Whichever fits.
        """
        tell(LinkState.STARTING_ENGINE if self.service.is_local else LinkState.CONNECTING)
        endpoint = await self._opener.endpoint()
        tell(LinkState.CONNECTING)
        asked = self._configuration
        secret = await self._opener.secret(endpoint, asked)
        return await self._opener.connect(endpoint, secret, asked)

    def late_change(self, session: OpenSession) -> SessionConfiguration | None:
        """What a new session is to be told beyond what it was opened with: changed while the connection was being made.

        An adopted session keeps its own configuration but for what a person has changed since the start.
        """
        if session.connection.asked is not None:
            return None if self._configuration is session.requested else self._configuration
        changes = {
            name: getattr(self._configuration, name)
            for name in LIVE_FIELDS
            if getattr(self._configuration, name) != getattr(self._first_configuration, name)
        }
        wanted = replace(session.configuration, **changes)
        return None if wanted == session.configuration else wanted

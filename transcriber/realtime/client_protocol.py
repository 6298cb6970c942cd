"""One connection's rules on the client's side: no audio before the service acknowledged the configuration.

Pure: no socket, no clock. Never raises on anything a service can send.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.reader import decode_server_event
from transcriber.realtime.events import (
    AnnouncedSession,
    ClientEvent,
    ErrorDetail,
    ErrorOccurred,
    ServerEvent,
    SessionCreated,
    SessionUpdated,
    UnknownEvent,
    UpdateSession,
)


class ClientState(StrEnum):
    """How far the opening has come; `READY` and `REFUSED` are final."""

    OPENING = "opening"
    """The first event has not come."""
    CONFIGURING = "configuring"
    """The update is out and not acknowledged."""
    READY = "ready"
    REFUSED = "refused"
    """An error came instead; `refusal` says which."""


class NotReadyError(RuntimeError):
    """An event was to be sent before the service acknowledged the configuration: a bug of the caller."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one frame said, and the frames that the rules send in answer."""

    event: ServerEvent
    frames: list[str] = field(default_factory=list)


class ClientProtocol:
    """The rules of one session as a client keeps them. The thread that owns the connection.

    Args:
        dialect: What the handshake asked for; the first event's name overrules it.
        configuration: What to ask for; None adopts what the service announces, for a secret that somebody else
            configured.
    """

    def __init__(self, dialect: Dialect, configuration: SessionConfiguration | None) -> None:
        self.dialect = dialect
        self.state = ClientState.OPENING
        self.session: AnnouncedSession | None = None
        """As last announced."""
        self.refusal: ErrorDetail | None = None
        self.unknown_events = 0
        """How many events were ignored because their type is not known or they could not be read."""
        self._asked = configuration
        self._updates = 0

    @property
    def asked(self) -> SessionConfiguration | None:
        """What was last asked for: without turn detection where the model would not have it."""
        return self._asked

    def receive(self, frame: str | bytes) -> Heard:
        """Reads one frame and takes the opening's next step."""
        event = decode_server_event(frame)
        match event:
            case UnknownEvent():
                self.unknown_events += 1
            case SessionCreated():
                return Heard(event, self._created(event))
            case SessionUpdated():
                self.session = event.session
                if self.state is not ClientState.REFUSED:
                    self.state = ClientState.READY
            case ErrorOccurred() if self.state in (ClientState.OPENING, ClientState.CONFIGURING):
                return Heard(event, self._refused(event.error))
            case _:
                pass
        return Heard(event)

    def send(self, event: ClientEvent) -> str:
        """The frame of an event.

        Raises:
            NotReadyError: The configuration is not acknowledged yet.
        """
        if self.state is not ClientState.READY:
            raise NotReadyError(f"{type(event).__name__} in state {self.state}")
        if isinstance(event, UpdateSession):
            self._asked = event.configuration
        return encode_client_event(event, self.dialect)

    def _created(self, event: SessionCreated) -> list[str]:
        self.session = event.session
        if self.state is not ClientState.OPENING:
            return []
        self.dialect = Dialect.BETA if event.is_beta else Dialect.GA
        if self._asked is None:
            self.state = ClientState.READY
            return []
        self.state = ClientState.CONFIGURING
        return [self._update(self._asked)]

    def _refused(self, error: ErrorDetail) -> list[str]:
        is_about_turn_detection = "turn detection is not supported" in error.message.lower()
        if is_about_turn_detection and self._asked is not None and self._asked.turn_detection is not None:
            # Live models refuse turn detection; the answer is the same session with an explicit null.
            self._asked = replace(self._asked, turn_detection=None)
            return [self._update(self._asked)]
        self.state = ClientState.REFUSED
        self.refusal = error
        return []

    def _update(self, configuration: SessionConfiguration) -> str:
        self._updates += 1
        return encode_client_event(UpdateSession(configuration, f"update_{self._updates}"), self.dialect)

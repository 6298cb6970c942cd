"""One connection's rules on the client's side: no audio before the service acknowledged the configuration.

Pure: no socket, no clock. Never raises on anything a service can send.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from transcriber.audio.formats import AudioFormat
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
    TranscriptDelta,
    TranscriptPartial,
    UnknownEvent,
    UpdateSession,
)
from transcriber.realtime.item_names import ItemNames
from transcriber.realtime.session_updates import RefusedUpdate, SessionUpdates
from transcriber.realtime.switches import Switches
from transcriber.realtime.turn_clock import TurnClock


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
    refused: RefusedUpdate | None = None
    """The change of the running session that the service did not make."""


_OPENAI = Switches()


class ClientProtocol:
    """The rules of one session as a client keeps them. The thread that owns the connection.

    Args:
        dialect: What the handshake asked for; the first event's name overrules it.
        configuration: What to ask for; None adopts what the service announces, for a secret that somebody else
            configured.
        switches: How the service wants its updates, and whether it answers them.
    """

    def __init__(
        self, dialect: Dialect, configuration: SessionConfiguration | None, switches: Switches = _OPENAI
    ) -> None:
        self.dialect = dialect
        self.state = ClientState.OPENING
        self.session: AnnouncedSession | None = None
        """As last announced."""
        self.refusal: ErrorDetail | None = None
        self.unknown_events = 0
        """How many events were ignored because their type is not known or they could not be read."""
        self._switches = switches
        self._items = ItemNames()
        self._clock = TurnClock(_bytes_per_second(configuration, switches)) if switches.times_restart else None
        self._configuration = configuration
        self._updates = SessionUpdates(configuration, are_answered=switches.awaits_update)

    @property
    def asked(self) -> SessionConfiguration | None:
        """What was last asked for and not refused: without turn detection where the model would not have it."""
        return self._updates.asked

    @property
    def is_update_pending(self) -> bool:
        """Whether the service owes an answer to an update."""
        return self._updates.are_pending

    def receive(self, frame: str | bytes) -> Heard:
        """Reads one frame and takes the opening's next step."""
        event = self._in_the_usual_way(decode_server_event(frame))
        match event:
            case UnknownEvent():
                self.unknown_events += 1
            case SessionCreated():
                return Heard(event, self._created(event))
            case SessionUpdated():
                self._updated(event)
            case ErrorOccurred() if self.state is ClientState.READY:
                return self._refused_live(event)
            case ErrorOccurred() if self.state is not ClientState.REFUSED:
                return Heard(event, self._refused_opening(event.error))
            case _:
                pass
        return Heard(event)

    def send(self, event: ClientEvent) -> str:
        """The frame of an event; an update is given an event id, so that its refusal is known.

        Raises:
            NotReadyError: The configuration is not acknowledged yet.
        """
        if self.state is not ClientState.READY:
            raise NotReadyError(f"{type(event).__name__} in state {self.state}")
        if isinstance(event, UpdateSession):
            return self._encoded(self._updates.ask(event.configuration, event.event_id))
        self._updates.sent_other(event.event_id)
        if self._clock is not None:
            self._clock.sent(event)
        return self._encoded(event)

    def _in_the_usual_way(self, event: ServerEvent) -> ServerEvent:
        """What a service says in its own way, as the API would have it."""
        event = self._items.named(event)
        if self._clock is not None:
            event = self._clock.on_session_clock(event)
        if self._switches.deltas_replace and isinstance(event, TranscriptDelta):
            return TranscriptPartial(event.item_id, event.delta)
        return event

    def _created(self, event: SessionCreated) -> list[str]:
        self.session = event.session
        if self.state is not ClientState.OPENING:
            return []
        self.dialect = Dialect.BETA if event.is_beta else Dialect.GA
        if self._configuration is None:
            self.state = ClientState.READY
            return []
        self.state = ClientState.CONFIGURING if self._switches.awaits_update else ClientState.READY
        return [self._encoded(self._updates.ask(self._configuration))]

    def _updated(self, event: SessionUpdated) -> None:
        self.session = event.session
        self._updates.acknowledge()
        if self.state is not ClientState.REFUSED:
            self.state = ClientState.READY

    def _refused_opening(self, error: ErrorDetail) -> list[str]:
        outcome = self._updates.refuse(error, None)
        if isinstance(outcome, UpdateSession):
            return [self._encoded(outcome)]
        self.state = ClientState.REFUSED
        self.refusal = error
        return []

    def _refused_live(self, event: ErrorOccurred) -> Heard:
        outcome = self._updates.refuse(event.error, self.session.configuration if self.session else None)
        if isinstance(outcome, UpdateSession):
            return Heard(event, [self._encoded(outcome)])
        return Heard(event, refused=outcome)

    def _encoded(self, event: ClientEvent) -> str:
        return encode_client_event(event, self.dialect, self._switches.update_shape, self._switches.sample_rate_hz)


def _bytes_per_second(configuration: SessionConfiguration | None, switches: Switches) -> int:
    audio_format = AudioFormat.PCM16 if configuration is None else configuration.audio_format
    is_pcm16 = audio_format is AudioFormat.PCM16
    return audio_format.bytes_per_sample * (switches.sample_rate_hz if is_pcm16 else audio_format.sample_rate_hz)

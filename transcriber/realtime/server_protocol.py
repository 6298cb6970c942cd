"""One connection's rules on the server's side: frames in, commands and frames out. Pure: no socket, no clock.

Errors are answered, never raised: after each of them the session lives on, unchanged.
"""

import binascii
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.conversation import Conversation
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.server_events import encode_server_event, is_expressible, server_frame
from transcriber.realtime.dialects.session_document import SessionDocument
from transcriber.realtime.dialects.session_rules import FieldError
from transcriber.realtime.events import ErrorDetail, ErrorOccurred, ServerEvent

LARGEST_APPEND_BYTES = 15 * 1024 * 1024
"""Of audio in one append, after base64 (OpenAI Realtime API, `input_audio_buffer.append`)."""
EXPIRED_CLOSE_CODE = 1001
"""RFC 6455 "going away": how a session that reached its longest duration is closed."""

_LARGEST_APPEND_CHARACTERS = LARGEST_APPEND_BYTES // 3 * 4
_LONGEST_EVENT_ID = 512
_EVENT_TYPES = (
    "session.update",
    "transcription_session.update",
    "input_audio_buffer.append",
    "input_audio_buffer.commit",
    "input_audio_buffer.clear",
    "conversation.item.retrieve",
    "conversation.item.delete",
)

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConfigurationChanged:
    """The configuration now in force."""

    configuration: SessionConfiguration


@dataclass(frozen=True, slots=True)
class AudioAppended:
    """Raw bytes in the session's format: whole samples, at least one."""

    audio: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CommitRequested:
    """Seal the buffer into an item; `event_id` goes to `refuse_commit` where the buffer holds too little."""

    event_id: str | None


@dataclass(frozen=True, slots=True)
class ClearRequested:
    """Forget the buffer, then say `AudioCleared`."""

    event_id: str | None


@dataclass(frozen=True, slots=True)
class ItemRetrieveRequested:
    """Answer with `ItemRetrieved`; the item exists."""

    item_id: str
    event_id: str | None


@dataclass(frozen=True, slots=True)
class ItemDeleteRequested:
    """Forget the item, then say `ItemDeleted`; the item exists."""

    item_id: str
    event_id: str | None


Command = (
    ConfigurationChanged
    | AudioAppended
    | CommitRequested
    | ClearRequested
    | ItemRetrieveRequested
    | ItemDeleteRequested
)


@dataclass(frozen=True, slots=True)
class Received:
    """What one frame leads to: frames to send back at once, in this order, and wishes for the listener."""

    frames: list[str] = field(default_factory=list)
    commands: list[Command] = field(default_factory=list)


class _RefusedError(Exception):
    """A client event that is answered with an `error` event."""

    def __init__(self, code: str, message: str, param: str | None) -> None:
        super().__init__(message)
        self.code = code
        self.param = param


class ServerProtocol:
    """The rules of one session as a server keeps them. The thread that owns the connection.

    Args:
        dialect: What the client's handshake asked for.
        session_id: As announced.
        configuration: What is in force before the first update.
        expires_at_s: Unix time at which the server ends the session; only announced here.
        new_id: `new_id("event")` names the next event.
        is_transcription_intent: In the beta dialect, whether the first event is `transcription_session.created`.
        spoken_language: The one language the recogniser understands, echoed whatever was asked for; None echoes that.
    """

    def __init__(
        self,
        dialect: Dialect,
        session_id: str,
        configuration: SessionConfiguration,
        expires_at_s: int,
        new_id: Callable[[str], str],
        *,
        is_transcription_intent: bool = True,
        spoken_language: str | None = "en",
    ) -> None:
        self._dialect = dialect
        self._session_id = session_id
        self._expires_at_s = expires_at_s
        self._new_id = new_id
        self._is_transcription_intent = is_transcription_intent
        self._spoken_language = spoken_language
        self._document = self._effective(SessionDocument.of(configuration, dialect))
        self._configuration = self._document.configuration
        self._conversation = Conversation(dialect)

    @property
    def configuration(self) -> SessionConfiguration:
        """In force."""
        return self._configuration

    def opening(self) -> list[str]:
        """The first event of the connection."""
        if self._dialect is Dialect.BETA and not self._is_transcription_intent:
            return [self._session_frame("session.created")]
        return [self._session_frame(self._dialect.created_type)]

    def receive(self, frame: str | bytes) -> Received:
        """What one frame of the client leads to; never raises on anything a client can send."""
        event_id = None
        try:
            event = _parsed(frame)
            event_id = _event_id(event)
            return self._obey(event, event_id)
        except FieldError as error:
            return Received(self._error("invalid_value", error.message, error.param, event_id))
        except _RefusedError as refusal:
            return Received(self._error(refusal.code, str(refusal), refusal.param, event_id))

    def send(self, event: ServerEvent) -> list[str]:
        """A fact from the listener as the frames it becomes, in order; none for what the rules forbid to say."""
        facts = [fact for fact in self._conversation.tell(event) if is_expressible(fact, self._dialect)]
        if not facts:
            _logger.debug("not sent: %s", type(event).__name__)
        return [encode_server_event(fact, self._dialect, self._new_id("event")) for fact in facts]

    def refuse_commit(self, buffered_ms: float, event_id: str | None) -> list[str]:
        """The answer to a commit of less than 100 ms."""
        message = (
            "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, "
            f"but buffer only has {buffered_ms:.2f}ms of audio."
        )
        return self._error("input_audio_buffer_commit_empty", message, None, event_id)

    def expire(self, duration_s: int = 3600) -> list[str]:
        """The last event of a session that reached its longest duration; the close code is `EXPIRED_CLOSE_CODE`."""
        return self._error("session_expired", expiry_message(duration_s), None, None)

    def _obey(self, event: dict[str, object], event_id: str | None) -> Received:
        match _type(event, self._dialect):
            case "session.update" | "transcription_session.update" as name:
                return self._update(event, name)
            case "input_audio_buffer.append":
                audio = _audio(event, self._configuration.audio_format)
                return Received(commands=[AudioAppended(audio)] if audio else [])
            case "input_audio_buffer.commit":
                return Received(commands=[CommitRequested(event_id)])
            case "input_audio_buffer.clear":
                return Received(commands=[ClearRequested(event_id)])
            case "conversation.item.retrieve":
                return Received(commands=[ItemRetrieveRequested(self._item_id(event), event_id)])
            case _:
                return Received(commands=[ItemDeleteRequested(self._item_id(event), event_id)])

    def _update(self, event: dict[str, object], name: str) -> Received:
        if "session" not in event:
            raise _RefusedError("missing_required_parameter", "Missing required parameter: 'session'.", "session")
        self._document = self._effective(self._document.updated(event["session"]))
        self._configuration = self._document.configuration
        return Received([self._session_frame(f"{name}d")], [ConfigurationChanged(self._configuration)])

    def _effective(self, document: SessionDocument) -> SessionDocument:
        return document if self._spoken_language is None else document.speaking(self._spoken_language)

    def _item_id(self, event: dict[str, object]) -> str:
        item_id = event.get("item_id")
        if not isinstance(item_id, str):
            raise FieldError("item_id", "Invalid type for 'item_id': expected a string.")
        if not self._conversation.holds(item_id):
            raise FieldError("item_id", f"Invalid 'item_id': there is no item '{item_id[:100]}'.")
        return item_id

    def _session_frame(self, name: str) -> str:
        session = self._document.announced(self._session_id, self._expires_at_s)
        return server_frame({"type": name, "session": session}, self._new_id("event"))

    def _error(self, code: str, message: str, param: str | None, event_id: str | None) -> list[str]:
        error = ErrorOccurred(ErrorDetail(message, "invalid_request_error", code, param, event_id))
        return [encode_server_event(error, self._dialect, self._new_id("event"))]


def expiry_message(duration_s: int) -> str:
    """The words of the `session_expired` error and of the close that follows it."""
    duration = f"{duration_s // 60} minutes" if duration_s % 60 == 0 else f"{duration_s} seconds"
    return f"Your session hit the maximum duration of {duration}."


def _parsed(frame: str | bytes) -> dict[str, object]:
    try:
        event = json.loads(frame, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise _RefusedError("invalid_event", "The event is not valid JSON.", None) from error
    if not isinstance(event, dict):
        raise _RefusedError("invalid_event", "The event is not a JSON object.", None)
    return event


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _event_id(event: dict[str, object]) -> str | None:
    event_id = event.get("event_id")
    if event_id is None or (isinstance(event_id, str) and len(event_id) <= _LONGEST_EVENT_ID):
        return event_id
    message = f"Invalid 'event_id': expected a string of at most {_LONGEST_EVENT_ID} characters."
    raise FieldError("event_id", message)


def _type(event: dict[str, object], dialect: Dialect) -> str:
    name = event.get("type")
    if not isinstance(name, str):
        raise _RefusedError("invalid_event", "The 'type' field is missing.", "type")
    known = [known for known in _EVENT_TYPES if dialect is Dialect.BETA or known != Dialect.BETA.update_type]
    if name not in known:
        supported = ", ".join(f"'{known_name}'" for known_name in known)
        raise FieldError("type", f"Invalid value: '{name[:100]}'. Supported values are: {supported}.")
    return name


def _audio(event: dict[str, object], audio_format: AudioFormat) -> bytes:
    encoded = event.get("audio")
    if encoded is None:
        raise _RefusedError("missing_required_parameter", "Missing required parameter: 'audio'.", "audio")
    if not isinstance(encoded, str):
        raise FieldError("audio", "Invalid type for 'audio': expected a string of base64.")
    if len(encoded) > _LARGEST_APPEND_CHARACTERS:
        raise FieldError("audio", f"Invalid 'audio': more than {LARGEST_APPEND_BYTES} bytes of audio in one event.")
    try:
        audio = binascii.a2b_base64(encoded, strict_mode=True)
    except ValueError as error:
        raise FieldError("audio", "Invalid 'audio'. Expected base64-encoded audio bytes.") from error
    if len(audio) % audio_format.bytes_per_sample:
        raise FieldError("audio", f"Invalid 'audio': {len(audio)} bytes are not a whole number of 16-bit samples.")
    return audio

"""The protocol's events as frozen values. Pure.

Client events are wishes, server events are facts. Names and fields are the wire's; the dialects differ only in how a
value is spelled in JSON, so one set of types serves both.
"""

from dataclasses import dataclass

from transcriber.realtime.configuration import SessionConfiguration

# ---- client events ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class UpdateSession:
    """`session.update` (GA) or `transcription_session.update` (beta): the whole configuration, every field explicit."""

    configuration: SessionConfiguration
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class AppendAudio:
    """`input_audio_buffer.append`; `audio` is raw bytes in the session's format. Never acknowledged."""

    audio: bytes
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class CommitAudio:
    """`input_audio_buffer.commit`: seal what was appended into an item. Needs at least 100 ms of audio."""

    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class ClearAudio:
    """`input_audio_buffer.clear`: forget what was appended and not committed."""

    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class RetrieveItem:
    """`conversation.item.retrieve`."""

    item_id: str
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class DeleteItem:
    """`conversation.item.delete`."""

    item_id: str
    event_id: str | None = None


ClientEvent = UpdateSession | AppendAudio | CommitAudio | ClearAudio | RetrieveItem | DeleteItem

# ---- server events ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnnouncedSession:
    """The session object as a service announces it; None where it says nothing."""

    session_id: str
    configuration: SessionConfiguration
    expires_at_s: int | None = None
    """Unix time at which the service ends the session."""
    stated: frozenset[str] = frozenset()
    """The fields of `configuration` that the service said anything about; the others hold what is off."""
    object_name: str = "realtime.transcription_session"
    """What kind of session the service says it made: `realtime.session` is one for conversations."""


@dataclass(frozen=True, slots=True)
class SessionCreated:
    """First event of a connection."""

    session: AnnouncedSession
    is_beta: bool = False
    """Whether it went by its beta name, `transcription_session.created`: the service speaks that dialect."""


@dataclass(frozen=True, slots=True)
class SessionUpdated:
    """The acknowledgement of `UpdateSession`, with the configuration in force."""

    session: AnnouncedSession


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """`audio_start_ms` counts from the session's first appended byte and includes the prefix padding."""

    item_id: str
    audio_start_ms: int


@dataclass(frozen=True, slots=True)
class SpeechStopped:
    """`audio_end_ms` is on the same clock and includes the trailing silence."""

    item_id: str
    audio_end_ms: int


@dataclass(frozen=True, slots=True)
class AudioCommitted:
    """The ordering authority: `previous_item_id` links items into a list, None is the first."""

    item_id: str
    previous_item_id: str | None = None


@dataclass(frozen=True, slots=True)
class AudioCleared:
    """The input audio buffer is empty."""


@dataclass(frozen=True, slots=True)
class ItemAdded:
    """`conversation.item.added` (GA) or `.created` (beta)."""

    item_id: str
    previous_item_id: str | None = None


@dataclass(frozen=True, slots=True)
class ItemDone:
    """`conversation.item.done`; a transcript of None is not final text."""

    item_id: str
    previous_item_id: str | None = None
    transcript: str | None = None


@dataclass(frozen=True, slots=True)
class ItemRetrieved:
    """Answer to `RetrieveItem`."""

    item_id: str
    transcript: str | None = None
    audio: bytes | None = None
    """What a server still has of it, in the session's format; a client does not keep it."""


@dataclass(frozen=True, slots=True)
class ItemDeleted:
    """Answer to `DeleteItem`."""

    item_id: str


@dataclass(frozen=True, slots=True)
class Logprob:
    """How sure the service is of one piece of text: the natural logarithm of its probability."""

    token: str
    logprob: float


@dataclass(frozen=True, slots=True)
class TranscriptDelta:
    """Text appended to an item; may come before the item is committed."""

    item_id: str
    delta: str
    content_index: int = 0
    logprobs: tuple[Logprob, ...] = ()


@dataclass(frozen=True, slots=True)
class TranscriptPartial:
    """`input_audio_buffer.partial_transcription`: the newest whole text of an open item; replaces, never appends.

    `audio_end_ms` (this project's engine only) is how far into the session's audio the text reaches.
    """

    item_id: str
    transcript: str
    audio_end_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """What a finished item cost: seconds of audio, or tokens."""

    seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    total_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class TranscriptCompleted:
    """The final text of an item; replaces every delta. May be empty."""

    item_id: str
    transcript: str
    content_index: int = 0
    usage: Usage | None = None
    languages: tuple[str, ...] = ()
    logprobs: tuple[Logprob, ...] = ()


@dataclass(frozen=True, slots=True)
class TranscriptSegment:
    """One speaker's stretch of an item, from models that tell speakers apart; seconds relative to the item."""

    item_id: str
    segment_id: str
    text: str
    speaker: str
    start_s: float
    end_s: float
    content_index: int = 0


@dataclass(frozen=True, slots=True)
class ErrorDetail:
    """The inside of an `error` or `failed` event; `event_id` is the client event it answers."""

    message: str
    type: str | None = None
    code: str | None = None
    param: str | None = None
    event_id: str | None = None


@dataclass(frozen=True, slots=True)
class TranscriptFailed:
    """The item will never have a text."""

    item_id: str
    error: ErrorDetail
    content_index: int = 0


@dataclass(frozen=True, slots=True)
class ErrorOccurred:
    """`error`: most are recoverable and the session stays open."""

    error: ErrorDetail


@dataclass(frozen=True, slots=True)
class IdleTimeout:
    """`input_audio_buffer.timeout_triggered`."""

    item_id: str
    audio_start_ms: int
    audio_end_ms: int


@dataclass(frozen=True, slots=True)
class RateLimit:
    """One of a service's limits as it stands."""

    name: str
    limit: float
    remaining: float
    reset_seconds: float


@dataclass(frozen=True, slots=True)
class RateLimitsUpdated:
    """`rate_limits.updated`."""

    rate_limits: tuple[RateLimit, ...]


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """A type this version does not know, or a known one that could not be read; ignored and counted."""

    type: str
    reason: str = ""


ServerEvent = (
    SessionCreated
    | SessionUpdated
    | SpeechStarted
    | SpeechStopped
    | AudioCommitted
    | AudioCleared
    | ItemAdded
    | ItemDone
    | ItemRetrieved
    | ItemDeleted
    | TranscriptDelta
    | TranscriptPartial
    | TranscriptCompleted
    | TranscriptSegment
    | TranscriptFailed
    | ErrorOccurred
    | IdleTimeout
    | RateLimitsUpdated
    | UnknownEvent
)

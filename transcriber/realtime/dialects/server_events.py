"""Server events as JSON frames. Pure."""

import base64
import json

from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.session_fields import session_object
from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    ErrorDetail,
    ErrorOccurred,
    IdleTimeout,
    ItemAdded,
    ItemDeleted,
    ItemDone,
    ItemRetrieved,
    Logprob,
    RateLimitsUpdated,
    ServerEvent,
    SessionCreated,
    SessionUpdated,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    TranscriptPartial,
    TranscriptSegment,
    UnknownEvent,
    Usage,
)

_GA_ONLY = (ItemDone, IdleTimeout, TranscriptSegment)


def is_expressible(event: ServerEvent, dialect: Dialect) -> bool:
    """Whether the dialect has a name for the event."""
    return not isinstance(event, UnknownEvent) and (dialect is Dialect.GA or not isinstance(event, _GA_ONLY))


def encode_server_event(event: ServerEvent, dialect: Dialect, event_id: str) -> str:
    """One text frame. ValueError for an event that the dialect has no name for (see `is_expressible`)."""
    if not is_expressible(event, dialect):
        raise ValueError(f"the {dialect} dialect has no name for {type(event).__name__}")
    return server_frame(_body(event, dialect), event_id)


def server_frame(body: dict[str, object], event_id: str) -> str:
    """The frame of a body that begins with its `type`."""
    return json.dumps({"type": body["type"], "event_id": event_id, **body}, separators=(",", ":"))


def error_fields(error: ErrorDetail) -> dict[str, object]:
    """The inside of an `error` event, also the `error` of a refused HTTP request: every field, null where unknown."""
    return {
        "type": error.type or "server_error",
        "code": error.code,
        "message": error.message,
        "param": error.param,
        "event_id": error.event_id,
    }


def _body(event: ServerEvent, dialect: Dialect) -> dict[str, object]:
    match event:
        case SessionCreated():
            return {"type": dialect.created_type, "session": session_object(event.session, dialect)}
        case SessionUpdated():
            return {"type": dialect.updated_type, "session": session_object(event.session, dialect)}
        case ErrorOccurred():
            return {"type": "error", "error": error_fields(event.error)}
        case RateLimitsUpdated():
            return {"type": "rate_limits.updated", "rate_limits": _rate_limits(event)}
        case (
            SpeechStarted() | SpeechStopped() | AudioCommitted() | AudioCleared() | IdleTimeout() | TranscriptPartial()
        ):
            return _buffer_body(event)
        case ItemAdded() | ItemDone() | ItemRetrieved() | ItemDeleted():
            return _item_body(event, dialect)
        case TranscriptDelta() | TranscriptCompleted() | TranscriptSegment() | TranscriptFailed():
            return _transcript_body(event, dialect)
        case UnknownEvent():
            raise ValueError("an unknown event has no frame")


def _buffer_body(
    event: SpeechStarted | SpeechStopped | AudioCommitted | AudioCleared | IdleTimeout | TranscriptPartial,
) -> dict[str, object]:
    match event:
        case SpeechStarted(item_id, start_ms):
            return {"type": "input_audio_buffer.speech_started", "audio_start_ms": start_ms, "item_id": item_id}
        case SpeechStopped(item_id, end_ms):
            return {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": end_ms, "item_id": item_id}
        case AudioCommitted(item_id, previous):
            return {"type": "input_audio_buffer.committed", "previous_item_id": previous, "item_id": item_id}
        case AudioCleared():
            return {"type": "input_audio_buffer.cleared"}
        case IdleTimeout(item_id, start_ms, end_ms):
            times: dict[str, object] = {"audio_start_ms": start_ms, "audio_end_ms": end_ms}
            return {"type": "input_audio_buffer.timeout_triggered", "item_id": item_id, **times}
        case TranscriptPartial(item_id, transcript, reach_ms):
            reach: dict[str, object] = {} if reach_ms is None else {"audio_end_ms": reach_ms}
            partial = "input_audio_buffer.partial_transcription"
            return {"type": partial, "item_id": item_id, "transcript": transcript, **reach}


def _item_body(event: ItemAdded | ItemDone | ItemRetrieved | ItemDeleted, dialect: Dialect) -> dict[str, object]:
    match event:
        case ItemAdded(item_id, previous):
            item = _item(item_id, None)
            return {"type": dialect.item_added_type, "previous_item_id": previous, "item": item}
        case ItemDone(item_id, previous, transcript):
            item = _item(item_id, transcript)
            return {"type": "conversation.item.done", "previous_item_id": previous, "item": item}
        case ItemRetrieved(item_id, transcript, audio):
            return {"type": "conversation.item.retrieved", "item": _item(item_id, transcript, audio)}
        case ItemDeleted(item_id):
            return {"type": "conversation.item.deleted", "item_id": item_id}


def _item(item_id: str, transcript: str | None, audio: bytes | None = None) -> dict[str, object]:
    content: dict[str, object] = {"type": "input_audio", "transcript": transcript}
    if audio is not None:
        content["audio"] = base64.b64encode(audio).decode("ascii")
    return {
        "id": item_id,
        "object": "realtime.item",
        "type": "message",
        "status": "completed",
        "role": "user",
        "content": [content],
    }


def _transcript_body(
    event: TranscriptDelta | TranscriptCompleted | TranscriptSegment | TranscriptFailed, dialect: Dialect
) -> dict[str, object]:
    place: dict[str, object] = {"item_id": event.item_id, "content_index": event.content_index}
    prefix = "conversation.item.input_audio_transcription"
    match event:
        case TranscriptDelta():
            return {"type": f"{prefix}.delta", **place, "delta": event.delta, **_logprobs(event.logprobs)}
        case TranscriptCompleted():
            return {"type": f"{prefix}.completed", **place, **_completed(event, dialect)}
        case TranscriptFailed():
            error = {name: value for name, value in error_fields(event.error).items() if name != "event_id"}
            return {"type": f"{prefix}.failed", **place, "error": error}
        case TranscriptSegment():
            times = {"start": event.start_s, "end": event.end_s}
            said = {"id": event.segment_id, "text": event.text, "speaker": event.speaker}
            return {"type": f"{prefix}.segment", **place, **said, **times}


def _completed(event: TranscriptCompleted, dialect: Dialect) -> dict[str, object]:
    fields: dict[str, object] = {"transcript": event.transcript}
    if event.usage is not None:
        fields["usage"] = _usage(event.usage)
    if event.languages and dialect is Dialect.GA:
        fields["languages"] = [{"code": code} for code in event.languages]
    return {**fields, **_logprobs(event.logprobs)}


def _logprobs(logprobs: tuple[Logprob, ...]) -> dict[str, object]:
    """Nothing at all where there are none: only sessions that asked for them have the field."""
    entries = [
        {"token": entry.token, "bytes": list(entry.token.encode()), "logprob": entry.logprob} for entry in logprobs
    ]
    return {"logprobs": entries} if entries else {}


def _usage(usage: Usage) -> dict[str, object]:
    if usage.total_tokens is None:
        return {"type": "duration", "seconds": float(usage.seconds or 0.0)}
    tokens = {"input_tokens": usage.input_tokens or 0, "output_tokens": usage.output_tokens or 0}
    return {"type": "tokens", "total_tokens": usage.total_tokens, **tokens}


def _rate_limits(event: RateLimitsUpdated) -> list[object]:
    return [
        {
            "name": rate_limit.name,
            "limit": round(rate_limit.limit),
            "remaining": round(rate_limit.remaining),
            "reset_seconds": rate_limit.reset_seconds,
        }
        for rate_limit in event.rate_limits
    ]

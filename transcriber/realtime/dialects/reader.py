"""Reads server events of any dialect and any service. Pure; never raises: what cannot be read is an `UnknownEvent`.

It checks nothing but types, because services differ from the documents and from each other: missing `event_id`,
`usage`, `content_index` or `previous_item_id`, `error` as a string, null for a list, 1000.0 for 1000.
"""

import json
from collections.abc import Callable, Mapping

from transcriber.realtime.dialects.loose_json import mapping, number, sequence, text, whole
from transcriber.realtime.dialects.session_fields import read_session
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
    RateLimit,
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

_LONGEST_TYPE_NAME = 100
_LONGEST_SESSION_MS = 7 * 24 * 3600 * 1000
_Fields = Mapping[str, object]


class _UnreadableError(Exception):
    """A field without which the event means nothing is missing or of another type; carries its name."""


def decode_server_event(frame: str | bytes) -> ServerEvent:
    """The event in a frame; `UnknownEvent` with a reason where there is none to be had."""
    try:
        fields = json.loads(frame)
    except (ValueError, RecursionError):
        return UnknownEvent("", "not JSON")
    if not isinstance(fields, dict):
        return UnknownEvent("", "not a JSON object")
    name = text(fields.get("type"))
    if name is None:
        return UnknownEvent("", "no type")
    read = _READERS.get(name)
    if read is None:
        return UnknownEvent(name[:_LONGEST_TYPE_NAME])
    try:
        return read(fields)
    except _UnreadableError as missing:
        return UnknownEvent(name, f"no readable {missing}")


def read_error(value: object) -> ErrorDetail:
    """The inside of an `error` event, of a `failed` event or of a refused HTTP request: an object or a bare string."""
    fields = mapping(value)
    kind, code = text(fields.get("type")), _code(fields.get("code"))
    message = text(value) or text(fields.get("message")) or code or kind or "The service gave no reason."
    return ErrorDetail(message, kind, code, text(fields.get("param")), text(fields.get("event_id")))


def _code(value: object) -> str | None:
    number_code = whole(value)
    return text(value) if number_code is None else str(number_code)


def _text(fields: _Fields, name: str) -> str:
    found = text(fields.get(name))
    if found is None:
        raise _UnreadableError(name)
    return found


def _item_id(fields: _Fields) -> str:
    """Empty where a service names no items: there is one at a time then."""
    return text(fields.get("item_id")) or ""


def _session_ms(fields: _Fields, name: str) -> int:
    """A time in a session; what no session can reach is nonsense that would fail somebody later."""
    found = whole(fields.get(name))
    if found is None or found > _LONGEST_SESSION_MS:
        raise _UnreadableError(name)
    return max(0, found)


def _previous(fields: _Fields) -> str | None:
    return text(fields.get("previous_item_id")) or None


def _index(fields: _Fields) -> int:
    return whole(fields.get("content_index")) or 0


def _session(fields: _Fields) -> _Fields:
    # Some services put the session's fields beside `type` instead of into `session`.
    return mapping(fields.get("session")) or fields


def _error_event(fields: _Fields) -> ServerEvent:
    error = fields.get("error")
    if not isinstance(error, Mapping):
        error = {"message": error or fields.get("message"), "code": fields.get("code")}
    return ErrorOccurred(read_error(error))


def _item(fields: _Fields) -> tuple[str, str | None]:
    item = mapping(fields.get("item"))
    parts = (mapping(part) for part in sequence(item.get("content")))
    transcripts = (text(part.get("transcript")) for part in parts)
    return _text(item, "id"), next((found for found in transcripts if found is not None), None)


def _done(fields: _Fields) -> ServerEvent:
    item_id, transcript = _item(fields)
    return ItemDone(item_id, _previous(fields), transcript)


def _completed(fields: _Fields) -> ServerEvent:
    codes = (text(mapping(language).get("code")) for language in sequence(fields.get("languages")))
    return TranscriptCompleted(
        _item_id(fields),
        text(fields.get("transcript")) or "",
        _index(fields),
        _usage(fields.get("usage")),
        tuple(code for code in codes if code),
        _logprobs(fields.get("logprobs")),
    )


def _delta(fields: _Fields) -> ServerEvent:
    return TranscriptDelta(
        _item_id(fields),
        text(fields.get("delta")) or "",
        _index(fields),
        _logprobs(fields.get("logprobs")),
    )


def _logprobs(value: object) -> tuple[Logprob, ...]:
    """Null and entries that say nothing are left out: they are an extra that no text depends on."""
    pairs = ((text(entry.get("token")), number(entry.get("logprob"))) for entry in map(mapping, sequence(value)))
    return tuple(Logprob(token, logprob) for token, logprob in pairs if token is not None and logprob is not None)


def _usage(value: object) -> Usage | None:
    fields = mapping(value)
    usage = Usage(
        seconds=number(fields.get("seconds")),
        input_tokens=whole(fields.get("input_tokens")),
        output_tokens=whole(fields.get("output_tokens")),
        total_tokens=whole(fields.get("total_tokens")),
    )
    return None if usage == Usage() else usage


def _segment(fields: _Fields) -> ServerEvent:
    return TranscriptSegment(
        _item_id(fields),
        text(fields.get("id")) or "",
        _text(fields, "text"),
        text(fields.get("speaker")) or "",
        number(fields.get("start")) or 0.0,
        number(fields.get("end")) or 0.0,
        _index(fields),
    )


def _rate_limits(fields: _Fields) -> ServerEvent:
    limits = (mapping(entry) for entry in sequence(fields.get("rate_limits")))
    return RateLimitsUpdated(
        tuple(
            RateLimit(
                text(limit.get("name")) or "",
                number(limit.get("limit")) or 0.0,
                number(limit.get("remaining")) or 0.0,
                number(limit.get("reset_seconds")) or 0.0,
            )
            for limit in limits
        )
    )


_PREFIX = "conversation.item.input_audio_transcription"
_READERS: Mapping[str, Callable[[_Fields], ServerEvent]] = {
    "session.created": lambda f: SessionCreated(read_session(_session(f))),
    "transcription_session.created": lambda f: SessionCreated(read_session(_session(f)), is_beta=True),
    "session.updated": lambda f: SessionUpdated(read_session(_session(f))),
    "transcription_session.updated": lambda f: SessionUpdated(read_session(_session(f))),
    "input_audio_buffer.speech_started": lambda f: SpeechStarted(_item_id(f), _session_ms(f, "audio_start_ms")),
    "input_audio_buffer.speech_stopped": lambda f: SpeechStopped(_item_id(f), _session_ms(f, "audio_end_ms")),
    "input_audio_buffer.committed": lambda f: AudioCommitted(_item_id(f), _previous(f)),
    "input_audio_buffer.cleared": lambda f: AudioCleared(),
    "input_audio_buffer.timeout_triggered": lambda f: IdleTimeout(
        _item_id(f), _session_ms(f, "audio_start_ms"), _session_ms(f, "audio_end_ms")
    ),
    "input_audio_buffer.partial_transcription": lambda f: TranscriptPartial(
        _item_id(f), text(f.get("transcript")) or "", whole(f.get("audio_end_ms"))
    ),
    "conversation.item.added": lambda f: ItemAdded(_item(f)[0], _previous(f)),
    "conversation.item.created": lambda f: ItemAdded(_item(f)[0], _previous(f)),
    "conversation.item.done": _done,
    "conversation.item.retrieved": lambda f: ItemRetrieved(*_item(f)),
    "conversation.item.deleted": lambda f: ItemDeleted(_text(f, "item_id")),
    f"{_PREFIX}.delta": _delta,
    f"{_PREFIX}.completed": _completed,
    f"{_PREFIX}.segment": _segment,
    f"{_PREFIX}.failed": lambda f: TranscriptFailed(_item_id(f), read_error(f.get("error")), _index(f)),
    "rate_limits.updated": _rate_limits,
    "error": _error_event,
}

"""The vocabulary of a scripted service: what it does, what it expects, and the words of the Realtime API.

The JSON is written by hand from the public API reference and does not pass through the code under test.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

# ---- what the service does -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answers:
    """The HTTP answer; ends the visit."""

    status: int = 200
    body: Json | str = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Says:
    """One frame: an event, or raw text or bytes where it should not be one."""

    frame: Json | str | bytes


@dataclass(frozen=True)
class Acknowledges:
    """`session.updated` with the session that the last update asked for."""

    session_id: str = "sess_1"
    expires_at: int | None = None


@dataclass(frozen=True)
class Closes:
    """A close frame with this code, and the closing handshake."""

    code: int = 1000
    reason: str = ""


@dataclass(frozen=True)
class Drops:
    """The TCP connection is reset, as by a service that was killed."""


@dataclass(frozen=True)
class Hangs:
    """Nothing is read, said or answered any more, as by a service that was stopped or a link that is cut."""


@dataclass(frozen=True)
class Waits:
    """Goes on when the test says so."""

    event: asyncio.Event


@dataclass(frozen=True)
class Tells:
    """Lets the test know that the script has come this far."""

    event: asyncio.Event


# ---- what the service expects ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hears:
    """The next frame has this type and holds at least these fields."""

    type: str
    holding: Json = field(default_factory=dict)


@dataclass(frozen=True)
class HearsAudio:
    """Appends, as many as it takes, that hold exactly this much audio together."""

    byte_count: int


@dataclass(frozen=True)
class HearsClose:
    """The client closes with this code."""

    code: int = 1000


Step = Answers | Says | Acknowledges | Closes | Drops | Hangs | Waits | Tells | Hears | HearsAudio | HearsClose


@dataclass(frozen=True)
class Visit:
    """One HTTP request, or one WebSocket connection, and what happens in it."""

    method: str
    path: str
    steps: tuple[Step, ...]
    is_websocket: bool = False
    may_be_left: bool = False
    """The client may go before the script is over."""


def post(path: str, *steps: Step) -> Visit:
    return Visit("POST", path, steps)


def websocket(*steps: Step, path: str = "/v1/realtime", may_be_left: bool = False) -> Visit:
    """An accepted upgrade; after the last step the client may do nothing but close."""
    return Visit("GET", path, steps, is_websocket=True, may_be_left=may_be_left)


def refused_upgrade(*steps: Step, path: str = "/v1/realtime") -> Visit:
    """An upgrade that is answered over HTTP, or not at all."""
    return Visit("GET", path, steps)


# ---- the words of the Realtime API -----------------------------------------------------------------------------------


def session_created(dialect: str = "ga", session_id: str = "sess_1", expires_at: int | None = None) -> Json:
    identity: Json = {"id": session_id, "object": "realtime.transcription_session"}
    if expires_at is not None:
        identity["expires_at"] = expires_at
    turn_detection = {"type": "server_vad", "threshold": 0.5, "prefix_padding_ms": 300, "silence_duration_ms": 200}
    if dialect == "beta":
        flat = {"input_audio_format": "pcm16", "input_audio_transcription": None, "turn_detection": turn_detection}
        return {"type": "transcription_session.created", "event_id": "event_1", "session": identity | flat}
    audio = {"format": {"type": "audio/pcm", "rate": 24000}, "transcription": None, "turn_detection": turn_detection}
    nested = {"type": "transcription", "include": None, "audio": {"input": audio}}
    return {"type": "session.created", "event_id": "event_1", "session": identity | nested}


def opening(dialect: str = "ga", session_id: str = "sess_1", expires_at: int | None = None) -> tuple[Step, ...]:
    """From the accepted upgrade to the acknowledged configuration."""
    return (
        Says(session_created(dialect, session_id, expires_at)),
        Hears("session.update" if dialect == "ga" else "transcription_session.update"),
        Acknowledges(session_id, expires_at),
    )


def session(
    *steps: Step, secret: str = "ek_scripted", expires_at: int | None = None, may_be_left: bool = False
) -> tuple[Visit, Visit]:
    """A client secret, and the connection that it opens: what is said on it once it is configured."""
    return (
        post("/v1/realtime/client_secrets", gives_client_secret(value=secret)),
        websocket(*opening(expires_at=expires_at), *steps, may_be_left=may_be_left),
    )


def turn(item_id: str, text: str, previous_item_id: str | None = None) -> tuple[Step, ...]:
    """A commit is heard, and answered with a text."""
    return (
        Hears("input_audio_buffer.commit"),
        Says(committed(item_id, previous_item_id)),
        Says(completed(item_id, text)),
    )


def gives_client_secret(dialect: str = "ga", value: str = "ek_scripted", expires_at: int = 1756310470) -> Answers:
    secret = {"value": value, "expires_at": expires_at}
    session = session_created(dialect)["session"]
    return Answers(200, secret | {"session": session} if dialect == "ga" else session | {"client_secret": secret})


def committed(item_id: str, previous_item_id: str | None = None) -> Json:
    return {"type": "input_audio_buffer.committed", "item_id": item_id, "previous_item_id": previous_item_id}


def delta(item_id: str, text: str) -> Json:
    return {"type": "conversation.item.input_audio_transcription.delta", "item_id": item_id, "delta": text}


def completed(item_id: str, transcript: str) -> Json:
    return {
        "type": "conversation.item.input_audio_transcription.completed",
        "item_id": item_id,
        "content_index": 0,
        "transcript": transcript,
    }


def error(message: str, **fields: str | None) -> Json:
    return {
        "type": "error",
        "event_id": "event_9",
        "error": {"type": "invalid_request_error", "message": message, **fields},
    }

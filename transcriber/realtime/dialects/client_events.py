"""Client events as JSON frames. Pure."""

import binascii
import json

from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.session_fields import session_fields
from transcriber.realtime.events import (
    AppendAudio,
    ClearAudio,
    ClientEvent,
    CommitAudio,
    DeleteItem,
    RetrieveItem,
    UpdateSession,
)


def encode_client_event(event: ClientEvent, dialect: Dialect) -> str:
    """One text frame. A field that the dialect does not know is not in it."""
    if isinstance(event, AppendAudio):
        return _append_frame(event)
    body = _body(event, dialect)
    if event.event_id is not None:
        body["event_id"] = event.event_id
    return json.dumps(body, separators=(",", ":"))


def _append_frame(event: AppendAudio) -> str:
    # Joined by hand: this is the only event sent many times a second, and base64 needs no JSON escaping.
    audio = binascii.b2a_base64(event.audio, newline=False).decode("ascii")
    name = "" if event.event_id is None else f',"event_id":{json.dumps(event.event_id)}'
    return f'{{"type":"input_audio_buffer.append","audio":"{audio}"{name}}}'


def _body(
    event: UpdateSession | CommitAudio | ClearAudio | RetrieveItem | DeleteItem, dialect: Dialect
) -> dict[str, object]:
    match event:
        case UpdateSession():
            return {"type": dialect.update_type, "session": session_fields(event.configuration, dialect)}
        case CommitAudio():
            return {"type": "input_audio_buffer.commit"}
        case ClearAudio():
            return {"type": "input_audio_buffer.clear"}
        case RetrieveItem():
            return {"type": "conversation.item.retrieve", "item_id": event.item_id}
        case DeleteItem():
            return {"type": "conversation.item.delete", "item_id": event.item_id}

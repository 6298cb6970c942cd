"""Client events as JSON frames. Pure."""

import binascii
import json

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, AudioFormat
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration, TurnDetection
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
from transcriber.realtime.switches import UpdateShape


def encode_client_event(
    event: ClientEvent,
    dialect: Dialect,
    update_shape: UpdateShape = UpdateShape.DIALECT,
    sample_rate_hz: int = SPOOL_SAMPLE_RATE_HZ,
) -> str:
    """One text frame. A field that the dialect or the shape does not know is not in it.

    Args:
        event: The wish.
        dialect: Of the connection.
        update_shape: How the service wants `UpdateSession`.
        sample_rate_hz: Of pcm16 audio.
    """
    if isinstance(event, AppendAudio):
        return _append_frame(event)
    if isinstance(event, UpdateSession):
        body = _update(event.configuration, dialect, update_shape, sample_rate_hz)
    else:
        body = _body(event)
    if event.event_id is not None:
        body["event_id"] = event.event_id
    return json.dumps(body, separators=(",", ":"))


def _append_frame(event: AppendAudio) -> str:
    # Joined by hand: this is the only event sent many times a second, and base64 needs no JSON escaping.
    audio = binascii.b2a_base64(event.audio, newline=False).decode("ascii")
    name = "" if event.event_id is None else f',"event_id":{json.dumps(event.event_id)}'
    return f'{{"type":"input_audio_buffer.append","audio":"{audio}"{name}}}'


def _update(
    configuration: SessionConfiguration, dialect: Dialect, update_shape: UpdateShape, sample_rate_hz: int
) -> dict[str, object]:
    match update_shape:
        case UpdateShape.DIALECT:
            return {"type": dialect.update_type, "session": session_fields(configuration, dialect, sample_rate_hz)}
        case UpdateShape.FLAT:
            return {"type": Dialect.GA.update_type, "session": _flat_fields(configuration)}
        case UpdateShape.TURN_DETECTION:
            # A server's event by its name, which the service takes from the client.
            session = {"turn_detection": _detection_of_together(configuration.turn_detection)}
            return {"type": Dialect.BETA.updated_type, "session": session}


def _flat_fields(configuration: SessionConfiguration) -> dict[str, object]:
    """Beta's fields, without those for which speaches has an error even where they say what is so anyway."""
    fields = session_fields(configuration, Dialect.BETA)
    if configuration.audio_format is AudioFormat.PCM16:
        del fields["input_audio_format"]
    detection = fields["turn_detection"]
    if isinstance(detection, dict):
        detection.pop("prefix_padding_ms", None)
    return fields


def _detection_of_together(turn_detection: TurnDetection) -> dict[str, object] | None:
    """Turn detection in the words of Together AI (its documentation, "Voice activity detection")."""
    match turn_detection:
        case None:
            return None
        case ServerVad():
            return {
                "type": "server_vad",
                "threshold": float(turn_detection.threshold),
                "min_silence_duration_ms": turn_detection.silence_duration_ms,
                "speech_pad_ms": turn_detection.prefix_padding_ms,
            }
        case SemanticVad():
            return {"type": "server_vad"}


def _body(event: CommitAudio | ClearAudio | RetrieveItem | DeleteItem) -> dict[str, object]:
    match event:
        case CommitAudio():
            return {"type": "input_audio_buffer.commit"}
        case ClearAudio():
            return {"type": "input_audio_buffer.clear"}
        case RetrieveItem():
            return {"type": "conversation.item.retrieve", "item_id": event.item_id}
        case DeleteItem():
            return {"type": "conversation.item.delete", "item_id": event.item_id}

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration, TurnDetection
from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.dialects.dialect import Dialect
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

both = pytest.mark.parametrize("dialect", Dialect)


@both
@settings(max_examples=40)
@given(data=st.data())
def test_every_update_is_what_the_official_client_would_send(
    data: st.DataObject, judge: Any, configurations: Any, dialect: Dialect
) -> None:
    update = UpdateSession(data.draw(configurations), "evt_1")
    sent = judge.client_event(encode_client_event(update, dialect), dialect)
    assert sent["type"] == dialect.update_type
    assert sent["event_id"] == "evt_1"


@both
@pytest.mark.parametrize(
    ("event", "name"),
    [
        (AppendAudio(b"\0\0"), "input_audio_buffer.append"),
        (AppendAudio(b"\0\0", "evt_1"), "input_audio_buffer.append"),
        (CommitAudio(), "input_audio_buffer.commit"),
        (CommitAudio("evt_9"), "input_audio_buffer.commit"),
        (ClearAudio(), "input_audio_buffer.clear"),
        (RetrieveItem("item_A"), "conversation.item.retrieve"),
        (DeleteItem("item_A", "evt_2"), "conversation.item.delete"),
    ],
)
def test_every_other_event_too(judge: Any, event: ClientEvent, name: str, dialect: Dialect) -> None:
    sent = judge.client_event(encode_client_event(event, dialect), dialect)
    assert sent["type"] == name
    assert sent.get("event_id") == event.event_id


@both
@given(audio=st.binary(max_size=200), event_id=st.none() | st.text(st.characters(), max_size=20))
def test_an_append_carries_the_very_bytes(audio: bytes, event_id: str | None, dialect: Dialect) -> None:
    sent = json.loads(encode_client_event(AppendAudio(audio, event_id), dialect))
    assert base64.b64decode(sent["audio"], validate=True) == audio
    assert sent.get("event_id") == event_id


def test_modalities_never_reach_ga_nor_keywords_beta() -> None:
    update = UpdateSession(SessionConfiguration(languages=("en",), keywords=("Qt",), delay="low"))
    assert "modalities" not in encode_client_event(update, Dialect.GA)
    for name in ("languages", "keywords", "delay"):
        assert name in encode_client_event(update, Dialect.GA)
        assert name not in encode_client_event(update, Dialect.BETA)


@pytest.mark.parametrize("dialect", Dialect)
def test_flat_fields_go_by_the_newer_name_whatever_the_dialect(dialect: Dialect) -> None:
    configuration = SessionConfiguration(model="Systran/faster-whisper-small", language="en", prompt="Stand-up.")

    assert json.loads(encode_client_event(UpdateSession(configuration), dialect, UpdateShape.FLAT)) == {
        "type": "session.update",
        "session": {
            "input_audio_transcription": {
                "model": "Systran/faster-whisper-small",
                "language": "en",
                "prompt": "Stand-up.",
            },
            "turn_detection": {"type": "server_vad", "threshold": 0.5, "silence_duration_ms": 500},
            "input_audio_noise_reduction": None,
            "include": [],
            "modalities": ["text"],
        },
    }


def test_flat_fields_say_what_is_not_usual_and_what_is_off() -> None:
    configuration = SessionConfiguration(
        audio_format=AudioFormat.G711_ULAW, turn_detection=ServerVad(prefix_padding_ms=100)
    )
    sent = json.loads(encode_client_event(UpdateSession(configuration), Dialect.GA, UpdateShape.FLAT))["session"]
    assert sent["input_audio_format"] == "g711_ulaw"
    assert "prefix_padding_ms" not in sent["turn_detection"]
    without = encode_client_event(
        UpdateSession(SessionConfiguration(turn_detection=None)), Dialect.GA, UpdateShape.FLAT
    )
    assert json.loads(without)["session"]["turn_detection"] is None


@pytest.mark.parametrize(
    ("turn_detection", "said"),
    [
        (None, None),
        (
            ServerVad(threshold=0.25, prefix_padding_ms=100, silence_duration_ms=700),
            {"type": "server_vad", "threshold": 0.25, "min_silence_duration_ms": 700, "speech_pad_ms": 100},
        ),
        (SemanticVad(eagerness="high"), {"type": "server_vad"}),
    ],
)
@pytest.mark.parametrize("dialect", Dialect)
def test_turn_detection_alone_goes_by_the_name_of_the_answer(
    turn_detection: TurnDetection, said: object, dialect: Dialect
) -> None:
    update = UpdateSession(SessionConfiguration(turn_detection=turn_detection), "update_1")

    assert json.loads(encode_client_event(update, dialect, UpdateShape.TURN_DETECTION)) == {
        "type": "transcription_session.updated",
        "session": {"turn_detection": said},
        "event_id": "update_1",
    }

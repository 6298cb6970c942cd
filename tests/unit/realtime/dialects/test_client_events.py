import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.configuration import SessionConfiguration
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

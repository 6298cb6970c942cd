import base64
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.reader import decode_server_event
from transcriber.realtime.dialects.server_events import encode_server_event, is_expressible
from transcriber.realtime.events import (
    AnnouncedSession,
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

_FACTS: tuple[ServerEvent, ...] = (
    SpeechStarted("item_A", 1000),
    SpeechStopped("item_A", 2000),
    AudioCommitted("item_A"),
    AudioCommitted("item_B", "item_A"),
    AudioCleared(),
    ItemAdded("item_A"),
    ItemAdded("item_B", "item_A"),
    ItemDone("item_A"),
    ItemDone("item_B", "item_A", "Hey."),
    ItemRetrieved("item_A", "Hey."),
    ItemDeleted("item_A"),
    TranscriptDelta("item_A", "Hey"),
    TranscriptDelta("item_A", "Héy", logprobs=(Logprob("Hé", -0.01), Logprob("y", -1.5))),
    TranscriptPartial("item_A", "Hey, can"),
    TranscriptPartial("item_A", "Hey, can", 1500),
    TranscriptCompleted("item_A", "Hey.", usage=Usage(seconds=1.9)),
    TranscriptCompleted("item_A", "", usage=Usage(input_tokens=13, output_tokens=9, total_tokens=22)),
    TranscriptCompleted("item_A", "Hey.", usage=Usage(seconds=1.9), logprobs=(Logprob("Hey.", -0.25),)),
    TranscriptFailed("item_A", ErrorDetail("Not clear.", "transcription_error", "audio_unintelligible")),
    TranscriptSegment("item_A", "seg_1", "hello", "spk_1", 0.0, 0.4),
    ErrorOccurred(ErrorDetail("No.", "invalid_request_error", "invalid_value", "audio", "evt_9")),
    ErrorOccurred(ErrorDetail("No.", "server_error")),
    IdleTimeout("item_C", 13216, 19232),
    RateLimitsUpdated((RateLimit("requests", 1000, 999, 60.0),)),
)
_GA_ONLY = (ItemDone, IdleTimeout, TranscriptSegment)


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("fact", _FACTS, ids=lambda fact: type(fact).__name__)
def test_every_event_is_documented_and_is_read_as_what_was_meant(
    judge: Any, fact: ServerEvent, dialect: Dialect
) -> None:
    if dialect is Dialect.BETA and isinstance(fact, _GA_ONLY):
        assert not is_expressible(fact, dialect)
        with pytest.raises(ValueError, match="no name"):
            encode_server_event(fact, dialect, "event_1")
        return
    frame = encode_server_event(fact, dialect, "event_1")
    assert judge.server_event(frame, dialect)["event_id"] == "event_1"
    assert decode_server_event(frame) == fact


@pytest.mark.parametrize("dialect", Dialect)
@settings(max_examples=40)
@given(data=st.data())
def test_every_session_is_documented(data: st.DataObject, judge: Any, configurations: Any, dialect: Dialect) -> None:
    session = AnnouncedSession("sess_1", data.draw(configurations), 1_756_313_470)
    created = judge.server_event(encode_server_event(SessionCreated(session), dialect, "event_1"), dialect)
    updated = judge.server_event(encode_server_event(SessionUpdated(session), dialect, "event_2"), dialect)
    assert (created["type"], updated["type"]) == (dialect.created_type, dialect.updated_type)
    assert created["session"] == updated["session"]


def test_languages_are_named_in_ga_only(judge: Any) -> None:
    fact = TranscriptCompleted("item_B", "Bonjour.", usage=Usage(seconds=1.9), languages=("fr",))
    assert judge.server_event(encode_server_event(fact, Dialect.GA, "event_1"), Dialect.GA)["languages"] == [
        {"code": "fr"}
    ]
    assert "languages" not in judge.server_event(encode_server_event(fact, Dialect.BETA, "event_1"), Dialect.BETA)


@pytest.mark.parametrize("dialect", Dialect)
def test_a_retrieved_item_carries_its_audio(judge: Any, dialect: Dialect) -> None:
    sent = judge.server_event(
        encode_server_event(ItemRetrieved("item_A", "Hey.", b"\1\2"), dialect, "event_1"), dialect
    )
    assert base64.b64decode(sent["item"]["content"][0]["audio"]) == b"\1\2"


def test_what_nobody_understands_is_not_said() -> None:
    assert not is_expressible(UnknownEvent("x"), Dialect.GA)

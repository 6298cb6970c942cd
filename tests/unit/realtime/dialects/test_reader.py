import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects.reader import decode_server_event, read_error
from transcriber.realtime.events import (
    AnnouncedSession,
    AudioCommitted,
    ErrorDetail,
    ErrorOccurred,
    ItemAdded,
    ItemDone,
    Logprob,
    RateLimitsUpdated,
    ServerEvent,
    SessionCreated,
    SpeechStarted,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptFailed,
    UnknownEvent,
    Usage,
)

_PREFIX = "conversation.item.input_audio_transcription"
_KNOWN = (
    "session.created",
    "session.updated",
    "transcription_session.created",
    "transcription_session.updated",
    "input_audio_buffer.speech_started",
    "input_audio_buffer.speech_stopped",
    "input_audio_buffer.committed",
    "input_audio_buffer.cleared",
    "input_audio_buffer.timeout_triggered",
    "input_audio_buffer.partial_transcription",
    "conversation.item.added",
    "conversation.item.created",
    "conversation.item.done",
    "conversation.item.retrieved",
    "conversation.item.deleted",
    f"{_PREFIX}.delta",
    f"{_PREFIX}.completed",
    f"{_PREFIX}.segment",
    f"{_PREFIX}.failed",
    "rate_limits.updated",
    "error",
)
_FIELDS = [
    *("session", "item", "error", "usage", "item_id", "previous_item_id", "content_index", "delta", "transcript"),
    *("audio_start_ms", "audio_end_ms", "rate_limits", "languages", "id", "content", "message", "code", "type", "text"),
    *("logprobs", "token", "logprob", "speaker", "start", "end"),
    *("input", "audio", "turn_detection", "transcription", "format", "model"),
]
_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=4),
    max_leaves=12,
)


def read(**fields: Any) -> ServerEvent:
    return decode_server_event(json.dumps(fields))


@given(st.text(st.characters()) | st.binary() | _ANY_JSON.map(json.dumps))
def test_nothing_that_is_sent_raises(frame: str | bytes) -> None:
    assert isinstance(decode_server_event(frame), get_args(ServerEvent))


@given(st.sampled_from(_KNOWN), st.dictionaries(st.sampled_from(_FIELDS), _ANY_JSON, max_size=8))
def test_no_field_of_a_known_event_raises_or_leaves_text_that_cannot_be_written(
    name: str, fields: dict[str, Any]
) -> None:
    event = read(**{**fields, "type": name})
    assert isinstance(event, get_args(ServerEvent))
    if isinstance(event, TranscriptDelta):
        event.delta.encode("utf-8")


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        ("", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("1" * 5000, "not JSON"),
        ("[]", "not a JSON object"),
        ("null", "not a JSON object"),
        ("{}", "no type"),
        ('{"type":7}', "no type"),
        ('{"type":"conversation.item.deleted"}', "no readable item_id"),
        (
            '{"type":"input_audio_buffer.speech_started","item_id":"a","audio_start_ms":1e300}',
            "no readable audio_start_ms",
        ),
        (
            '{"type":"input_audio_buffer.speech_started","item_id":"a","audio_start_ms":NaN}',
            "no readable audio_start_ms",
        ),
        ('{"type":"conversation.item.added","item":null}', "no readable id"),
    ],
)
def test_what_cannot_be_read_says_why(frame: str | bytes, reason: str) -> None:
    event = decode_server_event(frame)
    assert isinstance(event, UnknownEvent)
    assert event.reason == reason


def test_an_unknown_type_keeps_its_name_but_not_all_of_it() -> None:
    assert read(type="response.created", response={}) == UnknownEvent("response.created")
    endless = read(type="x" * 10_000)
    assert isinstance(endless, UnknownEvent)
    assert len(endless.type) == 100


def test_unknown_fields_are_ignored() -> None:
    event = read(type=f"{_PREFIX}.delta", item_id="item_A", content_index=0, delta="Hey", obfuscation="aB3")
    assert event == TranscriptDelta("item_A", "Hey")


def test_bytes_and_text_are_alike() -> None:
    frame = '{"type":"input_audio_buffer.committed","item_id":"größe"}'
    assert decode_server_event(frame) == decode_server_event(frame.encode()) == AudioCommitted("größe")


def test_optional_fields_may_be_missing_or_null() -> None:
    assert read(type=f"{_PREFIX}.delta", item_id="a") == TranscriptDelta("a", "")
    assert read(type=f"{_PREFIX}.completed", item_id="a", transcript="Hi") == TranscriptCompleted("a", "Hi")
    nulls = {"usage": None, "languages": None, "logprobs": None, "content_index": None, "transcript": None}
    assert read(type=f"{_PREFIX}.completed", item_id="a", **nulls) == TranscriptCompleted("a", "")
    assert read(type="rate_limits.updated", rate_limits=None) == RateLimitsUpdated(())
    assert read(type="input_audio_buffer.committed", item_id="a", previous_item_id="") == AudioCommitted("a", None)


def test_numbers_may_be_decimal() -> None:
    started = read(type="input_audio_buffer.speech_started", item_id="a", audio_start_ms=1000.0)
    assert started == SpeechStarted("a", 1000)


def test_both_names_of_a_new_item() -> None:
    item = {"id": "a", "content": [{"type": "input_audio", "transcript": None}]}
    for name in ("conversation.item.added", "conversation.item.created"):
        assert read(type=name, previous_item_id="z", item=item) == ItemAdded("a", "z")


@pytest.mark.parametrize(
    ("content", "transcript"),
    [
        (None, None),
        ([], None),
        ([{"transcript": None}], None),
        ([None, {"transcript": ""}], ""),
        ([{"transcript": "Hi"}], "Hi"),
    ],
)
def test_a_done_item_may_carry_its_text(content: object, transcript: str | None) -> None:
    done = read(type="conversation.item.done", item={"id": "a", "content": content})
    assert done == ItemDone("a", None, transcript)


def test_usage_is_seconds_or_tokens() -> None:
    def usage(**fields: Any) -> Usage | None:
        event = read(type=f"{_PREFIX}.completed", item_id="a", transcript="", usage=fields)
        assert isinstance(event, TranscriptCompleted)
        return event.usage

    assert usage(type="duration", seconds=2) == Usage(seconds=2.0)
    tokens = usage(type="tokens", total_tokens=22, input_tokens=13, output_tokens=9, input_token_details={})
    assert tokens == Usage(input_tokens=13, output_tokens=9, total_tokens=22)
    assert usage(type="tokens") is None


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        ("out of memory", ErrorDetail("out of memory", code="oom")),
        ({"type": "server_error", "message": "Sorry.", "code": None}, ErrorDetail("Sorry.", "server_error")),
        ({"message": {"detail": "x"}, "code": 422}, ErrorDetail("422", code="422")),
        ({"type": "server_error"}, ErrorDetail("server_error", "server_error")),
        (None, ErrorDetail("oom", code="oom")),
    ],
)
def test_an_error_is_an_object_or_a_string(error: object, detail: ErrorDetail) -> None:
    assert read(type="error", error=error, code="oom") == ErrorOccurred(detail)


def test_a_failure_without_a_reason_is_still_a_failure() -> None:
    assert read(type=f"{_PREFIX}.failed", item_id="a") == TranscriptFailed("a", read_error(None))
    assert read_error(None).message == "The service gave no reason."


@pytest.mark.parametrize("name", ["session.created", "transcription_session.created"])
def test_the_first_event_says_which_dialect_is_spoken(name: str) -> None:
    event = read(type=name, session={"id": "sess_1", "expires_at": 5.0})
    nothing_said = SessionConfiguration(model="", turn_detection=None)
    assert event == SessionCreated(AnnouncedSession("sess_1", nothing_said, 5), name.startswith("transcription"))


def test_a_session_beside_the_type_is_found() -> None:
    event = read(type="session.created", id="sess_1", created=1)
    assert isinstance(event, SessionCreated)
    assert event.session.session_id == "sess_1"


@pytest.mark.parametrize("kind", ["delta", "completed"])
def test_log_probabilities_are_read_where_they_say_something(kind: str) -> None:
    entries = [
        {"token": "Hey", "bytes": [72, 101, 121], "logprob": -0.01},
        {"token": ",", "logprob": -1},
        *(None, 5, {}, {"token": "x"}, {"token": 5, "logprob": -1.0}, {"token": "y", "logprob": "-1"}),
    ]
    event = read(type=f"{_PREFIX}.{kind}", item_id="item_A", logprobs=entries)
    assert isinstance(event, TranscriptDelta | TranscriptCompleted)
    assert event.logprobs == (Logprob("Hey", -0.01), Logprob(",", -1.0))


@pytest.mark.parametrize("nothing", [None, [], {}, "none", 0])
def test_no_log_probabilities_are_no_fault(nothing: object) -> None:
    event = read(type=f"{_PREFIX}.delta", item_id="item_A", delta="Hey", logprobs=nothing)
    assert event == TranscriptDelta("item_A", "Hey")
    segments = read(type=f"{_PREFIX}.completed", item_id="item_A", languages=nothing, logprobs=nothing)
    assert segments == TranscriptCompleted("item_A", "")

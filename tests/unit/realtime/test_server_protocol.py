"""Conversations with a server, told from both sides: what a client says, what comes back, what is asked of the ears."""

import base64
import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    IdleTimeout,
    ItemDeleted,
    ItemRetrieved,
    SpeechStarted,
    SpeechStopped,
    TranscriptCompleted,
    TranscriptDelta,
    TranscriptPartial,
    Usage,
)
from transcriber.realtime.server_protocol import (
    EXPIRED_CLOSE_CODE,
    LARGEST_APPEND_BYTES,
    AudioAppended,
    ClearRequested,
    Command,
    CommitRequested,
    ConfigurationChanged,
    ItemDeleteRequested,
    ItemRetrieveRequested,
    Received,
    ServerProtocol,
    expiry_message,
)

both = pytest.mark.parametrize("dialect", Dialect)


def new_protocol(dialect: Dialect, configuration: SessionConfiguration | None = None, **options: Any) -> ServerProtocol:
    counter = itertools.count(1)
    start = SessionConfiguration() if configuration is None else configuration
    return ServerProtocol(dialect, "sess_1", start, 1_756_313_470, lambda kind: f"{kind}_{next(counter)}", **options)


class Session:
    """Plays a client against a server's rules; every frame of the server goes past the judge."""

    def __init__(self, protocol: ServerProtocol, dialect: Dialect, judge: Any) -> None:
        self.protocol = protocol
        self._dialect = dialect
        self._judge = judge
        self._event_ids: list[str] = []

    def opens(self) -> dict[str, Any]:
        (created,) = self._judged(self.protocol.opening())
        return created

    def says(self, frame: str | bytes | None = None, **fields: Any) -> tuple[list[dict[str, Any]], list[Command]]:
        received: Received = self.protocol.receive(json.dumps(fields) if frame is None else frame)
        return self._judged(received.frames), received.commands

    def asks(self, **fields: Any) -> Command:
        """An event that is not answered at once but leads to one wish."""
        frames, commands = self.says(**fields)
        assert frames == []
        (command,) = commands
        return command

    def updates(self, session: object, name: str | None = None) -> dict[str, Any]:
        frames, commands = self.says(type=name or self._dialect.update_type, session=session)
        (updated,) = frames
        assert commands == [ConfigurationChanged(self.protocol.configuration)]
        return updated

    def is_refused(self, frame: str | bytes | None = None, **fields: Any) -> dict[str, Any]:
        """The one error; nothing else happens and the session lives on as it was."""
        before = self.protocol.configuration
        frames, commands = self.says(frame, **fields)
        assert commands == []
        (error,) = frames
        assert error["type"] == "error"
        assert error["error"]["type"] == "invalid_request_error"
        assert self.protocol.configuration == before
        assert self.asks(type="input_audio_buffer.append", audio="AAAA" * 2) == AudioAppended(b"\0" * 6)
        return dict(error["error"])

    def hears(self, fact: Any) -> list[dict[str, Any]]:
        return self._judged(self.protocol.send(fact))

    def _judged(self, frames: list[str]) -> list[dict[str, Any]]:
        events = [self._judge.server_event(frame, self._dialect) for frame in frames]
        self._event_ids += [event["event_id"] for event in events]
        assert len(set(self._event_ids)) == len(self._event_ids)
        return events


Open = Callable[..., Session]


@pytest.fixture
def opened(judge: Any) -> Open:
    def start(
        dialect: Dialect = Dialect.GA, configuration: SessionConfiguration | None = None, **options: Any
    ) -> Session:
        return Session(new_protocol(dialect, configuration, **options), dialect, judge)

    return start


def nested(**fields: Any) -> dict[str, Any]:
    return {"type": "transcription", "audio": {"input": fields}}


def types(events: list[dict[str, Any]]) -> list[str]:
    return [event["type"] for event in events]


# ---- a whole session -------------------------------------------------------------------------------------------------


@both
def test_two_turns_under_server_vad(opened: Open, dialect: Dialect) -> None:
    session = opened(dialect)
    created = session.opens()
    assert created["type"] == dialect.created_type
    assert created["session"]["id"] == "sess_1"
    assert created["session"]["expires_at"] == 1_756_313_470

    assert session.updates({})["type"] == dialect.updated_type
    assert session.asks(type="input_audio_buffer.append", audio=base64.b64encode(b"\1\2").decode()) == AudioAppended(
        b"\1\2"
    )

    added = (
        ["conversation.item.added", "conversation.item.done"]
        if dialect is Dialect.GA
        else ["conversation.item.created"]
    )
    assert types(session.hears(SpeechStarted("A", 1000))) == ["input_audio_buffer.speech_started"]
    assert types(session.hears(TranscriptDelta("A", "Hey"))) == ["conversation.item.input_audio_transcription.delta"]
    assert types(session.hears(SpeechStopped("A", 2000))) == ["input_audio_buffer.speech_stopped"]
    first = session.hears(AudioCommitted("A"))
    assert types(first) == ["input_audio_buffer.committed", *added]
    assert [event["previous_item_id"] for event in first] == [None] * len(first)
    second = session.hears(AudioCommitted("B"))
    assert [event["previous_item_id"] for event in second] == ["A"] * len(second)

    (late,) = session.hears(TranscriptCompleted("B", "Second.", usage=Usage(seconds=1.5)))
    assert late["usage"] == {"type": "duration", "seconds": 1.5}
    assert types(session.hears(TranscriptCompleted("A", "First.", usage=Usage(seconds=1.0)))) == [
        "conversation.item.input_audio_transcription.completed"
    ]
    assert session.hears(TranscriptCompleted("A", "First again.", usage=Usage(seconds=1.0))) == []
    assert session.hears(TranscriptDelta("A", "late")) == []


@both
def test_manual_commit_clear_and_a_commit_of_too_little(opened: Open, dialect: Dialect) -> None:
    session = opened(dialect)
    assert session.asks(type="input_audio_buffer.commit", event_id="evt_9") == CommitRequested("evt_9")
    (refusal,) = session.protocol.refuse_commit(12.5, "evt_9")
    assert json.loads(refusal)["error"] == {
        "type": "invalid_request_error",
        "code": "input_audio_buffer_commit_empty",
        "message": (
            "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, "
            "but buffer only has 12.50ms of audio."
        ),
        "param": None,
        "event_id": "evt_9",
    }
    assert session.asks(type="input_audio_buffer.clear") == ClearRequested(None)
    assert types(session.hears(AudioCleared())) == ["input_audio_buffer.cleared"]


@both
def test_items_are_retrieved_and_deleted(opened: Open, dialect: Dialect) -> None:
    session = opened(dialect)
    session.hears(AudioCommitted("A"))
    asked = session.asks(type="conversation.item.retrieve", item_id="A", event_id="e1")
    assert asked == ItemRetrieveRequested("A", "e1")
    (retrieved,) = session.hears(ItemRetrieved("A", "Hey.", b"\1\2"))
    assert retrieved["item"]["content"] == [{"type": "input_audio", "transcript": "Hey.", "audio": "AQI="}]
    assert session.asks(type="conversation.item.delete", item_id="A") == ItemDeleteRequested("A", None)
    assert types(session.hears(ItemDeleted("A"))) == ["conversation.item.deleted"]
    for name in ("conversation.item.retrieve", "conversation.item.delete"):
        assert session.is_refused(type=name, item_id="A", event_id="e2")["event_id"] == "e2"
        assert session.is_refused(type=name, item_id=["A"])["param"] == "item_id"
        assert session.is_refused(type=name)["param"] == "item_id"


def test_the_provisional_tail_goes_out_and_what_beta_cannot_say_does_not(opened: Open) -> None:
    session = opened(Dialect.BETA)
    (partial,) = session.hears(TranscriptPartial("A", "Hey you", 700))
    assert (partial["transcript"], partial["audio_end_ms"]) == ("Hey you", 700)
    assert session.hears(IdleTimeout("A", 0, 1)) == []


@both
def test_the_session_ends_with_the_documented_words(opened: Open, dialect: Dialect) -> None:
    (frame,) = opened(dialect).protocol.expire()
    error = json.loads(frame)["error"]
    assert error["code"] == "session_expired"
    assert error["message"] == expiry_message(3600) == "Your session hit the maximum duration of 60 minutes."
    assert "2 seconds" in expiry_message(2)
    assert EXPIRED_CLOSE_CODE == 1001


# ---- updates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["session.update", "transcription_session.update"])
def test_beta_understands_both_updates(opened: Open, name: str) -> None:
    session = opened(Dialect.BETA)
    updated = session.updates({"input_audio_format": "g711_ulaw"}, name)
    assert updated["type"] == f"{name}d"
    assert session.protocol.configuration.audio_format is AudioFormat.G711_ULAW


def test_ga_refuses_the_beta_update_and_lives_on(opened: Open) -> None:
    session = opened(Dialect.GA)
    error = session.is_refused(type="transcription_session.update", session={}, event_id="evt_1")
    assert error["code"] == "invalid_value"
    assert error["param"] == "type"
    assert error["event_id"] == "evt_1"
    assert error["message"].startswith("Invalid value: 'transcription_session.update'.")


def test_a_beta_connection_without_the_intent_opens_as_a_conversation_does(opened: Open) -> None:
    assert opened(Dialect.BETA, is_transcription_intent=False).opens()["type"] == "session.created"
    assert opened(Dialect.GA, is_transcription_intent=False).opens()["type"] == "session.created"


def test_only_present_fields_change(opened: Open) -> None:
    session = opened(Dialect.GA)
    session.updates(nested(turn_detection={"type": "server_vad", "threshold": 0.9}, transcription={"prompt": "Qt"}))
    session.updates(nested(noise_reduction={"type": "near_field"}))
    assert session.protocol.configuration.turn_detection == ServerVad(threshold=0.9)
    session.updates(nested(turn_detection=None))
    assert session.protocol.configuration.turn_detection is None
    assert session.protocol.configuration.prompt == "Qt"
    session.updates(nested(turn_detection={"type": "semantic_vad"}))
    assert session.protocol.configuration.turn_detection == SemanticVad()


def test_a_live_model_without_a_word_on_turn_detection_waits_for_commits(opened: Open) -> None:
    session = opened(Dialect.GA)
    transcription = {"model": "gpt-live-transcribe", "languages": ["de"], "delay": "low"}
    updated = session.updates(nested(transcription=transcription))
    assert updated["session"]["audio"]["input"]["turn_detection"] is None
    assert session.protocol.configuration.turn_detection is None
    assert updated["session"]["audio"]["input"]["transcription"] == {**transcription, "language": "en"}


@both
def test_the_language_that_is_spoken_is_echoed(opened: Open, dialect: Dialect) -> None:
    german = SessionConfiguration(language="de")
    assert opened(dialect, german).protocol.configuration.language == "en"
    assert opened(dialect, german, spoken_language=None).protocol.configuration.language == "de"


def test_a_conversation_session_is_accepted_and_echoed(opened: Open) -> None:
    updated = opened(Dialect.GA).updates(
        {
            "type": "realtime",
            "instructions": "Be brief.",
            "output_modalities": ["text"],
            "audio": {"input": {"transcription": {"model": "whisper-1"}}, "output": {"voice": "marin"}},
        }
    )
    assert updated["session"]["type"] == "realtime"
    assert updated["session"]["instructions"] == "Be brief."
    assert updated["session"]["audio"]["output"] == {"voice": "marin"}


@both
@settings(max_examples=40)
@given(data=st.data())
def test_any_configuration_can_be_in_force_from_the_start(
    data: st.DataObject, judge: Any, configurations: Any, dialect: Dialect
) -> None:
    configuration = data.draw(configurations)
    protocol = new_protocol(dialect, configuration)
    judge.server_event(protocol.opening()[0], dialect)
    assert protocol.configuration.turn_detection == configuration.turn_detection
    assert protocol.configuration.audio_format == configuration.audio_format


# ---- bad input -------------------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    ("frame", "code", "param"),
    [
        ("{", "invalid_event", None),
        ("", "invalid_event", None),
        (b"\xff\xff", "invalid_event", None),
        ("[" * 100_000, "invalid_event", None),
        ('{"type":"input_audio_buffer.commit","x":NaN}', "invalid_event", None),
        ("[]", "invalid_event", None),
        ("{}", "invalid_event", "type"),
        ('{"type":5}', "invalid_event", "type"),
        ('{"type":"input_audio_buffer.commit","event_id":5}', "invalid_value", "event_id"),
        ('{"type":"input_audio_buffer.commit","event_id":"' + "x" * 513 + '"}', "invalid_value", "event_id"),
    ],
)
def test_what_is_no_event_is_answered(
    opened: Open, frame: str | bytes, code: str, param: str | None, dialect: Dialect
) -> None:
    error = opened(dialect).is_refused(frame)
    assert (error["code"], error["param"], error["event_id"]) == (code, param, None)


@both
@pytest.mark.parametrize(
    ("event", "code", "param"),
    [
        ({"type": "response.create"}, "invalid_value", "type"),
        ({"type": "nonsense"}, "invalid_value", "type"),
        ({"type": "session.update"}, "missing_required_parameter", "session"),
        ({"type": "session.update", "session": 5}, "invalid_value", "session"),
        ({"type": "input_audio_buffer.append"}, "missing_required_parameter", "audio"),
        ({"type": "input_audio_buffer.append", "audio": 5}, "invalid_value", "audio"),
        ({"type": "input_audio_buffer.append", "audio": "AAA"}, "invalid_value", "audio"),
        ({"type": "input_audio_buffer.append", "audio": "AA-_"}, "invalid_value", "audio"),
        ({"type": "input_audio_buffer.append", "audio": "AA\nAA"}, "invalid_value", "audio"),
        ({"type": "input_audio_buffer.append", "audio": "größe"}, "invalid_value", "audio"),
        ({"type": "input_audio_buffer.append", "audio": "AAAA"}, "invalid_value", "audio"),
    ],
)
def test_a_wrong_event_is_answered_with_its_id(
    opened: Open, event: dict[str, Any], code: str, param: str, dialect: Dialect
) -> None:
    error = opened(dialect).is_refused(**event, event_id="evt_7")
    assert (error["code"], error["param"], error["event_id"]) == (code, param, "evt_7")


@pytest.mark.parametrize(
    ("dialect", "sent", "param"),
    [
        (Dialect.GA, nested(turn_detection={"threshold": 2}), "session.audio.input.turn_detection.threshold"),
        (Dialect.GA, nested(format={"type": "audio/pcm", "rate": 16000}), "session.audio.input.format.rate"),
        (Dialect.BETA, {"turn_detection": {"silence_duration_ms": -1}}, "session.turn_detection.silence_duration_ms"),
        (Dialect.BETA, {"input_audio_format": 7}, "session.input_audio_format"),
    ],
)
def test_a_field_out_of_range_is_named(opened: Open, dialect: Dialect, sent: object, param: str) -> None:
    error = opened(dialect).is_refused(type=dialect.update_type, session=sent)
    assert (error["code"], error["param"]) == ("invalid_value", param)


def test_an_odd_number_of_bytes_is_whole_in_g711(opened: Open) -> None:
    session = opened(Dialect.GA, SessionConfiguration(audio_format=AudioFormat.G711_ULAW))
    assert session.asks(type="input_audio_buffer.append", audio="AAAA") == AudioAppended(b"\0\0\0")


def test_an_empty_append_is_nothing(opened: Open) -> None:
    assert opened().says(type="input_audio_buffer.append", audio="") == ([], [])


def test_fifteen_mebibytes_pass_and_not_a_sample_more(opened: Open) -> None:
    session = opened()
    largest = base64.b64encode(bytes(LARGEST_APPEND_BYTES)).decode()
    assert len(largest) == 20_971_520
    appended = session.asks(type="input_audio_buffer.append", audio=largest)
    assert isinstance(appended, AudioAppended)
    assert len(appended.audio) == LARGEST_APPEND_BYTES
    error = session.is_refused(type="input_audio_buffer.append", audio=largest + "AAA=")
    assert (error["code"], error["param"]) == ("invalid_value", "audio")


_FIELDS = ["type", "event_id", "session", "audio", "input", "turn_detection", "threshold", "transcription", "item_id"]
_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=4),
    max_leaves=10,
)
_TYPES = st.sampled_from(["session.update", "transcription_session.update", "input_audio_buffer.append", "x"])


@both
@given(
    frames=st.lists(
        st.text()
        | st.binary()
        | _ANY_JSON.map(json.dumps)
        | st.builds(
            lambda name, session: json.dumps({"type": name, "session": session, "audio": session}), _TYPES, _ANY_JSON
        ),
        max_size=5,
    )
)
def test_no_frame_breaks_the_session(frames: list[str | bytes], judge: Any, dialect: Dialect) -> None:
    protocol = new_protocol(dialect)
    for frame in frames:
        for answer in protocol.receive(frame).frames:
            assert json.loads(answer)["type"] in ("error", "session.updated", "transcription_session.updated")
    assert protocol.receive('{"type":"input_audio_buffer.commit"}').commands == [CommitRequested(None)]

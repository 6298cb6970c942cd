"""An independent judge of frames: the types of the official `openai` package, strict and with no extra fields.

Pytest plugin. The package is imported when a test first asks for the judge, because that takes over a second.
"""

import copy
import json
from collections.abc import Mapping
from typing import Any, get_args

import pytest
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.models import MODELS

Json = dict[str, Any]


class WireJudge:
    """Says whether a frame is what the documented protocol allows; raises pydantic's ValidationError if not."""

    def __init__(self) -> None:
        from openai.types import realtime as ga
        from openai.types.beta import realtime as beta
        from openai.types.beta.realtime import transcription_session_update
        from openai.types.realtime import realtime_transcription_session_audio_input_turn_detection as detection
        from openai.types.realtime import realtime_transcription_session_create_response as create_response

        self._client = {Dialect.GA: _by_type(ga.RealtimeClientEvent), Dialect.BETA: _by_type(beta.RealtimeClientEvent)}
        self._server = {Dialect.GA: _by_type(ga.RealtimeServerEvent), Dialect.BETA: _by_type(beta.RealtimeServerEvent)}
        self._detectors = {"server_vad": detection.ServerVad, "semantic_vad": detection.SemanticVad}
        self._flat_session = transcription_session_update.Session
        self._flat_conversation = beta.Session
        self._request = ga.RealtimeTranscriptionSessionCreateRequest
        self._conversation_request = ga.RealtimeSessionCreateRequest
        self._answers = {
            "transcription": create_response.RealtimeTranscriptionSessionCreateResponse,
            "realtime": ga.RealtimeSessionCreateResponse,
        }

    def client_event(self, frame: str, dialect: Dialect) -> Json:
        """The parsed frame of a client, if the dialect has such an event."""
        event = _object(frame)
        model = self._client[dialect][event["type"]]
        _check(model, _with_known_model(event) if dialect is Dialect.BETA else event)
        return event

    def server_event(self, frame: str, dialect: Dialect) -> Json:
        """The parsed frame of a server, if the dialect has such an event."""
        event = _object(frame)
        kind = event["type"]
        if kind == "input_audio_buffer.partial_transcription":
            # Not OpenAI's: an addition that some servers make for clients that ask.
            assert set(event) - {"audio_end_ms"} == {"type", "event_id", "item_id", "transcript"}
        elif kind.endswith(("session.created", "session.updated")):
            assert set(event) == {"type", "event_id", "session"}
            assert isinstance(event["event_id"], str)
            self._check_session(kind, event["session"], dialect)
        else:
            _check(self._server[dialect][kind], event)
        return event

    def secret_request(self, body: Json, dialect: Dialect) -> None:
        """The body of a client that asks for a client secret."""
        if dialect is Dialect.BETA:
            _check(self._flat_session, _with_known_model({"session": body})["session"])
            return
        assert set(body) == {"expires_after", "session"}
        assert body["expires_after"]["anchor"] == "created_at"
        _check(self._request, body["session"])

    def secret_answer(self, body: Json, dialect: Dialect) -> None:
        """The body of a server that made a client secret."""
        body = copy.deepcopy(body)
        secret = body if dialect is Dialect.GA else body.pop("client_secret")
        assert isinstance(secret["value"], str)
        assert isinstance(secret["expires_at"], int)
        if dialect is Dialect.GA:
            assert set(body) == {"value", "expires_at", "session"}
            self._check_nested(body["session"])
        else:
            self._check_session("transcription_session.created", body, dialect)

    def _check_session(self, kind: str, session: Json, dialect: Dialect) -> None:
        if dialect is Dialect.GA:
            assert kind in ("session.created", "session.updated")
            self._check_nested(session)
            return
        known = _with_known_model({"session": session})["session"]
        assert isinstance(known["id"], str)
        if kind.startswith("transcription_session."):
            _check(self._flat_session, _without(known, "id", "object", "expires_at"))
        else:
            _check(self._flat_conversation, _without(known, "object", "expires_at", "include"))

    def _check_nested(self, session: Json) -> None:
        # The package types an announced session's turn detection more narrowly than the one that was asked for.
        session = copy.deepcopy(session)
        turn_detection = session["audio"]["input"].pop("turn_detection")
        if turn_detection is not None:
            _check(self._detectors[turn_detection["type"]], turn_detection)
        _check(self._answers[session["type"]], session)


def _by_type(union: Any) -> dict[str, Any]:
    """The members of the package's event unions by their `type`: pydantic does not see that discriminator."""
    members = get_args(get_args(union)[0])
    return {get_args(member.model_fields["type"].annotation)[0]: member for member in members}


def _check(model: Any, value: object) -> None:
    model.model_validate(value, extra="forbid", strict=True)


def _object(frame: str) -> Json:
    event = json.loads(frame)
    assert isinstance(event, dict)
    return event


def _with_known_model(event: Json) -> Json:
    """The package's beta types know three models only."""
    event = copy.deepcopy(event)
    transcription = event.get("session", {}).get("input_audio_transcription")
    if transcription and "model" in transcription:
        assert isinstance(transcription["model"], str)
        transcription["model"] = "whisper-1"
    return event


def _without(fields: Mapping[str, Any], *names: str) -> Json:
    return {name: value for name, value in fields.items() if name not in names}


@pytest.fixture(scope="session")
def judge() -> WireJudge:
    return WireJudge()


@pytest.fixture(scope="session")
def configurations() -> st.SearchStrategy[SessionConfiguration]:
    """Configurations as a person could set them, for every model of the table and one that nobody knows."""
    words = st.text(max_size=20).map(lambda text: text.translate({10: " ", 13: " "}))
    codes = st.sampled_from(["en", "de", "pt-BR", "yue"])
    server_vad = st.builds(
        ServerVad,
        threshold=st.floats(0, 1),
        prefix_padding_ms=st.integers(0, 10_000),
        silence_duration_ms=st.integers(0, 60_000),
    )
    semantic_vad = st.builds(SemanticVad, eagerness=st.sampled_from(["low", "medium", "high", "auto"]))
    noise = st.one_of(
        st.just((None, None)),
        st.tuples(st.sampled_from(NoiseReduction), st.none() | st.floats(0, 5)),
    )
    return st.builds(
        lambda noise_reduction, **others: SessionConfiguration(
            noise_reduction=noise_reduction[0], noise_reduction_strength=noise_reduction[1], **others
        ),
        noise_reduction=noise,
        audio_format=st.sampled_from(AudioFormat),
        model=st.sampled_from([*(row.model for row in MODELS), "somebody/else-1"]),
        language=st.none() | codes,
        languages=st.lists(codes, max_size=2).map(tuple),
        keywords=st.lists(words, max_size=3).map(tuple),
        prompt=st.none() | words,
        delay=st.sampled_from([None, "minimal", "low", "medium", "high", "xhigh"]),
        turn_detection=st.none() | server_vad | semantic_vad,
        include_logprobs=st.booleans(),
        modalities=st.sampled_from([("text",), ("audio", "text")]),
        client_secret_seconds=st.integers(10, 7200),
    )

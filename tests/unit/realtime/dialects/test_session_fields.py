from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.session_fields import (
    read_configuration,
    read_session,
    session_fields,
    session_object,
)
from transcriber.realtime.events import AnnouncedSession

MODEL_PROMPT_DELAY = {"model", "prompt", "delay"}


def as_told(configuration: SessionConfiguration, dialect: Dialect) -> SessionConfiguration:
    """What is left of a configuration when the other side has heard it in this dialect."""
    configuration = replace(configuration, client_secret_seconds=600)
    if configuration.noise_reduction is None:
        configuration = replace(configuration, noise_reduction_strength=None)
    if dialect is Dialect.GA:
        return replace(configuration, modalities=("text",))
    return replace(configuration, languages=(), keywords=(), delay=None, noise_reduction_strength=None)


@pytest.mark.parametrize("dialect", Dialect)
@settings(max_examples=40)
@given(data=st.data())
def test_what_a_dialect_can_say_is_understood(data: st.DataObject, configurations: Any, dialect: Dialect) -> None:
    configuration = data.draw(configurations)
    assert read_configuration(session_fields(configuration, dialect)) == as_told(configuration, dialect)


def test_everything_in_ga() -> None:
    configuration = SessionConfiguration(
        audio_format=AudioFormat.G711_ULAW,
        model="gpt-live-transcribe",
        languages=("en", "de"),
        keywords=("Qt",),
        prompt="Stand-up.",
        delay="low",
        turn_detection=None,
        noise_reduction=NoiseReduction.FAR_FIELD,
        noise_reduction_strength=0.5,
        include_logprobs=True,
        modalities=("audio", "text"),
    )
    assert session_fields(configuration, Dialect.GA) == {
        "type": "transcription",
        "audio": {
            "input": {
                "format": {"type": "audio/pcmu"},
                "transcription": {
                    "model": "gpt-live-transcribe",
                    "languages": ["en", "de"],
                    "keywords": ["Qt"],
                    "prompt": "Stand-up.",
                    "delay": "low",
                },
                "noise_reduction": {"type": "far_field", "strength": 0.5},
                "turn_detection": None,
            }
        },
        "include": ["item.input_audio_transcription.logprobs"],
    }


def test_the_same_in_beta_without_what_beta_does_not_know() -> None:
    configuration = SessionConfiguration(
        audio_format=AudioFormat.G711_ALAW,
        language="en",
        languages=("en", "de"),
        keywords=("Qt",),
        prompt="",
        delay="low",
        turn_detection=SemanticVad(eagerness="high"),
        noise_reduction=NoiseReduction.NEAR_FIELD,
        noise_reduction_strength=0.5,
        modalities=("audio", "text"),
    )
    assert session_fields(configuration, Dialect.BETA) == {
        "input_audio_format": "g711_alaw",
        "input_audio_transcription": {"model": "gpt-4o-transcribe", "language": "en", "prompt": ""},
        "input_audio_noise_reduction": {"type": "near_field"},
        "turn_detection": {"type": "semantic_vad", "eagerness": "high"},
        "include": [],
        "modalities": ["audio", "text"],
    }


@pytest.mark.parametrize("dialect", Dialect)
def test_what_is_off_is_said_and_what_must_not_be_null_is_left_out(dialect: Dialect) -> None:
    said = session_fields(SessionConfiguration(turn_detection=None), dialect)
    if dialect is Dialect.GA:
        audio = said["audio"]
        assert isinstance(audio, dict)
        said = audio["input"]
        assert said["noise_reduction"] is None
        assert said["transcription"] == {"model": "gpt-4o-transcribe"}
    else:
        assert said["input_audio_noise_reduction"] is None
        assert said["input_audio_transcription"] == {"model": "gpt-4o-transcribe"}
    assert said["turn_detection"] is None
    assert "turn_detection" in said


def test_a_session_object_says_who_it_is() -> None:
    session = AnnouncedSession("sess_1", SessionConfiguration(), 1_756_313_470)
    said = session_object(session, Dialect.GA)
    assert said["id"] == "sess_1"
    assert said["object"] == "realtime.transcription_session"
    assert said["expires_at"] == 1_756_313_470
    assert replace(read_session(said), stated=frozenset()) == session
    conversation = read_session({"id": "sess_1", "object": "realtime.session"})
    assert session_object(conversation, Dialect.GA)["object"] == "realtime.session"
    assert read_session({"object": 5}).object_name == session.object_name
    assert "expires_at" not in session_object(replace(session, expires_at_s=None), Dialect.BETA)


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ({}, set()),
        ({"audio": {"input": {"transcription": None, "format": {"type": "audio/opus"}}}}, set()),
        ({"audio": {"input": {"noise_reduction": None}}}, {"noise_reduction", "noise_reduction_strength"}),
        ({"audio": {"input": {"noise_reduction": {"type": "near_field"}}}}, {"noise_reduction"}),
        ({"audio": {"input": {"noise_reduction": {"type": "unheard of"}}}}, set()),
        ({"audio": {"input": {"transcription": {"model": "m", "prompt": None, "delay": None}}}}, MODEL_PROMPT_DELAY),
        ({"audio": {"input": {"transcription": {"language": "", "keywords": []}}}}, {"language", "keywords"}),
        ({"input_audio_transcription": {"model": "whisper-1"}, "turn_detection": None}, {"model", "turn_detection"}),
        ({"input_audio_format": "pcm16", "include": None}, {"audio_format", "include_logprobs"}),
    ],
)
def test_what_a_service_does_not_mention_is_not_taken_for_its_word(said: object, stated: set[str]) -> None:
    assert read_session(said).stated == stated


@pytest.mark.parametrize("expires_at", [-1, 1e300, 10**15, "soon", None, True, float("nan")])
def test_an_end_that_no_calendar_can_show_is_none(expires_at: object) -> None:
    assert read_session({"id": "sess_1", "expires_at": expires_at}).expires_at_s is None


def test_a_rate_that_the_api_does_not_know_is_left_unsaid() -> None:
    said: Any = session_fields(SessionConfiguration(), Dialect.GA, sample_rate_hz=16_000)
    assert said["audio"]["input"]["format"] == {"type": "audio/pcm"}
    assert session_fields(SessionConfiguration(), Dialect.BETA, sample_rate_hz=16_000)["input_audio_format"] == "pcm16"


@pytest.mark.parametrize(
    ("spelled", "audio_format"),
    [
        ("pcm16", AudioFormat.PCM16),
        ({"type": "audio/pcm", "rate": 24000}, AudioFormat.PCM16),
        ({"type": "audio/pcmu"}, AudioFormat.G711_ULAW),
        ("g711_alaw", AudioFormat.G711_ALAW),
        ({"type": "audio/opus"}, AudioFormat.PCM16),
        (7, AudioFormat.PCM16),
    ],
)
def test_a_format_is_read_in_either_spelling(spelled: object, audio_format: AudioFormat) -> None:
    assert read_configuration({"audio": {"input": {"format": spelled}}}).audio_format is audio_format
    assert read_configuration({"input_audio_format": spelled}).audio_format is audio_format


@pytest.mark.parametrize("session", [None, 5, "x", [], {}, {"audio": None}, {"audio": {"input": [1]}}])
def test_a_session_that_says_nothing_promises_nothing(session: object) -> None:
    configuration = read_configuration(session)
    assert configuration.model == ""
    assert configuration.turn_detection is None
    assert read_session(session).session_id == ""


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (None, None),
        ({}, None),
        ({"type": "none"}, None),
        ({"type": "server_vad"}, ServerVad()),
        (
            {"type": "server_vad", "threshold": 1, "silence_duration_ms": 200.0},
            ServerVad(threshold=1.0, silence_duration_ms=200),
        ),
        ({"threshold": "high", "prefix_padding_ms": None}, ServerVad()),
        ({"type": "semantic_vad", "eagerness": "low"}, SemanticVad(eagerness="low")),
        ({"type": "semantic_vad", "eagerness": "unheard of"}, SemanticVad()),
        ({"type": "semantic_vad", "eagerness": ["low"]}, SemanticVad()),
    ],
)
def test_turn_detection_is_read_whatever_it_looks_like(said: object, read: object) -> None:
    assert read_configuration({"turn_detection": said}).turn_detection == read

from typing import Any

import pytest

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.session_document import SessionDocument
from transcriber.realtime.dialects.session_rules import FieldError

START = SessionConfiguration(
    prompt="Stand-up.", noise_reduction=NoiseReduction.NEAR_FIELD, turn_detection=ServerVad(threshold=0.7)
)


@pytest.fixture
def ga() -> SessionDocument:
    return SessionDocument.of(START, Dialect.GA)


@pytest.fixture
def beta() -> SessionDocument:
    return SessionDocument.of(START, Dialect.BETA)


def nested(**fields: Any) -> dict[str, Any]:
    return {"type": "transcription", "audio": {"input": fields}}


def test_an_empty_update_changes_nothing(ga: SessionDocument, beta: SessionDocument) -> None:
    for document in (ga, beta):
        assert document.updated({}).configuration == document.configuration == START


def test_only_what_is_sent_changes(ga: SessionDocument) -> None:
    after = ga.updated(nested(transcription={"model": "whisper-1"}, turn_detection={"silence_duration_ms": 200}))
    assert after.configuration.model == "whisper-1"
    assert after.configuration.prompt == "Stand-up."
    assert after.configuration.noise_reduction is NoiseReduction.NEAR_FIELD
    assert after.configuration.turn_detection == ServerVad(threshold=0.7, silence_duration_ms=200)


def test_null_clears(ga: SessionDocument, beta: SessionDocument) -> None:
    nested_after = ga.updated(nested(turn_detection=None, noise_reduction=None, transcription={"prompt": None}))
    flat_after = beta.updated(
        {"turn_detection": None, "input_audio_noise_reduction": None, "input_audio_transcription": {"prompt": None}}
    )
    for after in (nested_after, flat_after):
        assert after.configuration.turn_detection is None
        assert after.configuration.noise_reduction is None
        assert after.configuration.prompt is None
        assert after.configuration.model == START.model


def test_null_for_what_cannot_be_off_is_its_default(ga: SessionDocument, beta: SessionDocument) -> None:
    assert ga.updated(nested(format="g711_ulaw")).updated(nested(format=None)).configuration == START
    changed = beta.updated({"input_audio_format": "g711_ulaw", "modalities": ["audio", "text"]})
    assert changed.configuration.audio_format is AudioFormat.G711_ULAW
    assert changed.updated({"input_audio_format": None, "modalities": None}).configuration == START


def test_another_detector_starts_from_its_own_defaults(ga: SessionDocument) -> None:
    semantic = ga.updated(nested(turn_detection={"type": "semantic_vad", "threshold": "ignored"}))
    assert semantic.configuration.turn_detection == SemanticVad()
    assert semantic.updated(nested(turn_detection={"type": "server_vad"})).configuration.turn_detection == ServerVad()


def test_a_refused_update_changes_nothing(ga: SessionDocument) -> None:
    with pytest.raises(FieldError):
        ga.updated(nested(transcription={"model": "whisper-1"}, turn_detection={"threshold": 7}))
    assert ga.configuration == START


@pytest.mark.parametrize("dialect", Dialect)
def test_a_live_model_gets_no_turn_detection_unless_it_was_asked_for(dialect: Dialect) -> None:
    def update(model: str, **fields: Any) -> dict[str, Any]:
        if dialect is Dialect.GA:
            return nested(transcription={"model": model}, **fields)
        return {"input_audio_transcription": {"model": model}, **fields}

    start = SessionDocument.of(SessionConfiguration(), dialect)
    assert start.updated(update("gpt-live-transcribe")).configuration.turn_detection is None
    assert start.updated(update("gpt-4o-transcribe")).configuration.turn_detection == ServerVad()
    asked = start.updated(update("gpt-live-transcribe", turn_detection={"type": "server_vad"}))
    assert asked.configuration.turn_detection == ServerVad()
    assert asked.updated(update("gpt-realtime-whisper")).configuration.turn_detection == ServerVad()


def test_a_session_that_starts_with_a_live_model_keeps_what_it_was_made_with() -> None:
    made = SessionDocument.of(SessionConfiguration(model="gpt-live-transcribe"), Dialect.GA)
    assert made.updated({}).configuration.turn_detection == ServerVad()


def test_everything_known_is_echoed(ga: SessionDocument, judge: Any) -> None:
    transcription = {"model": "m", "languages": ["de"], "keywords": ["Qt"], "delay": "low", "language": "de"}
    detector = {"type": "server_vad", "idle_timeout_ms": 5000, "create_response": False, "interrupt_response": True}
    after = ga.updated(
        {
            **nested(transcription=transcription, noise_reduction={"type": "far_field", "strength": 2}),
            "include": ["item.input_audio_transcription.logprobs"],
        }
    ).updated(nested(turn_detection=detector))
    said: Any = after.announced("sess_1", 5)
    judge.secret_answer({"value": "ek_1", "expires_at": 1, "session": said}, Dialect.GA)
    heard = said["audio"]["input"]
    assert heard["transcription"] == {**transcription, "prompt": "Stand-up."}
    assert heard["noise_reduction"] == {"type": "far_field", "strength": 2.0}
    assert heard["turn_detection"] == {
        **detector,
        "threshold": 0.7,
        "prefix_padding_ms": 300,
        "silence_duration_ms": 500,
    }
    assert said["include"] == ["item.input_audio_transcription.logprobs"]


def test_strength_outlives_an_update_that_does_not_name_it(ga: SessionDocument) -> None:
    strong = ga.updated(nested(noise_reduction={"type": "near_field", "strength": 2}))
    assert strong.updated(nested(noise_reduction={"type": "far_field"})).configuration.noise_reduction_strength == 2


def test_a_conversation_session_keeps_its_kind_and_fields(ga: SessionDocument, judge: Any) -> None:
    sent = {
        "type": "realtime",
        "instructions": "Be brief.",
        "output_modalities": ["text"],
        "max_output_tokens": "inf",
        "tools": [],
        "tool_choice": "auto",
        "truncation": "auto",
        "audio": {"input": {"transcription": {"model": "whisper-1"}}, "output": {"voice": "marin", "speed": 1.0}},
    }
    said: Any = ga.updated(sent).announced("sess_1", 5)
    judge.secret_answer({"value": "ek_1", "expires_at": 1, "session": said}, Dialect.GA)
    assert said["object"] == "realtime.session"
    assert said["audio"]["output"] == {"voice": "marin", "speed": 1.0}
    assert {name: said[name] for name in sent if name != "audio"} == {
        name: value for name, value in sent.items() if name != "audio"
    }


@pytest.mark.parametrize("dialect", Dialect)
def test_the_one_spoken_language_is_told(dialect: Dialect) -> None:
    document = SessionDocument.of(SessionConfiguration(language="de"), dialect).speaking("en")
    assert document.configuration.language == "en"
    assert document.configuration.model == "gpt-4o-transcribe"


def test_transcription_that_is_off_speaks_no_language(ga: SessionDocument) -> None:
    off = ga.updated(nested(transcription=None))
    assert off.speaking("en") == off

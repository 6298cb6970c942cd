from typing import Any

import pytest

from transcriber.realtime.dialects.session_rules import BETA_SESSION, GA_SESSION, FieldError


def nested(**fields: Any) -> dict[str, Any]:
    return {"type": "transcription", "audio": {"input": fields}}


@pytest.mark.parametrize(
    ("sent", "param", "words"),
    [
        (5, "session", "expected an object, but got a number"),
        ({"type": "video"}, "session.type", "'transcription', 'realtime'"),
        ({"audio": []}, "session.audio", "expected an object, but got an array"),
        ({"audio": {"input": None}}, "session.audio.input", "expected an object, but got null"),
        (nested(format="opus"), "session.audio.input.format", "'pcm16'"),
        (nested(format={"type": "audio/opus"}), "session.audio.input.format.type", "'audio/pcmu'"),
        (nested(format={"type": "audio/pcm", "rate": 16000}), "session.audio.input.format.rate", "24000 to 24000"),
        (nested(transcription="whisper-1"), "session.audio.input.transcription", "an object"),
        (nested(transcription={"model": 4}), "session.audio.input.transcription.model", "a string"),
        (nested(transcription={"language": ["en"]}), "session.audio.input.transcription.language", "a string"),
        (nested(transcription={"languages": []}), "session.audio.input.transcription.languages", "at least 1"),
        (nested(transcription={"languages": None}), "session.audio.input.transcription.languages", "an array"),
        (nested(transcription={"keywords": ["a", 1]}), "session.audio.input.transcription.keywords[1]", "a string"),
        (nested(transcription={"delay": "slow"}), "session.audio.input.transcription.delay", "'minimal'"),
        (nested(noise_reduction={"type": "loud"}), "session.audio.input.noise_reduction.type", "'near_field'"),
        (nested(noise_reduction={"strength": -1}), "session.audio.input.noise_reduction.strength", "0 or more"),
        (nested(turn_detection="server_vad"), "session.audio.input.turn_detection", "an object"),
        (nested(turn_detection={"type": "vad"}), "session.audio.input.turn_detection.type", "'server_vad'"),
        (nested(turn_detection={"threshold": 1.01}), "session.audio.input.turn_detection.threshold", "0 to 1"),
        (nested(turn_detection={"threshold": True}), "session.audio.input.turn_detection.threshold", "a boolean"),
        (nested(turn_detection={"threshold": 10**400}), "session.audio.input.turn_detection.threshold", "0 to 1"),
        (
            nested(turn_detection={"silence_duration_ms": 0.5}),
            "session.audio.input.turn_detection.silence_duration_ms",
            "an integer",
        ),
        (
            nested(turn_detection={"type": "semantic_vad", "eagerness": "keen"}),
            "session.audio.input.turn_detection.eagerness",
            "'auto'",
        ),
        ({"include": ["everything"]}, "session.include[0]", "logprobs"),
        ({"instructions": 7}, "session.instructions", "a string"),
    ],
)
def test_a_wrong_field_is_named_by_its_path(sent: object, param: str, words: str) -> None:
    with pytest.raises(FieldError) as caught:
        GA_SESSION(sent, {}, "session")
    assert caught.value.param == param
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("sent", "param"),
    [
        ({"input_audio_format": "pcm24"}, "input_audio_format"),
        ({"input_audio_transcription": {"prompt": 1}}, "input_audio_transcription.prompt"),
        ({"input_audio_noise_reduction": "near_field"}, "input_audio_noise_reduction"),
        ({"turn_detection": {"prefix_padding_ms": -1}}, "turn_detection.prefix_padding_ms"),
        ({"modalities": ["video"]}, "modalities[0]"),
    ],
)
def test_in_the_flat_shape_too(sent: object, param: str) -> None:
    with pytest.raises(FieldError) as caught:
        BETA_SESSION(sent, {}, "")
    assert caught.value.param == param


def test_unknown_fields_are_dropped_and_known_unused_ones_kept() -> None:
    sent = {"type": "realtime", "instructions": "Be brief.", "colour": "red", "audio": {"output": {"voice": "marin"}}}
    assert GA_SESSION(sent, {}, "session") == {
        "type": "realtime",
        "instructions": "Be brief.",
        "audio": {"output": {"voice": "marin"}},
    }


def test_a_long_value_is_not_quoted_whole() -> None:
    with pytest.raises(FieldError) as caught:
        GA_SESSION({"type": "x" * 10_000}, {}, "session")
    assert len(caught.value.message) < 300

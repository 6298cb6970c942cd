import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.blamed_field import blamed_field, field_at
from transcriber.realtime.events import ErrorDetail


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("session.audio.input.format.rate", "audio_format"),
        ("session.audio.input.transcription.model", "model"),
        ("session.audio.input.transcription.language", "language"),
        ("session.audio.input.transcription.languages[0]", "languages"),
        ("session.audio.input.transcription.keywords", "keywords"),
        ("session.audio.input.transcription.prompt", "prompt"),
        ("session.audio.input.transcription.delay", "delay"),
        ("session.audio.input.turn_detection", "turn_detection"),
        ("session.audio.input.turn_detection.type", "turn_detection"),
        ("session.audio.input.turn_detection.threshold", "threshold"),
        ("session.audio.input.turn_detection.eagerness", "eagerness"),
        ("session.audio.input.noise_reduction.type", "noise_reduction"),
        ("session.audio.input.noise_reduction.strength", "noise_reduction_strength"),
        ("session.include[0]", "include_logprobs"),
        ("session.input_audio_format", "audio_format"),
        ("session.input_audio_transcription.model", "model"),
        ("session.input_audio_noise_reduction", "noise_reduction"),
        ("session.turn_detection.silence_duration_ms", "silence_duration_ms"),
        ("session.modalities", "modalities"),
        ("expires_after.seconds", "client_secret_seconds"),
        ("client_secret.expires_at.seconds", "client_secret_seconds"),
        ("model", "model"),
        ("intent", "sends_intent"),
        ("audio", ""),
        ("session", ""),
        ("session.type", ""),
        ("", ""),
    ],
)
def test_a_path_of_either_dialect_leads_to_its_field(path: str, field: str) -> None:
    assert field_at(path) == field
    assert blamed_field(ErrorDetail("No.", code="invalid_value", param=path)) == field


@pytest.mark.parametrize(
    ("message", "code", "field"),
    [
        ("Turn detection is not supported for this transcription model", None, "turn_detection"),
        ("Unknown parameter: 'session.audio.input.transcription.delay'.", "unknown_parameter", "delay"),
        ("Prompt is not supported with this model.", "invalid_value", "prompt"),
        ("You must not provide a model parameter for transcription sessions.", "invalid_model", "sends_model"),
        (
            "Passing a transcription session update event to a realtime session is not allowed.",
            "invalid_parameter",
            "sends_model",
        ),
        (
            'Model "whisper-1" is a transcription model and cannot be used as the realtime session model.',
            None,
            "sends_model",
        ),
        ("Missing required query parameter: 'model'.", None, "sends_model"),
        ("model is required", None, "sends_model"),
        ("The model `gpt-9` does not exist or you do not have access to it.", "model_not_found", "model"),
        ("Error committing input audio buffer: buffer too small.", "input_audio_buffer_commit_empty", ""),
        ("The language was heard.", None, ""),
        ("Invalid 'audio'. Expected base64-encoded audio bytes.", "invalid_value", ""),
        ("The server had an error while processing your request.", None, ""),
    ],
)
def test_without_a_path_the_words_tell(message: str, code: str | None, field: str) -> None:
    assert blamed_field(ErrorDetail(message, "invalid_request_error", code)) == field


@given(st.text(), st.none() | st.text(), st.none() | st.text())
def test_whatever_is_said_some_answer_is_found(message: str, code: str | None, param: str | None) -> None:
    assert isinstance(blamed_field(ErrorDetail(message, None, code, param)), str)


def test_a_flood_is_read_in_no_time() -> None:
    flood = "'" + "a." * 500_000 + "' model is " * 10_000
    assert blamed_field(ErrorDetail(flood, param="a." * 500_000)) == ""

import contextlib
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.cli.faults import WrongUsage
from transcriber.cli.field_values import (
    COMMIT_READERS,
    READERS,
    SESSION_READERS,
    TURN_DETECTION_READERS,
    Asked,
    assignment,
    value_of,
)
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration


def read(text: str) -> object:
    return value_of(assignment(text))


def names(kind: type) -> set[str]:
    return {field.name for field in fields(kind)}


def test_every_field_of_a_session_can_be_set() -> None:
    assert set(SESSION_READERS) == names(SessionConfiguration)
    assert set(COMMIT_READERS) == names(CommitPolicy)
    assert set(TURN_DETECTION_READERS["server_vad"]) == names(ServerVad)
    assert set(TURN_DETECTION_READERS["semantic_vad"]) == names(SemanticVad)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("languages=de, fr", ("de", "fr")),
        ("keywords=", ()),
        ("prompt=a=b", "a=b"),
        ("prompt=", None),
        ("language=none", None),
        ("noise_reduction=far_field", NoiseReduction.FAR_FIELD),
        ("noise_reduction=off", None),
        ("include_logprobs=yes", True),
        ("modalities=text,audio", ("text", "audio")),
        ("threshold=0.25", 0.25),
        ("commit.latest_after_s=none", None),
        ("commit.latest_after_s=20", 20),
        ("commit.at_pauses=off", False),
    ],
)
def test_a_word_becomes_a_value(text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language", "not field=value"),
        ("colour=red", "there is no field of that name; there are audio_format, model"),
        ("audio_format=mp3", "audio_format must be one of pcm16, g711_ulaw, g711_alaw, not 'mp3'"),
        ("delay=soon", "delay must be one of minimal, low, medium, high, xhigh, or none, not 'soon'"),
        ("threshold=nan", "threshold must be a number, not 'nan'"),
        ("noise_reduction_strength=inf", "a number, or none"),
        ("silence_duration_ms=1.5", "a whole number"),
        ("include_logprobs=maybe", "true or false"),
        ("modalities=video", "text or audio"),
        ("eagerness=wild", "low, medium, high, auto"),
        ("commit.pause_ms=long", "argument --set commit.pause_ms: commit.pause_ms must be a whole number, not 'long'"),
    ],
)
def test_a_word_that_is_no_value_says_which_are(text: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        read(text)


@given(field=st.sampled_from(sorted(READERS)), text=st.text(max_size=20))
@settings(max_examples=200)
def test_any_text_is_a_value_or_wrong_usage(field: str, text: str) -> None:
    with contextlib.suppress(WrongUsage):
        value_of(Asked(field, text, "--set"))

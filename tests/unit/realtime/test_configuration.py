from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.realtime.configuration import (
    PREFIX_PADDING_MS,
    ConfigurationError,
    NoiseReduction,
    Range,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    validate,
)


def test_the_defaults_are_valid() -> None:
    validate(SessionConfiguration())


@settings(max_examples=40)
@given(data=st.data())
def test_what_a_person_can_set_is_valid(data: st.DataObject, configurations: Any) -> None:
    configuration = data.draw(configurations)
    validate(replace(configuration, keywords=tuple(word for word in configuration.keywords if word.strip())))


@pytest.mark.parametrize(
    ("changed", "field", "allowed"),
    [
        ({"model": " "}, "model", "must name"),
        ({"model": None}, "model", "text"),
        ({"model": "m" * 201}, "model", "at most 200 characters"),
        ({"model": "two\nlines"}, "model", "one line"),
        ({"audio_format": "mp3"}, "audio_format", "pcm16, g711_ulaw, g711_alaw"),
        ({"language": "english"}, "language", "ISO 639-1 code such as en or de, not 'english'; write en for it"),
        ({"language": "EN"}, "language", "write en for it"),
        ({"language": "xx"}, "language", "not 'xx'."),
        ({"language": ""}, "language", "ISO 639-1"),
        ({"language": "en-"}, "language", "ISO 639-1"),
        ({"language": 7}, "language", "not 7"),
        ({"languages": ("en", "e")}, "languages", "ISO 639-1"),
        ({"languages": "en"}, "languages", "a list"),
        ({"languages": ("en",) * 21}, "languages", "at most 20 entries"),
        ({"keywords": ("Qt", "")}, "keywords", "empty"),
        ({"keywords": ("Qt", 5)}, "keywords", "text"),
        ({"keywords": ("a\nb",)}, "keywords", "without line breaks"),
        ({"keywords": ("Qt",) * 501}, "keywords", "at most 500 entries"),
        ({"keywords": ("Q" * 101,)}, "keywords", "at most 100 characters an entry"),
        ({"prompt": "p" * 8001}, "prompt", "at most 8000 characters, not 8001"),
        ({"prompt": "half \ud800"}, "prompt", "half of a character"),
        ({"prompt": ["a"]}, "prompt", "text"),
        ({"turn_detection": "server_vad"}, "turn_detection", "server_vad, semantic_vad or off"),
        ({"turn_detection": ServerVad(threshold=True)}, "threshold", "a number from 0 to 1, not True"),
        ({"turn_detection": ServerVad(threshold="0.5")}, "threshold", "a number from 0 to 1"),  # type: ignore[arg-type]
        ({"turn_detection": ServerVad(prefix_padding_ms=0.5)}, "prefix_padding_ms", "a whole number"),  # type: ignore[arg-type]
        ({"turn_detection": ServerVad(silence_duration_ms=10**9999)}, "silence_duration_ms", "not a number so large"),
        ({"noise_reduction": "loud"}, "noise_reduction", "near_field, far_field"),
        ({"noise_reduction_strength": float("inf")}, "noise_reduction_strength", "0 or more"),
        ({"noise_reduction_strength": 10**400}, "noise_reduction_strength", "0 or more"),
        ({"include_logprobs": 1}, "include_logprobs", "true or false"),
        ({"modalities": ("audio",)}, "modalities", "text, or text and audio"),
        ({"client_secret_seconds": 60.5}, "client_secret_seconds", "a whole number"),
        ({"delay": "slow"}, "delay", "minimal, low, medium, high, xhigh"),
        ({"turn_detection": ServerVad(threshold=1.5)}, "threshold", "0 to 1"),
        ({"turn_detection": ServerVad(threshold=float("nan"))}, "threshold", "0 to 1"),
        ({"turn_detection": ServerVad(prefix_padding_ms=-1)}, "prefix_padding_ms", "0 to 10000"),
        ({"turn_detection": ServerVad(silence_duration_ms=60_001)}, "silence_duration_ms", "0 to 60000"),
        ({"turn_detection": SemanticVad(eagerness="keen")}, "eagerness", "low, medium, high, auto"),  # type: ignore[arg-type]
        (
            {"noise_reduction": NoiseReduction.FAR_FIELD, "noise_reduction_strength": -0.5},
            "noise_reduction_strength",
            "0 or more",
        ),
        ({"modalities": ()}, "modalities", "text"),
        ({"modalities": ("video",)}, "modalities", "text, audio"),
        ({"client_secret_seconds": 9}, "client_secret_seconds", "10 to 7200"),
        ({"client_secret_seconds": 7201}, "client_secret_seconds", "10 to 7200"),
    ],
)
def test_the_error_names_the_field_and_what_is_allowed(changed: dict[str, Any], field: str, allowed: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        validate(replace(SessionConfiguration(), **changed))
    assert caught.value.field == field
    assert caught.value.message.startswith(field)
    assert allowed in caught.value.message


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters()), st.binary(), st.tuples(st.text())
)


@given(st.sampled_from([field.name for field in fields(SessionConfiguration)]), ANYTHING)
def test_whatever_a_field_holds_it_is_taken_or_refused_by_its_name(field: str, value: object) -> None:
    changed: dict[str, Any] = {field: value}
    blamed = field
    try:
        validate(replace(SessionConfiguration(), **changed))
    except ConfigurationError as error:
        blamed = error.field
    assert blamed == field


def test_both_ends_of_a_range_belong_to_it() -> None:
    assert PREFIX_PADDING_MS.holds(0)
    assert PREFIX_PADDING_MS.holds(10_000)
    assert not PREFIX_PADDING_MS.holds(10_000.5)
    assert str(Range(1, float("inf"))) == "1 or more"

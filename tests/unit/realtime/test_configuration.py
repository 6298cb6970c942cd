from dataclasses import replace
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
        ({"language": "English"}, "language", "ISO 639-1"),
        ({"language": ""}, "language", "ISO 639-1"),
        ({"languages": ("en", "e")}, "languages", "ISO 639-1"),
        ({"keywords": ("Qt", "")}, "keywords", "empty"),
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


def test_both_ends_of_a_range_belong_to_it() -> None:
    assert PREFIX_PADDING_MS.holds(0)
    assert PREFIX_PADDING_MS.holds(10_000)
    assert not PREFIX_PADDING_MS.holds(10_000.5)
    assert str(Range(1, float("inf"))) == "1 or more"

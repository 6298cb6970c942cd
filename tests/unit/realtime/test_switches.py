from typing import Any

import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.switches import KeyPlacement, Switches, validate_switches


@pytest.mark.parametrize(
    "switches",
    [
        Switches(),
        Switches(sample_rate_hz=16_000, chunk_ms=20, backlog_speed=1),
        Switches(chunk_ms=200, backlog_speed=5.0),
        Switches(query=(("region", "eu"), ("intent", "transcription")), sends_intent=False),
        Switches(key_placement=KeyPlacement.QUERY, certificate_authority_path="/etc/company ca.pem"),
    ],
)
def test_what_services_want_is_let_through(switches: Switches) -> None:
    validate_switches(switches)


@pytest.mark.parametrize(
    ("field", "values", "said"),
    [
        ("sample_rate_hz", (8_000, 0, 48_000), "24000 or 16000"),
        ("chunk_ms", (19, 201, -1), "20 to 200"),
        ("backlog_speed", (0.9, 5.1, float("nan")), "1 to 5"),
        ("query", ((("", "x"),), (("a", "b\n"),), (("a\x00", "b"),)), "plain text"),
        ("query", ((("api_key", "sk-secret"),), (("API_KEY", "sk-secret"),)), "must not hold a key"),
        ("query", ((("intent", "conversation"),),), "another switch"),
        ("certificate_authority_path", ("a\x00b", "a\nb"), "a file's path"),
    ],
)
def test_what_no_service_wants_is_named(field: str, values: tuple[Any, ...], said: str) -> None:
    for value in values:
        with pytest.raises(ConfigurationError, match=said) as refused:
            validate_switches(Switches(**{field: value}))
        assert refused.value.field == field
        assert "sk-secret" not in refused.value.message


@pytest.mark.parametrize("name", ["model", "language"])
def test_a_name_that_a_switch_sends_is_not_sent_twice(name: str) -> None:
    query = ((name, "x"),)
    validate_switches(Switches(query=query))

    with pytest.raises(ConfigurationError, match=f"must not hold {name}"):
        validate_switches(Switches(query=query, sends_model=True, sends_language=True))

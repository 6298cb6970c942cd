from dataclasses import replace
from typing import Any

import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.switches import Switches
from transcriber.settings.profile_rules import origin, shown_host, validate_identity, validate_profile, warning_about
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, KeyPlace, Profile, ServiceKind

OWN = Profile(name="own", title="Own", base_url="https://own.example/v1")


def refusal(profile: Profile, *others: Profile) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as refused:
        validate_profile(profile, others)
    return refused.value


def test_what_comes_with_the_program_is_valid() -> None:
    for profile in BUILT_IN_PROFILES:
        validate_profile(profile, [other for other in BUILT_IN_PROFILES if other != profile])


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"name": ""}, "name", "lower-case"),
        ({"name": "Own"}, "name", "lower-case"),
        ({"name": "-own"}, "name", "lower-case"),
        ({"name": "o--n"}, "name", "lower-case"),
        ({"name": "own\n"}, "name", "lower-case"),
        ({"name": "o" * 41}, "name", "at most 40"),
        ({"name": "openai"}, "name", "already"),
        ({"title": " "}, "title", "1 to 80"),
        ({"title": "a" * 81}, "title", "1 to 80"),
        ({"title": "left\u202eright"}, "title", "invisible"),
        ({"default_model": "a\nb"}, "default_model", "line end"),
        ({"behaves_like": "a\x00"}, "behaves_like", "line end"),
        ({"base_url": None}, "base_url", "missing"),
        ({"base_url": ""}, "base_url", "https://"),
        ({"base_url": "own.example/v1"}, "base_url", "https://"),
        ({"base_url": "ftp://own.example"}, "base_url", "https://"),
        ({"base_url": "https:///v1"}, "base_url", "computer"),
        ({"base_url": "https://me:pw@own.example/v1"}, "base_url", "password"),
        ({"base_url": "https://own.example:99999/v1"}, "base_url", "cannot be read"),
        ({"base_url": "https://own.example:0/v1"}, "base_url", "port 0"),
        ({"base_url": "https://xn--/v1"}, "base_url", "name cannot be read"),
        ({"default_model": "m" * 201}, "default_model", "at most 200"),
        ({"behaves_like": "m" * 201}, "behaves_like", "at most 200"),
        ({"base_url": "https://own.example/v1?key=1"}, "base_url", r"\?"),
        ({"base_url": "https://HOST/v1"}, "base_url", "capitals"),
        ({"base_url": "https://RESOURCE.openai.azure.com/openai/v1"}, "base_url", "capitals"),
        ({"base_url": f"https://{'ü' * 70}.example/v1"}, "base_url", "no host"),
        ({"base_url": "http://own.example/v1"}, "base_url", "plain http"),
        ({"base_url": "ws://10.0.0.7:8000/v1"}, "base_url", "plain http"),
        ({"kind": ServiceKind.LOCAL}, "kind", "no other"),
        ({"key_place": KeyPlace.ENVIRONMENT}, "key_variable", "name of the variable"),
        ({"key_place": KeyPlace.ENVIRONMENT, "key_variable": "9KEY"}, "key_variable", "name of the variable"),
        ({"key_variable": "MY KEY"}, "key_variable", "name of the variable"),
        ({"switches": Switches(chunk_ms=7)}, "chunk_ms", "20 to 200"),
        ({"switches": Switches(query=(("api_key", "x"),))}, "query", "key"),
        ({"switches": Switches(query=(("access_token", "x"),))}, "query", "key"),
        ({"switches": Switches(query=(("X-Api-Key", "x"),))}, "query", "key"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field(change: dict[str, Any], field: str, message: str) -> None:
    error = refusal(replace(OWN, **change), *BUILT_IN_PROFILES)

    assert error.field == field
    assert message.replace("\\", "") in error.message


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"base_url": "https://own.example/v1"}, "base_url"),
        ({"kind": ServiceKind.COMPATIBLE}, "kind"),
        ({"key_place": KeyPlace.KEYRING}, "key_place"),
    ],
)
def test_this_computer_cannot_lose_what_it_is(change: dict[str, Any], field: str) -> None:
    assert refusal(replace(LOCAL, **change)).field == field


def test_a_key_that_was_typed_as_a_variables_name_is_not_repeated() -> None:
    error = refusal(replace(OWN, key_place=KeyPlace.ENVIRONMENT, key_variable="sk-proj-1234"))

    assert "1234" not in error.message


@pytest.mark.parametrize(
    "base_url",
    [
        "https://own.example",
        "wss://own.example:8443/v1",
        "http://127.0.0.1:8000/v1",
        "http://[::1]/v1",
        "http://localhost",
    ],
)
def test_an_address_with_tls_or_on_this_computer_may_have_a_key(base_url: str) -> None:
    validate_profile(replace(OWN, base_url=base_url))

    assert warning_about(replace(OWN, base_url=base_url)) == ""


def test_plain_http_elsewhere_is_for_services_without_a_key_and_is_told() -> None:
    profile = replace(OWN, base_url="http://cellar:8000/v1", key_place=KeyPlace.NONE)

    validate_profile(profile)

    assert warning_about(profile) == "What is spoken travels to cellar unencrypted; anyone on the way can listen."
    assert warning_about(LOCAL) == ""


def test_identity_is_checked_without_the_switches() -> None:
    validate_identity(replace(OWN, switches=Switches(chunk_ms=7), base_url="http://own.example/v1"))


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://API.OpenAI.com/v1/", "https://api.openai.com:443"),
        ("https://api.openai.com.:443/v2", "https://api.openai.com:443"),
        ("wss://own.example/v1", "https://own.example:443"),
        ("ws://127.0.0.1:80", "http://127.0.0.1:80"),
        ("http://[::1]/v1", "http://[::1]:80"),
        ("https://own.example:8443", "https://own.example:8443"),
    ],
)
def test_an_origin_is_scheme_host_and_port(base_url: str, expected: str) -> None:
    assert origin(base_url) == expected


def test_an_address_that_is_none_has_no_origin() -> None:
    with pytest.raises(ConfigurationError) as refused:
        origin("nowhere")

    assert refused.value.field == "base_url"


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://api.openai.com:443/v1", "api.openai.com"),
        ("https://own.example:8443/v1", "own.example:8443"),
        ("https://аpi.openai.com/v1", "xn--pi-6kc.openai.com"),
        ("http://[::1]:8000/v1", "[::1]:8000"),
    ],
)
def test_a_host_is_shown_as_it_is_looked_up(base_url: str, expected: str) -> None:
    assert shown_host(base_url) == expected


def test_the_built_in_service_of_openai_may_have_an_address_of_another_region() -> None:
    validate_profile(replace(OPENAI, base_url="https://eu.api.openai.com/v1"), [LOCAL])

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.settings.profile_rules import validate_profile
from transcriber.settings.profiles import (
    BUILT_IN_PROFILES,
    LOCAL,
    LONGEST_NAME,
    OPENAI,
    KeyPlace,
    Profile,
    UnknownServiceError,
    free_name,
    profile_named,
    slug,
    with_profile,
    without_profile,
)

OWN = Profile(name="own", title="Own", base_url="https://own.example/v1")


def test_a_service_is_named_or_addressed() -> None:
    assert profile_named("local") is LOCAL
    assert profile_named("openai") is OPENAI
    assert profile_named("own", (*BUILT_IN_PROFILES, OWN)) is OWN
    with pytest.raises(UnknownServiceError, match="local, openai"):
        profile_named("nowhere")


def test_openais_prices_and_last_days_are_not_those_of_another_service() -> None:
    own = replace(OWN, behaves_like="whisper-1").capabilities_of("my-deployment")
    openai = OPENAI.capabilities_of("whisper-1")

    assert (openai.price is None, openai.sunset is None) == (False, False)
    assert (own.price, own.sunset) == (None, None)
    assert own == replace(openai, price=None, sunset=None, sunset_source="")
    assert LOCAL.capabilities_of("anything").is_local


def test_an_address_takes_its_key_from_one_variable() -> None:
    addressed = profile_named("http://127.0.0.1:9000/v1/")

    assert addressed.base_url == "http://127.0.0.1:9000/v1"
    assert (addressed.key_place, addressed.key_variable) == (KeyPlace.ENVIRONMENT, "TRANSCRIBER_SERVICE_KEY")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Captions", "captions"),
        ("Café (2)", "cafe-2"),
        ("  My -- server_2!  ", "my-server-2"),
        ("日本", "service"),
        ("", "service"),
        ("a" * 60, "a" * LONGEST_NAME),
        ("a" * 39 + " b", "a" * 39),
    ],
)
def test_a_title_gives_a_name(title: str, name: str) -> None:
    assert slug(title) == name


@given(title=st.text(max_size=60), again=st.integers(1, 12))
def test_a_free_name_is_valid_and_nobody_elses(title: str, again: int) -> None:
    taken: tuple[Profile, ...] = BUILT_IN_PROFILES
    for _ in range(again):
        profile = replace(OWN, name=free_name(title, taken))
        validate_profile(profile, taken)
        taken = (*taken, profile)


def test_the_names_of_the_built_in_services_are_never_free() -> None:
    assert free_name("OpenAI", ()) == "openai-2"
    assert free_name("Local", ()) == "local-2"


def test_a_service_is_added_replaced_and_removed() -> None:
    added = with_profile(BUILT_IN_PROFILES, OWN)
    renamed = with_profile(added, replace(OWN, title="Mine"))

    assert added == (LOCAL, OPENAI, OWN)
    assert renamed == (LOCAL, OPENAI, replace(OWN, title="Mine"))
    assert without_profile(renamed, "own") == BUILT_IN_PROFILES


def test_a_built_in_service_returns_to_what_it_was() -> None:
    edited = with_profile(BUILT_IN_PROFILES, replace(OPENAI, key_variable="MINE"))

    assert without_profile(edited, "openai") == BUILT_IN_PROFILES

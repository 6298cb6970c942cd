from dataclasses import replace

import pytest

from transcriber.settings.confirmation import confirmation, confirmed, readdressed
from transcriber.settings.profiles import LOCAL, OPENAI, KeyPlace, Profile

IMPORTED = Profile(name="own", title="Own", base_url="https://own.example:8443/v1", is_confirmed=False)


@pytest.mark.parametrize(
    ("place", "ending"),
    [
        (KeyPlace.NONE, ", without a key."),
        (KeyPlace.KEYRING, ", and the key that you enter for own opens it."),
        (KeyPlace.MEMORY, ", and the key that you enter for own opens it."),
        (KeyPlace.FILE, ", and the key that you enter for own opens it."),
        (KeyPlace.ENVIRONMENT, ", and the key in the variable MY_KEY opens it."),
    ],
)
def test_the_first_use_shows_host_and_key(place: KeyPlace, ending: str) -> None:
    said = confirmation(replace(IMPORTED, key_place=place, key_variable="MY_KEY"))

    assert said == f"First use of Own: what is spoken goes to own.example:8443{ending}"


def test_a_host_that_only_looks_like_another_is_told_apart() -> None:
    assert "api.openai.com" not in confirmation(replace(IMPORTED, base_url="https://аpi.openai.com/v1"))


def test_nothing_leaves_this_computer() -> None:
    assert confirmation(LOCAL) == "Everything stays on this computer; no key is used."


def test_who_agrees_is_not_asked_again() -> None:
    assert confirmed(IMPORTED) == replace(IMPORTED, is_confirmed=True)


@pytest.mark.parametrize(
    ("base_url", "is_confirmed"),
    [
        ("https://api.openai.com/v2", True),
        ("https://API.openai.com:443/v1", True),
        ("https://other.example/v1", False),
        ("https://api.openai.com:8443/v1", False),
    ],
)
def test_a_variable_is_confirmed_anew_for_another_address(base_url: str, is_confirmed: bool) -> None:
    moved = readdressed(OPENAI, base_url)

    assert (moved.base_url, moved.is_confirmed) == (base_url, is_confirmed)


def test_a_key_that_is_bound_to_its_address_needs_no_second_look() -> None:
    assert readdressed(confirmed(IMPORTED), "https://other.example/v1").is_confirmed
    assert not readdressed(IMPORTED, "https://other.example/v1").is_confirmed

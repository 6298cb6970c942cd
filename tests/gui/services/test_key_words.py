"""What is said about a key, for every place."""

from dataclasses import replace

import pytest

from transcriber.gui.services.key_words import PLACES, key_words, shown_origin
from transcriber.settings.profiles import KeyPlace, Profile

OWN = Profile(name="own", title="Own", base_url="https://host.example.org/v1")


def test_every_place_is_explained() -> None:
    assert {place for place, _, _ in PLACES} == set(KeyPlace)
    assert all(explanation.endswith(".") for _, _, explanation in PLACES)


@pytest.mark.parametrize(
    ("has_key", "before", "words"),
    [
        (True, "", "A key is kept for https://host.example.org:443."),
        (False, "", "No key for https://host.example.org:443."),
        (False, "https://host.example.org:443", "No key for https://host.example.org:443."),
        (
            False,
            "https://old.example.org:443",
            "No key for https://host.example.org:443. The address was changed: enter the key again.",
        ),
    ],
)
def test_a_key_belongs_to_an_address(has_key: bool, before: str, words: str) -> None:
    assert key_words(OWN, has_key=has_key, origin_before=before) == words


def test_a_variable_is_named_and_its_content_is_not() -> None:
    variable = replace(OWN, key_place=KeyPlace.ENVIRONMENT, key_variable="OWN_KEY")
    assert key_words(variable, has_key=True) == "The variable OWN_KEY is set."
    assert key_words(variable, has_key=False) == "The variable OWN_KEY is not set."
    assert key_words(replace(variable, key_variable=""), has_key=False) == "Name the variable that holds the key."


def test_an_address_that_is_none_is_not_repeated() -> None:
    assert shown_origin(replace(OWN, base_url="nonsense")) == "this address"
    assert shown_origin(replace(OWN, base_url=None)) == "this address"

from dataclasses import replace

import pytest

from transcriber.cli import saved_keys
from transcriber.cli.saved_keys import KeyState, key_state, key_store, place_words
from transcriber.realtime.secret import Secret
from transcriber.settings.keys import KeyStoreError
from transcriber.settings.profiles import LOCAL, OPENAI, KeyPlace, Profile

FILED = Profile(name="studio", title="Studio", base_url="https://studio.example/v1", key_place=KeyPlace.FILE)


def test_a_key_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_state(OPENAI) == KeyState(False, "the variable OPENAI_API_KEY: no key")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    assert key_state(OPENAI) == KeyState(True, "the variable OPENAI_API_KEY: a key is there")


def test_a_key_in_a_file() -> None:
    key_store().keep(FILED, Secret("sk-1"))

    assert key_state(FILED) == KeyState(True, "a file that only you can read: a key is there")


def test_a_service_without_a_key() -> None:
    assert key_state(LOCAL) == KeyState(False, "no key")


def test_a_place_that_cannot_be_read_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked:
        def has_key(self, profile: Profile) -> bool:
            raise KeyStoreError("keyring_locked", "The system's keyring is locked.", "Unlock it.")

    monkeypatch.setattr(saved_keys, "key_store", Locked)

    assert key_state(replace(FILED, key_place=KeyPlace.KEYRING)) == KeyState(
        None, "the system's keyring: The system's keyring is locked"
    )


def test_every_place_has_words() -> None:
    assert len({place_words(replace(OPENAI, key_place=place)) for place in KeyPlace}) == len(KeyPlace)

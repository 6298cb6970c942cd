import logging
import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.unit.settings.keyrings import FAILURES, FailingKeyring, WorkingKeyring
from transcriber.realtime.secret import Secret
from transcriber.settings.keys import KeyStore, KeyStoreError, typed_secret
from transcriber.settings.profiles import LOCAL, OPENAI, KeyPlace, Profile, profile_named

TEXT = "sk-1234567890"
KEY = Secret(TEXT)
OWN = Profile(name="own", title="Own", base_url="https://own.example/v1", key_place=KeyPlace.MEMORY)
KEPT = [KeyPlace.KEYRING, KeyPlace.MEMORY, KeyPlace.FILE]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> WorkingKeyring:
    working = WorkingKeyring()
    monkeypatch.setattr("keyring.core._keyring_backend", working)
    return working


@pytest.fixture
def store(folder: Path, keyring: WorkingKeyring) -> KeyStore:
    return KeyStore({"OPENAI_API_KEY": "sk-openai", "MY_KEY": " sk-mine\r\n", "EMPTY": " \n"}, folder)


def code_of(store: KeyStore, profile: Profile) -> str:
    with pytest.raises(KeyStoreError) as refused:
        store.key_for(profile)
    assert refused.value.remedy
    return refused.value.code


@pytest.mark.parametrize("place", KEPT)
def test_a_key_is_kept_found_and_forgotten(store: KeyStore, place: KeyPlace) -> None:
    profile = replace(OWN, key_place=place)
    assert (store.key_for(profile), store.has_key(profile)) == (None, False)

    store.keep(profile, KEY)

    assert (store.key_for(profile), store.has_key(profile)) == (KEY, True)
    store.forget(profile)
    store.forget(profile)
    assert (store.key_for(profile), store.has_key(profile)) == (None, False)


@pytest.mark.parametrize("place", KEPT)
@pytest.mark.parametrize(
    "change",
    [
        {"base_url": "https://own.example:8443/v1"},
        {"base_url": "http://own.example/v1"},
        {"base_url": "https://other.example/v1"},
        {"base_url": "https://own.example.evil.example/v1"},
        {"name": "other"},
    ],
    ids=str,
)
def test_a_changed_address_or_another_service_finds_no_key(
    store: KeyStore, place: KeyPlace, change: dict[str, Any]
) -> None:
    profile = replace(OWN, key_place=place)
    store.keep(profile, KEY)

    assert store.key_for(replace(profile, **change)) is None
    assert store.key_for(replace(profile, base_url="https://OWN.example:443/v2")) == KEY


def test_each_place_has_its_own(store: KeyStore, folder: Path, keyring: WorkingKeyring) -> None:
    store.keep(OWN, KEY)
    assert (keyring.kept, folder.exists()) == ({}, False)

    store.keep(replace(OWN, key_place=KeyPlace.KEYRING), KEY)

    assert keyring.kept == {("transcriber", "own https://own.example:443"): TEXT}
    assert not folder.exists()
    assert store.key_for(replace(OWN, key_place=KeyPlace.FILE)) is None


def test_a_key_in_memory_is_gone_with_the_program(store: KeyStore, folder: Path) -> None:
    store.keep(OWN, KEY)

    assert KeyStore({}, folder).key_for(OWN) is None


def test_a_key_in_keyring_or_file_outlives_the_program(store: KeyStore, folder: Path) -> None:
    for place in (KeyPlace.KEYRING, KeyPlace.FILE):
        store.keep(replace(OWN, key_place=place), KEY)

        assert KeyStore({}, folder).key_for(replace(OWN, key_place=place)) == KEY


def test_a_variable_is_read_and_trimmed_but_never_written(store: KeyStore) -> None:
    mine = replace(OWN, key_place=KeyPlace.ENVIRONMENT, key_variable="MY_KEY")

    assert store.key_for(mine) == Secret("sk-mine")
    assert store.key_for(replace(mine, key_variable="EMPTY")) is None
    assert store.key_for(replace(mine, key_variable="UNSET")) is None
    with pytest.raises(KeyStoreError) as refused:
        store.keep(mine, KEY)
    assert (refused.value.code, "MY_KEY" in refused.value.message) == ("key_in_variable", True)
    store.forget(mine)
    assert store.key_for(mine) == Secret("sk-mine")


def test_an_address_on_the_command_line_has_its_variable(folder: Path) -> None:
    store = KeyStore({"TRANSCRIBER_SERVICE_KEY": "sk-mine"}, folder)

    assert store.key_for(profile_named("https://own.example/v1")) == Secret("sk-mine")


@pytest.mark.parametrize("base_url", ["https://api.openai.com/v1", "https://eu.api.openai.com/v1"])
def test_openais_variable_is_for_openai(store: KeyStore, base_url: str) -> None:
    assert store.key_for(replace(OPENAI, base_url=base_url)) == Secret("sk-openai")


@pytest.mark.parametrize(
    "base_url",
    [
        "https://own.example/v1",
        "http://api.openai.com/v1",
        "https://api.openai.com.evil.example",
        "https://evilapi.openai.com",
    ],
)
def test_openais_variable_goes_nowhere_else_unless_a_person_typed_it(store: KeyStore, base_url: str) -> None:
    assert code_of(store, replace(OPENAI, base_url=base_url)) == "key_for_another_address"
    typed = replace(OWN, base_url=base_url, key_place=KeyPlace.ENVIRONMENT, key_variable="OPENAI_API_KEY")
    assert store.key_for(typed) == Secret("sk-openai")


def test_a_service_that_asks_for_no_key_has_none(store: KeyStore) -> None:
    open_service = replace(OWN, key_place=KeyPlace.NONE)

    assert (store.key_for(LOCAL), store.key_for(open_service), store.has_key(open_service)) == (None, None, False)
    with pytest.raises(KeyStoreError) as refused:
        store.keep(open_service, KEY)
    assert refused.value.code == "no_key_needed"


@pytest.mark.parametrize("place", [*KEPT, KeyPlace.ENVIRONMENT])
def test_no_key_is_given_out_before_a_person_has_seen_where_it_goes(store: KeyStore, place: KeyPlace) -> None:
    imported = replace(OWN, key_place=place, key_variable="MY_KEY", is_confirmed=False)
    if place is not KeyPlace.ENVIRONMENT:
        store.keep(imported, KEY)

    with pytest.raises(KeyStoreError, match=r"First use of Own: what is spoken goes to own\.example") as refused:
        store.key_for(imported)

    assert refused.value.code == "not_confirmed"
    assert store.has_key(imported)
    assert store.key_for(replace(imported, is_confirmed=True)) is not None


@pytest.mark.parametrize("base_url", ["nowhere", "https://a:b@own.example", None])
def test_an_address_that_is_none_has_no_key(store: KeyStore, base_url: str | None) -> None:
    assert code_of(store, replace(OWN, base_url=base_url)) == "invalid_address"
    assert code_of(store, replace(OWN, base_url=base_url, is_confirmed=False)) == "not_confirmed"


@pytest.mark.parametrize("code", FAILURES)
def test_what_a_keyring_refuses_can_be_kept_in_memory(folder: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", FailingKeyring(FAILURES[code]))
    store = KeyStore({}, folder)
    profile = replace(OWN, key_place=KeyPlace.KEYRING)

    with pytest.raises(KeyStoreError) as refused:
        store.keep(profile, KEY)
    assert refused.value.code == code
    assert code_of(store, profile) == code

    in_memory = replace(profile, key_place=KeyPlace.MEMORY)
    store.keep(in_memory, KEY)
    assert store.key_for(in_memory) == KEY


@pytest.mark.parametrize("text", [f"{TEXT}\n", f" {TEXT}\r\n", f"{TEXT}\t"])
def test_a_line_end_is_no_part_of_a_key(text: str) -> None:
    assert typed_secret(text) == KEY


@pytest.mark.parametrize("text", ["", " \n", "sk-12 34567890", "sk-12\n34567890", "sk-1234567890ü", "sk\x00"])
def test_what_cannot_be_a_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(KeyStoreError) as refused:
        typed_secret(text)

    assert refused.value.code == "invalid_key"
    assert "34567890" not in f"{refused.value!r}{refused.value.remedy}{refused.value.__cause__!r}"


def test_a_key_that_is_spoilt_where_it_is_kept_is_told(store: KeyStore, keyring: WorkingKeyring) -> None:
    keyring.kept["transcriber", "own https://own.example:443"] = "sk 12"
    spoilt_variable = KeyStore({"MY_KEY": "sk 12"}, Path())

    assert code_of(store, replace(OWN, key_place=KeyPlace.KEYRING)) == "invalid_key"
    mine = replace(OWN, key_place=KeyPlace.ENVIRONMENT, key_variable="MY_KEY")
    assert code_of(spoilt_variable, mine) == "invalid_key"


def test_nothing_shows_a_key(store: KeyStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for place in KEPT:
        profile = replace(OWN, key_place=place)
        store.keep(profile, KEY)
        store.key_for(profile)

    assert TEXT not in caplog.text
    assert TEXT not in f"{store!r} {vars(store)!r} {store.key_for(OWN)!r}"
    with pytest.raises(TypeError):
        pickle.dumps(store.key_for(OWN))


def test_a_program_that_ends_asks_no_keyring_any_more(store: KeyStore) -> None:
    profile = replace(OWN, key_place=KeyPlace.KEYRING)
    store.keep(profile, KEY)

    store.close()

    assert code_of(store, profile) == "keyring_hangs"

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.settings.chosen_values import PROFILES
from transcriber.realtime.switches import Switches
from transcriber.settings.plain_data import NonsenseError
from transcriber.settings.profile_document import profile_from, profiles_document, profiles_from
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, KeyPlace, Profile, ServiceKind

OWN: dict[str, Any] = {"name": "own", "title": "Own", "base_url": "https://own.example/v1"}


@settings(max_examples=60)
@given(own=st.lists(PROFILES, max_size=4, unique_by=lambda profile: profile.name))
def test_services_come_back_behind_the_built_in_ones(own: list[Profile]) -> None:
    profiles = (*BUILT_IN_PROFILES, *own)

    assert profiles_from(profiles_document(profiles)) == (profiles, [])


def test_what_is_built_in_and_unchanged_is_not_written() -> None:
    edited = replace(OPENAI, key_variable="MINE")

    assert profiles_document(BUILT_IN_PROFILES) == []
    assert [entry["name"] for entry in profiles_document((LOCAL, edited))] == ["openai"]
    assert profiles_from(profiles_document((LOCAL, edited)))[0] == (LOCAL, edited)


def test_the_built_in_ones_stay_first_and_what_they_are() -> None:
    profiles, wrong = profiles_from(
        [OWN, {"name": "openai", "title": "Mine", "base_url": "https://eu.api.openai.com/v1"}]
    )

    assert ([profile.name for profile in profiles], wrong) == (["local", "openai", "own"], [])
    assert (profiles[1].title, profiles[1].kind) == ("Mine", ServiceKind.OPENAI)


@pytest.mark.parametrize(
    "change",
    [
        {"base_url": "https://own.example/v1"},
        {"key_place": "keyring"},
    ],
)
def test_this_computer_cannot_become_another_service(change: dict[str, Any]) -> None:
    entry = {"name": "local", "title": "Here", "kind": "local", "key_place": "none", **change}

    assert profiles_from([entry]) == (BUILT_IN_PROFILES, ["profiles[1]"])


def test_this_computer_may_have_another_title_and_switches_of_its_own() -> None:
    entry = {"name": "local", "title": "Here", "kind": "azure", "key_place": "none", "switches": {"backlog_speed": 2}}

    profile, wrong = profile_from(entry)

    assert (profile.title, profile.kind, wrong) == ("Here", ServiceKind.LOCAL, [])
    assert (profile.switches.chunk_ms, profile.switches.backlog_speed) == (LOCAL.switches.chunk_ms, 2.0)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "UPPER"},
        {"name": 3},
        {"title": ""},
        {"title": "two\nlines"},
        {"kind": "local"},
        {"kind": "unheard of"},
        {"base_url": "own.example"},
        {"base_url": "https://"},
        {"base_url": "https://[::1/v1"},
        {"base_url": "https://me:secret@own.example/v1"},
        {"base_url": {"type": "none"}},
        {"key_place": "everywhere"},
        {"key_place": "environment", "key_variable": "sk-not-a-variable"},
        {"is_confirmed": "yes"},
    ],
    ids=str,
)
def test_a_service_whose_identity_makes_no_sense_is_left_out(change: dict[str, Any]) -> None:
    other = {**OWN, "name": "other"}

    profiles, wrong = profiles_from([{**OWN, **change}, other])

    assert ([profile.name for profile in profiles], wrong) == (["local", "openai", "other"], ["profiles[1]"])


def test_a_switch_that_makes_no_sense_costs_itself_alone() -> None:
    switches = {"chunk_ms": 7, "sample_rate_hz": 16_000, "dialect": "delta", "unheard_of": 1, "query": [["a"]]}

    profiles, wrong = profiles_from([{**OWN, "switches": switches}])

    assert profiles[2].switches == Switches(sample_rate_hz=16_000)
    assert sorted(wrong) == ["profiles[1].chunk_ms", "profiles[1].dialect", "profiles[1].query"]


def test_a_second_service_of_one_name_is_left_out() -> None:
    profiles, wrong = profiles_from([OWN, {**OWN, "title": "Second"}])

    assert ([profile.title for profile in profiles[2:]], wrong) == (["Own"], ["profiles[2]"])


@pytest.mark.parametrize("document", [3, "own", {"own": 1}, None])
def test_what_is_no_list_holds_no_services(document: Any) -> None:
    assert profiles_from(document) == (BUILT_IN_PROFILES, ["profiles"])


def test_an_entry_that_is_no_table_is_nonsense() -> None:
    with pytest.raises(NonsenseError):
        profile_from("own")


def test_without_a_word_about_its_key_the_keyring_is_asked() -> None:
    assert profile_from(OWN)[0].key_place is KeyPlace.KEYRING

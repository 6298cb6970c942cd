import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.settings.chosen_values import PROFILES
from transcriber.realtime.switches import Switches
from transcriber.settings.profile_file import (
    LARGEST_BYTES,
    MOST_PROFILES,
    ProfileFileError,
    export_profiles,
    exported_profiles,
    import_profiles,
    imported_profiles,
)
from transcriber.settings.profile_rules import validate_profile
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, KeyPlace, Profile

OWN = Profile(
    name="own",
    title="Own",
    base_url="https://own.example/v1",
    switches=Switches(chunk_ms=100, certificate_authority_path="/home/me/ca.pem"),
    key_place=KeyPlace.ENVIRONMENT,
    key_variable="MY_COMPANY_KEY",
)
HEAD: dict[str, Any] = {"format": "transcriber-services", "version": 1}
ENTRY: dict[str, Any] = {"name": "own", "title": "Own", "base_url": "https://own.example/v1"}


def refusal(text: str) -> ProfileFileError:
    with pytest.raises(ProfileFileError) as refused:
        imported_profiles(text, BUILT_IN_PROFILES)
    assert refused.value.remedy
    return refused.value


def file_of(**changes: Any) -> str:
    return tomlkit.dumps({**HEAD, "profiles": [{**ENTRY, **changes}]})


@settings(max_examples=60)
@given(own=st.lists(PROFILES, min_size=1, max_size=4, unique_by=lambda profile: profile.name))
def test_what_reaches_a_service_comes_back_and_what_concerns_the_key_does_not(own: list[Profile]) -> None:
    imported = imported_profiles(exported_profiles(own), BUILT_IN_PROFILES)

    assert imported == tuple(
        replace(
            profile,
            key_place=KeyPlace.NONE if profile.key_place is KeyPlace.NONE else KeyPlace.KEYRING,
            key_variable="",
            is_confirmed=False,
            switches=replace(profile.switches, certificate_authority_path=""),
        )
        for profile in own
    )


def test_an_exported_file_names_no_variable_no_place_of_a_key_and_no_path() -> None:
    text = exported_profiles([LOCAL, OPENAI, OWN])

    assert [table["name"] for table in tomllib.loads(text)["profiles"]] == ["openai", "own"]
    for word in ("MY_COMPANY_KEY", "OPENAI_API_KEY", "environment", "keyring", "ca.pem", "key_variable", "confirmed"):
        assert word not in text


@pytest.mark.parametrize("profiles", [[], [LOCAL]])
def test_there_must_be_something_to_export(profiles: list[Profile]) -> None:
    with pytest.raises(ProfileFileError, match="no service to export"):
        exported_profiles(profiles)


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "services.toml"

    export_profiles([OWN], path)

    assert [profile.title for profile in import_profiles(path, BUILT_IN_PROFILES)] == ["Own"]


def test_a_file_that_cannot_be_written_or_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileFileError, match=r"nowhere\.toml could not be written: no such file"):
        export_profiles([OWN], tmp_path / "folder" / "nowhere.toml")
    with pytest.raises(ProfileFileError, match=r"nowhere\.toml could not be read: no such file"):
        import_profiles(tmp_path / "nowhere.toml", ())
    with pytest.raises(ProfileFileError, match="is a folder, not a file of services"):
        import_profiles(tmp_path, ())


def test_a_name_that_exists_gets_a_new_one_and_changes_nothing_that_is_there() -> None:
    mine = replace(OWN, title="Mine")
    text = exported_profiles([OPENAI, OWN])

    (openai, own) = imported_profiles(text, (*BUILT_IN_PROFILES, mine))
    (_, again) = imported_profiles(text, (*BUILT_IN_PROFILES, mine, own))

    assert (openai.name, own.name, again.name) == ("openai-2", "own-2", "own-3")


def test_two_of_one_name_in_one_file_are_told_apart() -> None:
    text = tomlkit.dumps({**HEAD, "profiles": [ENTRY, {**ENTRY, "title": "Other"}]})

    assert [profile.name for profile in imported_profiles(text, ())] == ["own", "other"]


def test_a_file_cannot_say_where_a_key_comes_from() -> None:
    (profile,) = imported_profiles(
        file_of(
            key_place="environment",
            key_variable="AWS_SECRET_ACCESS_KEY",
            is_confirmed=True,
            switches={"certificate_authority_path": "/tmp/mine.pem", "chunk_ms": 60},
        ),
        BUILT_IN_PROFILES,
    )

    assert (profile.key_place, profile.key_variable, profile.is_confirmed) == (KeyPlace.KEYRING, "", False)
    assert profile.switches == Switches(chunk_ms=60)


def test_a_service_without_a_key_may_be_reached_over_plain_http() -> None:
    (profile,) = imported_profiles(file_of(base_url="http://cellar/v1", needs_key=False), ())

    assert profile.key_place is KeyPlace.NONE
    assert "plain http" in refusal(file_of(base_url="http://cellar/v1")).message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "format"),
        ("format = [", "no TOML"),
        ("a = " + "[" * 5000, "no TOML"),
        ("a = " + "9" * 5000, "no TOML"),
        ("format = 'other'\nversion = 1\n", "format"),
        ("format = 'transcriber-services'\n", "which version"),
        ("format = 'transcriber-services'\nversion = '1'\n", "which version"),
        ("format = 'transcriber-services'\nversion = true\n", "which version"),
        ("format = 'transcriber-services'\nversion = 0\n", "which version"),
        ("format = 'transcriber-services'\nversion = 2\nall_new = 1\n", "version 2; this program reads version 1"),
        ("format = 'transcriber-services'\nversion = 1\n", "no service"),
        ("format = 'transcriber-services'\nversion = 1\nprofiles = 3\n", "no service"),
        ("format = 'transcriber-services'\nversion = 1\nprofiles = []\n", "no service"),
        ("format = 'transcriber-services'\nversion = 1\nprofiles = [3]\n", "no service"),
        ("format = 'transcriber-services'\nversion = 1\nplugins = 'x'\n", "plugins, which this program does not know"),
        (tomlkit.dumps({**HEAD, "profiles": [ENTRY] * (MOST_PROFILES + 1)}), f"more than {MOST_PROFILES}"),
        (file_of(command="rm"), "Service 1 of the file holds command, which"),
        (file_of(**{"a\x1b[2J": 1}), "holds a?[2J, which"),
        (file_of(switches={"speed": 1}), "Service 1 of the file holds speed, which"),
        (file_of(switches=3), "makes no sense: switches"),
        (file_of(switches={"chunk_ms": "40"}), "makes no sense: switches chunk_ms"),
        (file_of(switches={"chunk_ms": 7}), "chunk_ms must be 20 to 200"),
        (file_of(switches={"query": [["access_token", "sk"]]}), "A key does not belong here"),
        (file_of(needs_key="no"), "Service 1 of the file makes no sense"),
        (file_of(name=3), "makes no sense: name"),
        (file_of(title=""), "title"),
        (file_of(base_url="nowhere"), "base_url: The address of the service is not valid"),
        (file_of(base_url="https://a:b@own.example"), "password cannot stand in it"),
        (file_of(kind="local"), "address is missing"),
        (tomlkit.dumps({**HEAD, "profiles": [{"name": "own", "title": "Own"}]}), "misses a value"),
        (tomlkit.dumps({**HEAD, "profiles": [ENTRY, {"name": "b"}]}), "Service 2 of the file makes no sense"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_whole_and_says_where(text: str, message: str) -> None:
    said = refusal(text).message

    assert message in said
    assert said.endswith(".")
    assert not said.endswith("..")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe\x00", "is no text"),
        (b"\x7fELF\x00\x80", "is no text"),
        (b"#" * (LARGEST_BYTES + 1), "is too large"),
        (b"\x00" * 100, "no TOML"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "services.toml"
    path.write_bytes(content)

    with pytest.raises(ProfileFileError, match=message):
        import_profiles(path, ())


@settings(max_examples=150)
@given(
    changes=st.dictionaries(
        st.sampled_from([*sorted(ENTRY), "switches", "kind", "needs_key", "default_model"]) | st.text(max_size=5),
        st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=8)
        | st.dictionaries(st.text(max_size=4), st.integers()),
    )
)
def test_whatever_stands_in_a_file_is_valid_or_refused(changes: dict[str, Any]) -> None:
    try:
        imported = imported_profiles(file_of(**changes), BUILT_IN_PROFILES)
    except ProfileFileError:
        return
    for profile in imported:
        validate_profile(profile, BUILT_IN_PROFILES)
        assert not profile.is_confirmed

import os
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.unit.settings.chosen_values import preferences
from transcriber.realtime.dialects import Dialect
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import VERSION
from transcriber.settings.preferences_file import (
    change_preferences,
    load_preferences,
    preferences_fault,
    preferences_path,
    save_changes,
    save_preferences,
)
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI, Profile

OWN = Profile(name="own", title="Own", base_url="https://own.example/v1")
OTHER = Profile(name="other", title="Other", base_url="https://other.example/v1")
NEWER = f"version = {VERSION + 1}\ntheme = 'dark'\nvoices = ['a']\n"


@settings(max_examples=25)
@given(chosen=preferences())
def test_what_was_saved_is_what_is_loaded(tmp_path_factory: pytest.TempPathFactory, chosen: Preferences) -> None:
    path = tmp_path_factory.mktemp("settings") / "deep" / "settings.toml"

    save_preferences(chosen, path)
    save_preferences(load_preferences(path), path)

    assert load_preferences(path) == chosen
    assert list(path.parent.iterdir()) == [path]


def test_the_first_start_has_the_defaults(tmp_path: Path) -> None:
    found = load_preferences(tmp_path / "settings.toml")

    assert found == Preferences()
    assert (found.service, found.configuration.model) == ("local", LOCAL.default_model)


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe nonsense",
        b"service = [",
        b"a = " + b"[" * 5000,
        b"a = " + b"9" * 5000,
        b"service = 3\ntheme = 'pink'\ndialect = 'delta'\nis_panel_open = 'yes'",
        b"profiles = 3\npresets = 'none'\ncommit_policy = []",
        b"configuration = 3",
    ],
)
def test_a_file_that_makes_no_sense_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)

    assert load_preferences(path) == Preferences()


def test_a_file_that_is_far_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("theme = 'dark'\n" + "# filler\n" * 500_000)

    assert load_preferences(path) == Preferences()


def test_a_mark_that_an_editor_puts_first_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbftheme = 'dark'\r\n")

    assert load_preferences(path).theme == "dark"


def test_a_newer_file_is_loaded_as_far_as_it_is_understood_and_kept_beside_the_next(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(NEWER)

    found = load_preferences(path)
    save_preferences(found, path)

    assert found == Preferences(theme="dark")
    assert load_preferences(path) == found
    assert (tmp_path / f"settings.version-{VERSION + 1}.toml").read_text() == NEWER


@pytest.mark.parametrize("content", ["theme = 'dark", "theme = 'pink'\n", "[[profiles]]\nname = 'UPPER'\n"])
def test_a_slip_of_the_hand_is_kept_beside_the_next_file(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content)

    save_preferences(load_preferences(path), path)

    assert (tmp_path / "settings.not-understood.toml").read_text() == content


def test_a_second_slip_of_the_hand_leaves_the_first_one_where_it_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"

    for content in ("theme = 'dark", "theme = 'pink'\n", "theme = 'dark"):
        path.write_text(content)
        save_preferences(load_preferences(path), path)

    kept = {each.name: each.read_text() for each in tmp_path.glob("settings.not-understood*")}
    assert kept == {
        "settings.not-understood.toml": "theme = 'dark",
        "settings.not-understood.2.toml": "theme = 'pink'\n",
    }


def test_what_is_not_understood_is_told_with_what_to_do_about_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert preferences_fault(path) is None
    save_preferences(Preferences(), path)
    assert preferences_fault(path) is None

    told = []
    spoilt = "theme = 7\ninput_device_id = 7\nkeeps_history = 7\nis_panel_open = 7\n"
    for content in ("this is [[[ not toml", spoilt, NEWER):
        path.write_text(content)
        fault = preferences_fault(path)
        assert fault is not None
        told.append(fault)

    assert told[0][0] == f"The settings file {path} cannot be read; the settings are those of a first start."
    assert "keeps_history" in told[1][0] or "theme" in told[1][0]
    assert told[1][0].endswith(" and 1 more.")
    assert "newer version" in told[2][0]
    assert all(remedy.endswith("is kept beside the new one.") for _, remedy in told)


def test_a_file_of_the_version_before_still_loads(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'service = "https://captions.example/v1"\ndialect = "beta"\ntheme = "dark"\nis_panel_open = true\n'
        '[configuration]\naudio_format = "pcm16"\nmodel = "whisper-1"\nlanguages = []\n'
        'turn_detection = {type = "none"}\n'
    )

    found = load_preferences(path)
    save_preferences(found, path)

    assert found.profile.base_url == "https://captions.example/v1"
    assert found.profile.name == "captions-example"
    assert found.profile.key_variable == "TRANSCRIBER_SERVICE_KEY"
    assert found.profile.switches.dialect is Dialect.BETA
    assert found.profiles[:2] == (LOCAL, OPENAI)
    assert (found.theme, found.configuration.turn_detection, found.configuration.language) == ("dark", None, None)
    assert load_preferences(path) == found


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.toml"
    save_preferences(Preferences(theme="dark"), path)

    def disk_full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", disk_full)
    with pytest.raises(OSError, match="No space"):
        save_preferences(Preferences(theme="light"), path)

    assert load_preferences(path).theme == "dark"
    assert list(tmp_path.iterdir()) == [path]


def test_settings_that_are_linked_to_stay_linked_to(tmp_path: Path) -> None:
    kept_elsewhere = tmp_path / "elsewhere" / "mine.toml"
    kept_elsewhere.parent.mkdir()
    kept_elsewhere.touch()
    path = tmp_path / "settings.toml"
    path.symlink_to(kept_elsewhere)

    save_preferences(Preferences(theme="dark"), path)

    assert path.is_symlink()
    assert load_preferences(kept_elsewhere).theme == "dark"


def test_nobody_else_reads_the_settings_and_no_key_is_in_them(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save_preferences(Preferences(), path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "key" not in path.read_text().replace("keywords", "")


def test_the_file_lies_where_this_system_keeps_settings() -> None:
    assert preferences_path().name == "settings.toml"
    assert preferences_path().parent.name == "transcriber"


def test_a_service_that_is_gone_leaves_this_computer() -> None:
    assert Preferences(service="gone").profile is LOCAL


@pytest.mark.skipif(os.name != "posix", reason="pipes and links as files are of POSIX")
def test_a_pipe_or_a_link_to_itself_in_its_place_stops_nothing(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe.toml", tmp_path / "link.toml"
    os.mkfifo(pipe)
    link.symlink_to(link)

    assert load_preferences(pipe) == load_preferences(link) == Preferences()
    save_preferences(Preferences(theme="dark"), link)
    assert load_preferences(link).theme == "dark"


def test_what_two_save_is_both_saved(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    base = Preferences()
    save_changes(base, replace(base, profiles=(*BUILT_IN_PROFILES, OTHER), theme="dark"), path)

    saved = save_changes(base, replace(base, profiles=(*BUILT_IN_PROFILES, OWN), is_panel_open=False), path)

    assert saved == load_preferences(path)
    assert saved == Preferences(profiles=(*BUILT_IN_PROFILES, OWN, OTHER), theme="dark", is_panel_open=False)
    assert {found.name for found in tmp_path.iterdir()} == {"settings.toml", "settings.lock"}
    assert stat.S_IMODE((tmp_path / "settings.lock").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [None, "theme = 'dark", "[[profiles]]\nname = 'OWN'\n"])
def test_a_file_that_is_gone_or_spoilt_removes_nothing(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "settings.toml"
    base = Preferences(profiles=(*BUILT_IN_PROFILES, OWN), theme="dark")
    if content is not None:
        path.write_text(content)

    save_changes(base, replace(base, is_panel_open=False), path)

    assert load_preferences(path) == replace(base, is_panel_open=False)


def test_a_spoilt_file_still_adds_what_is_right_in_it(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    base = Preferences(profiles=(*BUILT_IN_PROFILES, OWN))
    save_preferences(Preferences(profiles=(*BUILT_IN_PROFILES, OTHER)), path)
    path.write_text("theme = 'pink'\n" + path.read_text().replace('theme = "system"\n', ""))

    saved = save_changes(base, base, path)

    assert {profile.name for profile in saved.profiles} == {"local", "openai", "own", "other"}


def test_changes_at_the_same_time_come_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.toml"

    def add(number: int) -> None:
        own = replace(OWN, name=f"own-{number}")
        change_preferences(lambda saved: replace(saved, profiles=(*saved.profiles, own)), path)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(load_preferences(path).profiles) == len(BUILT_IN_PROFILES) + 6

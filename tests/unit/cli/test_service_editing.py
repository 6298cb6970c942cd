import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Command
from tests.unit.settings.keyrings import FAILURES, FailingKeyring
from transcriber.app.folders import sample_path
from transcriber.cli import service_editing
from transcriber.cli.saved import change_preferences, saved_profile
from transcriber.realtime.dialects import Dialect
from transcriber.settings.keys import KeyStoreError
from transcriber.settings.preferences_file import load_preferences
from transcriber.settings.profiles import OPENAI, KeyPlace, Profile
from transcriber.settings.templates import SERVICE_TEMPLATES

ADDRESS = "https://studio.example/v1"


def names() -> list[str]:
    return [profile.name for profile in load_preferences().profiles]


def test_a_service_is_added_shown_changed_and_removed(command: Command) -> None:
    added = command(
        *("services", "add", "studio", "--address", ADDRESS, "--title", "My studio", "--model", "whisper-1"),
        *("--key-place", "file", "--switch", "sends_model=yes", "--switch", "dialect=beta"),
    )

    assert (added.code, added.out) == (0, "")
    assert "Added studio: My studio, https://studio.example/v1." in added.err
    assert "`transcriber key set studio`" in added.err
    studio = saved_profile("studio")
    assert (studio.default_model, studio.key_place) == ("whisper-1", KeyPlace.FILE)
    assert (studio.switches.sends_model, studio.switches.dialect) == (True, Dialect.BETA)
    assert "switches.dialect: beta" in command("services", "show", "studio").out
    assert json.loads(command("services", "show", "studio", "--json").out)["title"] == "My studio"

    assert command("services", "change", "studio", "--switch", "dialect=ga").code == 0
    assert saved_profile("studio") == replace(studio, switches=replace(studio.switches, dialect=Dialect.GA))

    command("key", "set", "studio", stdin="sk-1")
    removed = command("services", "remove", "studio")
    assert removed.err == "Removed studio; its key is forgotten too.\n"
    assert names() == ["local", "openai"]


@pytest.mark.parametrize("template", [each.name for each in SERVICE_TEMPLATES])
def test_every_template_can_be_started_from(command: Command, template: str) -> None:
    done = command(
        *("services", "add", "mine", "--template", template, "--address", ADDRESS, "--model", "m"),
        *("--key-variable", "MY_KEY"),
    )

    assert done.code == 0
    start = next(each.profile for each in SERVICE_TEMPLATES if each.name == template)
    assert saved_profile("mine").switches == start.switches
    assert saved_profile("mine").kind == start.kind
    assert (saved_profile("mine").key_place, saved_profile("mine").key_variable) == (KeyPlace.ENVIRONMENT, "MY_KEY")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "studio"], "argument --address: "),
        (["add", "studio", "--template", "azure"], "is like https://RESOURCE.openai.azure.com/openai/v1"),
        (["add", "Studio X", "--address", ADDRESS], "argument NAME: "),
        (["add", "openai", "--address", ADDRESS], "There is a service named openai already"),
        (["add", "studio", "--address", "http://studio.example/v1"], "plain http to another computer"),
        (["add", "studio", "--address", "https://me:pw@studio.example/v1"], "user name or password"),
        (["add", "studio", "--address", "https://"], "names no computer"),
        (["add", "studio", "--address", "https://xn--/v1"], "name cannot be read"),
        (["add", "studio", "--address", "https://studio.example:0/v1"], "nothing listens at port 0"),
        (["add", "studio", "--address", ADDRESS, "--model", "m" * 201], "argument --model: "),
        (
            ["add", "studio", "--address", ADDRESS, "--switch", "certificate_authority_path=/nope.pem"],
            "argument --switch certificate_authority_path: there is no file /nope.pem",
        ),
        (["change", "openai", "--switch", "certificate_authority_path=/"], "there is no file /"),
        (["change", "openai", "--switch", f"certificate_authority_path=/{'x' * 300}"], "there is no file /xxx"),
        (["change", "openai", "--switch", "certificate_authority_path=~nobody-here/x.pem"], "there is no file "),
        (["add", "studio", "--address", ADDRESS, "--switch", "chunk_ms=5"], "argument --switch chunk_ms: "),
        (["add", "studio", "--address", ADDRESS, "--switch", "colour=red"], "dialect, uses_rest"),
        (["add", "studio", "--address", ADDRESS, "--key-variable", "sk-1 2"], "argument --key-variable: "),
        (["add", "studio", "--address", ADDRESS, "--key-place", "file", "--key-variable", "X"], "only --key-place"),
        (["change", "studio"], "no service named 'studio'; there are local, openai"),
        (["remove", "studio"], "no service named 'studio'"),
        (["test", "studio"], "no service named 'studio'"),
        (["paint"], "invalid choice"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(command: Command, arguments: list[str], said: str) -> None:
    done = command("services", *arguments)

    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert said in done.err
    assert "sk-1 2" not in done.err
    assert names() == ["local", "openai"]


def test_a_built_in_service_starts_anew(command: Command) -> None:
    command("services", "change", "openai", "--model", "whisper-1")
    assert saved_profile("openai").default_model == "whisper-1"

    assert command("services", "remove", "openai").err == "openai is as it was at first.\n"
    assert saved_profile("openai") == OPENAI


def test_a_service_whose_key_cannot_be_forgotten_stays(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked:
        def has_key(self, profile: Profile) -> bool:
            raise KeyStoreError("keyring_locked", "The system's keyring is locked.", "Unlock it.")

    monkeypatch.setattr(service_editing, "key_store", Locked)
    command("services", "add", "studio", "--address", ADDRESS)

    done = command("services", "remove", "studio")

    assert done.code == 1
    assert "was not removed" in done.err
    assert "studio" in names()


def test_a_certificates_file_is_found_from_every_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ca.pem").touch()
    monkeypatch.chdir(tmp_path)

    assert command("services", "change", "openai", "--switch", "certificate_authority_path=ca.pem").code == 0
    assert saved_profile("openai").switches.certificate_authority_path == str(tmp_path / "ca.pem")
    (tmp_path / "ca.pem").unlink()
    assert command("services", "change", "openai", "--title", "Ours").code == 0, "only what is typed is looked for"
    assert command("services", "change", "openai", "--switch", "certificate_authority_path=").code == 0
    assert saved_profile("openai").switches.certificate_authority_path == ""


@pytest.mark.parametrize(
    ("place", "way_out"),
    [
        ("none", "`transcriber key remove studio`."),
        ("keyring", "`transcriber key remove studio`, or move it with `transcriber key set studio --place keyring`."),
        ("environment", "`transcriber key remove studio`."),
    ],
)
def test_a_key_is_not_left_behind_at_a_place_that_is_no_longer_named(
    command: Command, place: str, way_out: str
) -> None:
    command("services", "add", "studio", "--address", ADDRESS, "--key-place", "file")
    command("key", "set", "studio", stdin="sk-1")
    before = saved_profile("studio")
    variable = ("--key-variable", "MY_KEY") if place == "environment" else ()
    change = ("services", "change", "studio", "--key-place", place, *variable)

    refused = command(*change)

    assert (refused.code, refused.out) == (1, "")
    assert refused.err == (
        f"The key of studio would stay in a file that only you can read. Remove it first with {way_out} "
        "Nothing was changed.\n"
    )
    assert saved_profile("studio") == before
    assert command("services", "change", "studio", "--title", "Ours", "--key-place", "file").code == 0
    assert command("key", "remove", "studio").code == 0
    assert command(*change).code == 0
    assert saved_profile("studio").key_place == place


def test_a_keyring_that_does_not_answer_can_be_left(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [
        KeyStoreError("keyring_locked", "The system's keyring is locked.", "Unlock it."),
        KeyStoreError("no_keyring", "This computer has no keyring that a key can be kept in.", ""),
    ]

    class Silent:
        def has_key(self, profile: Profile) -> bool:
            raise faults.pop(0)

    monkeypatch.setattr(service_editing, "key_store", Silent)
    said = []
    for name in ("studio", "other"):
        command("services", "add", name, "--address", ADDRESS, "--key-place", "keyring")
        said.append(command("services", "change", name, "--key-place", "none").err)
        assert saved_profile(name).key_place is KeyPlace.NONE

    assert "A key may stay in the system's keyring: The system's keyring is locked.\n" in said[0]
    assert "may stay" not in said[1]


def test_what_another_command_did_meanwhile_stays(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    command("services", "add", "studio", "--address", ADDRESS, "--key-place", "file")

    class Meanwhile:
        def has_key(self, profile: Profile) -> bool:
            change_preferences(
                lambda saved: replace(
                    saved,
                    profiles=tuple(
                        replace(each, title="Theirs") if each.name == "studio" else each for each in saved.profiles
                    ),
                )
            )
            return False

    monkeypatch.setattr(service_editing, "key_store", Meanwhile)

    assert command("services", "change", "studio", "--key-place", "none", "--model", "whisper-1").code == 0
    studio = saved_profile("studio")
    assert (studio.title, studio.default_model, studio.key_place) == ("Theirs", "whisper-1", KeyPlace.NONE)


def test_a_keyring_that_cannot_be_asked_names_a_place_that_commands_can_use(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.core._keyring_backend", FailingKeyring(FAILURES["no_keyring"]))
    command("services", "add", "studio", "--address", ADDRESS, "--key-place", "keyring")

    used = command("transcribe", str(sample_path()), "--service", "studio")
    removed = command("key", "remove", "studio")

    assert used.code == removed.code == 1
    assert "`transcriber key set NAME --place file`" in used.err
    assert "`transcriber key set studio --place file`" in removed.err
    assert "memory" not in used.err + removed.err

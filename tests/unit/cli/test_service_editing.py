import json
from dataclasses import replace

import pytest

from tests.unit.cli.conftest import Command
from transcriber.cli import service_editing
from transcriber.cli.saved import saved_profile
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

import json
from dataclasses import replace

import pytest

from tests.unit.cli.conftest import Command
from transcriber.cli import service_trial
from transcriber.cli.saved import change_preferences
from transcriber.settings.profiles import Profile

ADDRESS = "https://studio.example/v1"


def test_without_an_action_they_are_listed(command: Command) -> None:
    assert command("services").out == command("services", "list").out
    for arguments in (["services", "--json"], ["services", "list", "--json"], ["services", "--json", "list"]):
        assert [each["name"] for each in json.loads(command(*arguments).out)] == ["local", "openai"]


def test_an_unconfirmed_service_is_not_tested_either(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_trial, "Attendant", lambda: pytest.fail("nothing may be sent"))
    strange = Profile(name="strange", title="Strange", base_url=ADDRESS, is_confirmed=False)
    change_preferences(lambda saved: replace(saved, profiles=(*saved.profiles, strange)))

    assert command("services", "test", "strange").code == 1

from dataclasses import replace
from pathlib import Path

import pytest

from transcriber.cli.faults import CannotStart, WrongUsage
from transcriber.cli.saved import change_preferences, saved_profile
from transcriber.settings import preferences_file
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_file import load_preferences, preferences_path


def test_a_change_is_made_to_what_is_saved_now() -> None:
    change_preferences(lambda now: replace(now, theme="dark"))
    change_preferences(lambda now: replace(now, is_panel_open=False))

    assert (load_preferences().theme, load_preferences().is_panel_open) == ("dark", False)


def test_settings_that_cannot_be_written_are_said_to_be_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(preferences_file, "write_atomically", full)

    with pytest.raises(CannotStart, match=r"settings.toml: No space left on device. They are as they were."):
        change_preferences(lambda now: now)


def test_a_service_is_found_by_its_name_and_a_wrong_name_names_the_others() -> None:
    assert saved_profile("openai").title == "OpenAI"
    with pytest.raises(WrongUsage, match="no service named 'studio'; there are local, openai"):
        saved_profile("studio")
    with pytest.raises(WrongUsage, match="no service of that name; there are local, openai"):
        saved_profile("sk-secret", repeats_name=False)


def test_a_change_that_cannot_be_made_changes_nothing() -> None:
    def refuse(now: Preferences) -> Preferences:
        raise WrongUsage("no")

    with pytest.raises(WrongUsage):
        change_preferences(refuse)

    assert not preferences_path().exists()

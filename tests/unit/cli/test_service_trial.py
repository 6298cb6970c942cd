from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.cli.conftest import Command
from tests.unit.cli.scripted_words import ScriptedWords
from transcriber.cli import attend
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.secret import Secret
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Notice,
    TrialState,
    TrialStep,
    TrialStepChanged,
)
from transcriber.settings.profiles import Profile


class TriedApp:
    """Answers a connection test with what the test wrote."""

    script: tuple[Notice, ...] = ()
    asked: Any = None

    def __init__(self, publish: Callable[[Notice], None], *, keeps_history: bool) -> None:
        self._publish = publish
        self.words = ScriptedWords()

    def start(self) -> None:
        pass

    def close(self) -> None:
        pass

    def try_service(self, profile: Profile, configuration: SessionConfiguration, pasted: Secret | None) -> None:
        type(self).asked = (profile.name, configuration.model, pasted)
        for notice in self.script:
            self._publish(notice)


def install(monkeypatch: pytest.MonkeyPatch, *script: Notice) -> None:
    monkeypatch.setattr(attend, "App", TriedApp)
    monkeypatch.setattr(TriedApp, "script", script)


def passed(step: TrialStep, message: str, *, is_last: bool = False) -> TrialStepChanged:
    return TrialStepChanged(step, TrialState.PASSED, message, elapsed_ms=120, is_last=is_last)


def test_every_step_is_a_line_with_its_time(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        monkeypatch,
        TrialStepChanged(TrialStep.ADDRESS, TrialState.RUNNING),
        passed(TrialStep.ADDRESS, "https://api.openai.com/v1, encrypted."),
        LinkChanged(LinkState.CONNECTED),
        TrialStepChanged(TrialStep.CLIENT_SECRET, TrialState.SKIPPED, "No client secret is made."),
        passed(TrialStep.SPEECH, "The service heard: and so", is_last=True),
    )

    done = command("services", "test", "openai", "--model", "whisper-1")

    assert done.code == 0
    assert done.out.splitlines() == [
        "ok      Address and key       0.12 s  https://api.openai.com/v1, encrypted.",
        "skipped Client secret         0.00 s  No client secret is made.",
        "ok      A second of speech    0.12 s  The service heard: and so",
    ]
    assert TriedApp.asked == ("openai", "whisper-1", None)


def test_a_step_that_fails_says_what_to_change(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    install(
        monkeypatch,
        TrialStepChanged(
            TrialStep.CLIENT_SECRET, TrialState.FAILED, "The key was refused.\x1b[2J", "Check it.", 80, True
        ),
    )

    done = command("services", "test", "openai", "--secret-stdin", stdin="ek_1\n")

    assert done.code == 1
    assert done.out == "FAILED  Client secret         0.08 s  The key was refused.[2J\n"
    assert done.err.splitlines() == [
        "Check it.",
        "What is to be changed is set with `transcriber services change openai` and `key set openai`.",
    ]
    assert TriedApp.asked == ("openai", "gpt-4o-transcribe", Secret("ek_1"))

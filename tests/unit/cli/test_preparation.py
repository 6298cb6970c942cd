import io
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from transcriber.app import FileSource, RecordingRequest
from transcriber.cli.faults import WrongUsage
from transcriber.cli.grammar import command_line
from transcriber.cli.preparation import Preparation, is_history_kept, prepare, warn_of_sunset
from transcriber.cli.saved import change_preferences
from transcriber.cli.session_options import session_from
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.secret import Secret
from transcriber.settings.preferences_file import preferences_path
from transcriber.settings.profiles import LOCAL, OPENAI
from transcriber.settings.safeguards import AudioKeeping, Safeguards


def prepared(*arguments: str) -> Preparation:
    return prepare(command_line().parse_args(["transcribe", "talk.wav", *arguments]))


def test_what_was_asked_for_becomes_a_request() -> None:
    source = FileSource(Path("talk.wav"))

    asked = ("--set", "commit.pause_ms=300", "--fallback", "always", "--budget", "20", "--keep-audio", "7")
    assert prepared(*asked).request(source) == RecordingRequest(
        source=source,
        profile=LOCAL,
        configuration=SessionConfiguration(model=LOCAL.default_model, language="en"),
        commit_policy=CommitPolicy(pause_ms=300),
        safeguards=Safeguards(fallback="always", monthly_budget_dollars=20.0),
        audio_keeping=AudioKeeping(days=7),
    )


@pytest.mark.parametrize("command", [["listen"], ["transcribe", "talk.wav"]])
def test_recordings_are_kept_unless_the_command_or_the_settings_say_otherwise(command: list[str]) -> None:
    asked = command_line().parse_args(command)

    assert is_history_kept(asked)
    assert not is_history_kept(command_line().parse_args([*command, "--no-history"]))
    change_preferences(lambda now: replace(now, keeps_history=False))
    assert not is_history_kept(asked)


def test_settings_that_cannot_be_read_are_said_once_and_the_rest_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    prepared()
    assert capsys.readouterr().err == ""
    preferences_path().parent.mkdir(parents=True, exist_ok=True)
    preferences_path().write_text("this is [[[ not toml")

    assert prepared().session.profile == LOCAL
    said = capsys.readouterr().err
    assert said.startswith(f"The settings file {preferences_path()} cannot be read;")
    assert said.count("\n") == 1


def test_a_client_secret_comes_from_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("ek_1\n"))

    request = prepared("--service", "openai", "--secret-stdin").request(FileSource(Path("talk.wav")))

    assert request.pasted_secret == Secret("ek_1")
    assert request.profile == OPENAI


def test_what_cannot_be_is_refused_before_anything_is_read_or_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stdin = io.StringIO("ek_1\n")
    monkeypatch.setattr(sys, "stdin", stdin)

    with pytest.raises(WrongUsage, match="--secret-stdin"):
        prepared("--secret-stdin", "--trace", str(tmp_path / "trace"))
    assert stdin.read() == "ek_1\n"


def test_the_end_of_a_model_is_told_before_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    session = session_from(command_line().parse_args(["listen", "--service", "openai", "--model", "whisper-1"]))

    warn_of_sunset(session, date(2026, 1, 1))
    assert capsys.readouterr().err == ""
    warn_of_sunset(session, date(2027, 2, 16))
    assert "26 February 2027, in 10 days" in capsys.readouterr().err

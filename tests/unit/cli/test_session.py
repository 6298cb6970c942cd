import json

import pytest

from tests.unit.cli.conftest import Command

LIVE = ("--service", "openai", "--model", "gpt-live-transcribe")


def test_the_event_that_would_be_sent(command: Command) -> None:
    done = command("session", "show", *LIVE, "--language", "de", "--set", "keywords=Qt,PySide6", "--set", "delay=low")

    assert done.code == 0
    event = json.loads(done.out)
    assert event["type"] == "session.update"
    assert event["session"]["audio"]["input"]["transcription"] == {
        "model": "gpt-live-transcribe",
        "languages": ["de"],
        "keywords": ["Qt", "PySide6"],
        "delay": "low",
    }
    assert event["session"]["audio"]["input"]["turn_detection"] is None
    assert "Left out: turn_detection. gpt-live-transcribe ends no turns." in done.err.splitlines()
    assert "Left out: language" not in done.err


def test_the_rest_body(command: Command) -> None:
    done = command("session", "show", "--rest", "--service", "openai", "--set", "client_secret_seconds=60")

    body = json.loads(done.out)
    assert body["expires_after"] == {"anchor": "created_at", "seconds": 60}
    assert body["session"]["type"] == "transcription"


def test_both_dialects(command: Command) -> None:
    event = json.loads(command("session", "show", "--dialect", "beta", "--service", "openai").out)
    body = json.loads(command("session", "show", "--dialect", "beta", "--service", "openai", "--rest").out)

    assert event["type"] == "transcription_session.update"
    assert event["session"]["input_audio_format"] == "pcm16"
    assert body["input_audio_format"] == "pcm16"
    assert "type" not in body


def test_a_service_of_another_shape_is_told_in_its_own_words(command: Command) -> None:
    command("services", "add", "mine", "--template", "speaches")

    event = json.loads(command("session", "show", "--service", "mine").out)

    assert event["type"] == "session.update"
    assert "input_audio_transcription" in event["session"]


def test_what_was_asked_for_and_is_not_taken_is_left_out_and_said(command: Command) -> None:
    done = command("session", "show", "--prompt", "Qt", "--noise-reduction", "far_field")

    assert done.code == 0
    assert "Qt" not in done.out
    assert "Left out: prompt. This computer takes no prompt." in done.err.splitlines()
    assert "Left out: noise_reduction. This computer does no noise reduction." in done.err.splitlines()


@pytest.mark.parametrize("arguments", [["session"], ["session", "draw"], ["session", "show", "--set", "threshold=2"]])
def test_wrong_usage(command: Command, arguments: list[str]) -> None:
    done = command(*arguments)

    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1

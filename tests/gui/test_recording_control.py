"""What is refused before the application hears of it, and what is asked for again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from transcriber.app import FileSource, MicrophoneSource, RecordingRequest
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import RecordingChanged, RecordingState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def test_a_second_recording_is_refused_while_one_runs(stage: Stage) -> None:
    stage.window.recording.transcribe_file(Path("talk.wav"))
    stage.window.recording.play_demo()
    assert len(stage.app.asked) == 1
    assert stage.window.page.banner.problems[-1].code == "already_recording"


def test_a_setting_that_cannot_be_opens_the_panel_and_nothing_starts(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.window.bar.panel_button.setChecked(False)
    wrong = SessionConfiguration(client_secret_seconds=-1)
    choices = replace(stage.window.panel.choices, configuration=wrong)
    monkeypatch.setattr(type(stage.window.panel), "choices", choices)
    stage.window.recording.toggle()
    assert stage.window.page.banner.problems[-1].code == "bad_setting"
    assert not stage.window.panel.isHidden()
    assert stage.app.asked == []


def test_what_failed_is_tried_again_with_the_same_input(stage: Stage, qtbot: Any) -> None:
    stage.window.recording.transcribe_file(Path("talk.wav"))
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    stage.window.recording.try_again()
    assert [request.source for request in stage.app.asked] == [FileSource(Path("talk.wav"), None)] * 2


def test_before_any_recording_trying_again_takes_the_microphone(stage: Stage) -> None:
    stage.window.recording.try_again()
    [request] = stage.app.asked
    assert isinstance(request, RecordingRequest)
    assert request.source == MicrophoneSource(None)

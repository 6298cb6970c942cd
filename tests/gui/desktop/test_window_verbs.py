from typing import Any

from pytestqt.qtbot import QtBot

from transcriber.app import RecordingRequest
from transcriber.gui.desktop.window_verbs import WindowVerbs
from transcriber.session.notices import RecordingChanged, RecordingKept, RecordingState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def verbs(stage: Stage) -> WindowVerbs:
    made: WindowVerbs = stage.window.parts.desktop.verbs
    return made


def test_show_brings_a_window_back_that_is_hidden_or_small(stage: Stage) -> None:
    stage.window.showMinimized()
    assert verbs(stage).perform(["show"]) == ""
    assert not stage.window.isMinimized()
    stage.window.hide()
    verbs(stage).perform(["show"])
    assert stage.window.isVisible()


def test_toggle_starts_and_stops_without_showing_anything(stage: Stage, qtbot: QtBot) -> None:
    stage.window.hide()
    assert verbs(stage).perform(["toggle"]) == ""
    assert [type(each) for each in stage.app.asked] == [RecordingRequest]
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)
    assert verbs(stage).perform(["toggle"]) == ""
    assert stage.app.asked[-1] == "stop"
    stage.publish(RecordingChanged(RecordingState.FINISHING))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.FINISHING)
    assert "just being finished" in verbs(stage).perform(["toggle"])
    assert not stage.window.isVisible()
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)


def test_a_mark_needs_a_recording_and_what_comes_after_a_refusal_is_left(stage: Stage, qtbot: QtBot) -> None:
    assert verbs(stage).perform(["mark", "toggle"]) == "Nothing is being recorded, so there is nothing to mark."
    assert not stage.app.asked
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), RecordingKept("r1"))
    qtbot.waitUntil(stage.window.actions_.mark.isEnabled)
    assert verbs(stage).perform(["mark"]) == ""
    assert stage.app.history.asked == [("mark", "")]
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)


def test_a_mark_in_the_demo_is_refused_as_in_the_window(stage: Stage, qtbot: QtBot) -> None:
    stage.window.play_demo()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Demo"))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)
    refusal = "The demo is not kept in the history, so nothing can be marked or noted in it."
    assert verbs(stage).perform(["mark"]) == refusal
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.STOPPED)
    assert verbs(stage).perform(["mark"]) == "Nothing is being recorded, so there is nothing to mark."


def test_captions_come_and_go(stage: Stage) -> None:
    captions = stage.window.parts.captions
    assert verbs(stage).perform(["captions"]) == ""
    assert captions.is_shown
    verbs(stage).perform(["captions"])
    assert not captions.is_shown

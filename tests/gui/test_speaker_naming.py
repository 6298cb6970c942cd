"""Speakers get names: offered when somebody is told apart, shown and copied as they are written."""

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def say(stage: Stage, number: int, text: str, speaker: str) -> None:
    turn = Turn(number=number, text=text, state=TurnState.FINISHED, segments=(SpeakerSegment(speaker, text),))
    stage.publish(TurnChanged(TurnChange.COMPLETED, turn, number - 1))


def test_speakers_are_named_in_the_window(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    window.toggle_recording()
    assert not window.page.speakers.isVisible()
    assert not window.actions_.speakers.isEnabled()
    say(stage, 1, "Is it?", "spk_1")
    say(stage, 2, "It is.", "spk_2")
    qtbot.waitUntil(window.page.speakers.isVisible)
    assert window.keeping.text == "Speaker 1: Is it?\nSpeaker 2: It is.\n"
    window.page.speakers.click()
    dialog = window.speakers.dialog
    assert not dialog.isModal()
    assert [edit.accessibleName() for edit in dialog.edits.values()] == ["Name of Speaker 1", "Name of Speaker 2"]
    dialog.edits["spk_1"].setText("Ana")
    assert window.keeping.text == "Ana: Is it?\nSpeaker 2: It is.\n"
    dialog.edits["spk_1"].clear()
    assert window.keeping.text.startswith("Speaker 1:")
    dialog.edits["spk_2"].setText("Ben")
    window.speakers.close()
    window.actions_.speakers.trigger()
    assert window.speakers.dialog.edits["spk_2"].text() == "Ben"
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED)
    window.toggle_recording()
    assert window.speakers.dialog is None
    assert not window.page.speakers.isVisible()


def test_a_dialog_that_a_person_closed_is_opened_anew_and_closed_with_the_recording(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    window.toggle_recording()
    say(stage, 1, "Is it?", "spk_1")
    qtbot.waitUntil(window.page.speakers.isVisible)
    for _ in range(2):
        window.actions_.speakers.trigger()
        assert window.speakers.dialog.isVisible()
        window.speakers.dialog.close()
        assert window.speakers.dialog is None
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: window.situation.recording is RecordingState.STOPPED)
    window.toggle_recording()
    assert not window.page.speakers.isVisible()

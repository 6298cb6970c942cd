"""Pausing the recording that runs; its last words are counted down to."""

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Meter,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    ServiceChanged,
)
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

RECORDING = RecordingChanged(RecordingState.RECORDING, "Yeti X")
WORDS = TurnChanged(TurnChange.COMPLETED, Turn(number=1, text="So.", state=TurnState.FINISHED, start_ms=0), 0)


def record(stage: Stage, qtbot: QtBot) -> None:
    stage.window.toggle_recording()
    stage.publish(RECORDING, LinkChanged(LinkState.CONNECTED))
    qtbot.waitUntil(lambda: stage.window.situation.link is LinkState.CONNECTED)


def test_a_recording_is_paused_and_goes_on_by_button_and_key(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    assert not window.actions_.pause.isEnabled()
    record(stage, qtbot)
    window.bar.pause.click()
    stage.publish(RecordingChanged(RecordingState.PAUSED, "Yeti X", 12_000))
    qtbot.waitUntil(lambda: window.bar.chip.text == "Paused")
    assert window.bar.record.accessibleDescription() == "0:12 recorded"
    assert window.page.foot.text().startswith("Mic off while paused")
    assert window.bar.pause.accessibleName() == "Resume (F10)"
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert stage.app.asked[1:] == ["pause", "resume"]


def test_finishing_counts_down_and_a_number_that_stands_still_is_not_shown(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    record(stage, qtbot)
    stage.app.meter_now = Meter(recorded_ms=9_000, owed_ms=2_600)
    stage.publish(RecordingChanged(RecordingState.FINISHING))
    qtbot.waitUntil(lambda: window.bar.chip.text == "Finishing 3 s left")
    assert window.page.foot.text().endswith("Finishing, 3 s left")
    for _ in range(200):
        window.state.poll()
    assert window.bar.chip.text == "Finishing"
    assert window.page.foot.text().endswith("Waiting for the last words")


def test_another_service_is_named_in_chip_and_foot(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.publish(ServiceChanged("local", "This computer", "moonshine-tiny-en", True, "The service stayed away."))
    qtbot.waitUntil(lambda: stage.window.bar.chip.text.startswith("Live on this computer"))
    assert "Link: now on this computer: The service stayed away" in stage.window.page.foot.text()


def test_a_service_that_stays_away_is_left_with_one_press(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.publish(Problem("service_away", "The service stays away."))
    qtbot.waitUntil(stage.window.page.banner.isVisible)
    stage.window.page.banner._actions[0].click()
    assert stage.app.asked[-1] == "go on locally"


def test_words_that_the_history_keeps_are_not_asked_about(stage: Stage, qtbot: QtBot) -> None:
    keeping = stage.window.keeping
    record(stage, qtbot)
    stage.publish(RecordingKept("abc"), WORDS, RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(lambda: bool(keeping.text))
    assert keeping.unsaved_text == ""
    stage.publish(Problem("not_kept", "The disk is full."))
    qtbot.waitUntil(lambda: keeping.unsaved_text == "So.\n")
    stage.publish(ProblemPassed("not_kept"))
    qtbot.waitUntil(lambda: keeping.unsaved_text == "")
    assert stage.window.close()


def test_a_silent_microphone_is_told_of_no_longer_than_it_is_on(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.publish(Problem("silent_input", "The microphone gives only digital silence."))
    qtbot.waitUntil(stage.window.page.banner.isVisible)
    stage.publish(RecordingChanged(RecordingState.STOPPED))
    qtbot.waitUntil(stage.window.page.banner.isHidden)

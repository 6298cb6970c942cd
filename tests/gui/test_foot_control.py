"""The foot tells what was dropped and up to when it is saved: what the meter says, while a microphone records."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.session.notices import (
    Meter,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
)

RECORDING = RecordingChanged(RecordingState.RECORDING, "Yeti X")
KEPT = RecordingKept("abc")


def said(stage: Stage) -> tuple[str, str]:
    line = stage.window.page.foot_line
    return line.dropped.text(), line.saved.text()


def test_both_are_told_while_it_records(stage: Stage, qtbot: QtBot) -> None:
    foot = stage.window.parts.foot
    assert said(stage) == ("", "")
    stage.window.toggle_recording()
    stage.publish(RECORDING, KEPT)
    qtbot.waitUntil(lambda: said(stage) == ("0 dropped", ""))
    stage.app.meter_now = Meter(recorded_ms=9_000, unsaved_ms=2_400)
    foot._timer.timeout.emit()
    assert said(stage) == ("0 dropped", "Saved 3 s ago")
    stage.app.meter_now = Meter(recorded_ms=9_000, unsaved_ms=0, dropped_ms=1_230)
    foot._timer.timeout.emit()
    assert said(stage) == ("1.2 s dropped", "Saved 1 s ago")
    assert stage.window.page.foot_line.dropped.is_urgent
    told = stage.window.page.foot_line.dropped.accessibleDescription()
    assert told == "1.2 s of sound did not arrive.", "of whichever source"
    stage.publish(RecordingChanged(RecordingState.PAUSED, "Yeti X", 9_000))
    qtbot.waitUntil(lambda: said(stage) == ("", ""))
    assert not foot._timer.isActive(), "nothing ticks while nothing is recorded"
    stage.publish(RecordingChanged(RecordingState.STOPPED, "", 9_000))
    qtbot.waitUntil(lambda: said(stage) == ("", "Saved"))
    assert not foot._timer.isActive()


def test_what_is_not_kept_is_not_called_saved(stage: Stage, qtbot: QtBot) -> None:
    stage.window.toggle_recording()
    stage.app.meter_now = Meter(recorded_ms=9_000, unsaved_ms=2_400)
    stage.publish(RECORDING)
    qtbot.waitUntil(lambda: said(stage) == ("0 dropped", ""))
    stage.publish(KEPT)
    qtbot.waitUntil(lambda: said(stage)[1] == "Saved 3 s ago")
    stage.publish(Problem("not_kept", "The disk is full."))
    qtbot.waitUntil(lambda: said(stage)[1] == "")
    stage.publish(ProblemPassed("not_kept"))
    qtbot.waitUntil(lambda: said(stage)[1] == "Saved 3 s ago")
    stage.publish(Problem("not_kept", "The disk is full."), RecordingChanged(RecordingState.STOPPED, "", 9_000))
    qtbot.waitUntil(lambda: not stage.window.situation.is_running)
    assert said(stage) == ("", "")


def test_a_start_that_failed_at_once_is_not_called_saved(stage: Stage, qtbot: QtBot) -> None:
    stage.window.toggle_recording()
    stage.publish(RECORDING, KEPT)
    qtbot.waitUntil(lambda: said(stage)[0] == "0 dropped")
    stage.publish(RecordingChanged(RecordingState.STOPPED, "Yeti X", 300))
    qtbot.waitUntil(lambda: not stage.window.situation.is_running)
    assert said(stage) == ("", ""), "the history keeps nothing of it"


def test_nothing_of_it_is_told_of_a_file(stage: Stage, qtbot: QtBot) -> None:
    stage.window.transcribe_file(Path("talk.wav"))
    stage.app.meter_now = Meter(recorded_ms=9_000, unsaved_ms=2_400)
    stage.publish(RECORDING, KEPT)
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)
    assert said(stage) == ("", "")
    stage.publish(RecordingChanged(RecordingState.STOPPED, "", 9_000))
    qtbot.waitUntil(lambda: said(stage) == ("", "Saved"))

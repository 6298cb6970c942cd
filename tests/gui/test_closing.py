"""The window closes when the last words are there and taken; asking twice closes at once."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from transcriber.gui.closing import Closing
from transcriber.session.notices import RecordingChanged, RecordingState
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

STOPPED = RecordingChanged(RecordingState.STOPPED)
WORDS = TurnChanged(
    TurnChange.COMPLETED, Turn(number=1, text="The last words.", state=TurnState.FINISHED, start_ms=0), 0
)


def record(stage: Stage, qtbot: QtBot) -> None:
    stage.window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"))
    qtbot.waitUntil(lambda: stage.window.situation.recording is RecordingState.RECORDING)


def question(stage: Stage) -> QMessageBox:
    [box] = [box for box in stage.window.findChildren(QMessageBox) if box.isVisible()]
    assert isinstance(box, QMessageBox)
    return box


def press(stage: Stage, text: str) -> None:
    [button] = [each for each in question(stage).findChildren(QPushButton) if each.text() == text]
    button.click()


def test_without_words_it_closes_at_once(stage: Stage) -> None:
    assert stage.window.close()


def test_in_mid_recording_the_last_words_are_waited_for(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    assert not stage.window.close()
    assert stage.window.isVisible()
    assert stage.app.asked[-1] == "stop"
    assert stage.window.bar.chip.text == "Finishing"
    assert "Closing when the last words are here" in stage.window.page.foot.text()
    stage.publish(RecordingChanged(RecordingState.FINISHING), STOPPED)
    qtbot.waitUntil(lambda: not stage.window.isVisible())


def test_a_second_close_closes_at_once(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    assert not stage.window.close()
    assert stage.window.close()
    assert not stage.window.isVisible()


def test_words_that_came_while_finishing_are_offered(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    stage.window.close()
    stage.publish(WORDS, STOPPED)
    qtbot.waitUntil(lambda: any(box.isVisible() for box in stage.window.findChildren(QMessageBox)))
    assert question(stage).informativeText().startswith("3 words have not been copied or saved")
    assert stage.window.bar.chip.text == "Ready"
    press(stage, "Close without saving")
    qtbot.waitUntil(lambda: not stage.window.isVisible())


def test_a_recording_that_does_not_end_is_not_waited_for_without_end(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    closing: Closing = stage.window.parts.closing
    closing._limit.setInterval(20)
    stage.window.close()
    qtbot.waitUntil(lambda: not stage.window.isVisible())


@pytest.mark.parametrize("answer", ["Cancel", "Escape"])
def test_cancelling_keeps_window_and_words(stage: Stage, qtbot: QtBot, answer: str) -> None:
    stage.publish(WORDS)
    qtbot.waitUntil(lambda: bool(stage.window.keeping.unsaved_text))
    assert not stage.window.close()
    if answer == "Escape":
        question(stage).reject()
    else:
        press(stage, answer)
    qtbot.wait(20)
    assert stage.window.isVisible()
    assert not stage.window.close()
    assert question(stage).isVisible()


def test_saving_closes_and_a_fault_while_saving_does_not(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    stage.publish(WORDS)
    qtbot.waitUntil(lambda: bool(stage.window.keeping.unsaved_text))
    stage.window.close()
    keeping = stage.window.keeping
    with qtbot.waitSignal(keeping.not_saved):
        keeping.save(tmp_path / "nowhere" / "out.txt", text=keeping.unsaved_text)
    question(stage).hide()
    assert stage.window.page.banner.problems[-1].code == "not_saved"
    assert not stage.window.close()
    keeping.save(tmp_path / "out.txt", text=keeping.unsaved_text)
    qtbot.waitUntil(lambda: not stage.window.isVisible())
    assert (tmp_path / "out.txt").read_text() == "The last words.\n"


def test_words_that_were_copied_are_not_asked_about(stage: Stage, qtbot: QtBot) -> None:
    stage.publish(WORDS)
    qtbot.waitUntil(lambda: bool(stage.window.keeping.unsaved_text))
    stage.window.actions_.copy.trigger()
    assert stage.window.close()

"""Ending turns by hand in the whole window: the button, the key, and the key that is held."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.session.notices import LinkChanged, LinkState, RecordingChanged, RecordingState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""

STOPPED = RecordingChanged(RecordingState.STOPPED)


def record(stage: Stage, qtbot: QtBot) -> None:
    stage.window.activateWindow()
    qtbot.waitUntil(stage.window.isActiveWindow)
    stage.window.toggle_recording()
    stage.publish(RecordingChanged(RecordingState.RECORDING, "Yeti X"), LinkChanged(LinkState.CONNECTED))
    qtbot.waitUntil(lambda: stage.window.situation.link is LinkState.CONNECTED)


def hold(stage: Stage, kind: QEvent.Type) -> None:
    event = QKeyEvent(kind, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(stage.window.windowHandle(), event)


def test_a_turn_is_committed_by_button_and_key_while_a_recording_runs(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    assert not window.bar.commit.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.app.asked == []
    record(stage, qtbot)
    assert window.bar.commit.isVisible()
    window.bar.commit.click()
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stage.app.asked[1:] == ["commit", "commit"]
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: not window.bar.commit.isVisible())
    assert not window.actions_.commit.isEnabled()


def test_talking_is_said_while_the_key_is_held(stage: Stage, qtbot: QtBot) -> None:
    window = stage.window
    window.panel.fields.turns.show_commit_policy(CommitPolicy(push_to_talk=True))
    record(stage, qtbot)
    assert stage.app.asked[0].commit_policy.push_to_talk
    qtbot.waitUntil(lambda: window.bar.chip.text == "Hold F8 to talk")
    hold(stage, QEvent.Type.KeyPress)
    assert window.bar.chip.text == "Talking"
    hold(stage, QEvent.Type.KeyRelease)
    qtbot.waitUntil(lambda: window.bar.chip.text == "Hold F8 to talk")
    assert stage.app.asked[1:] == ["talk", "silence"]


def test_the_key_is_let_go_when_the_recording_ends(stage: Stage, qtbot: QtBot) -> None:
    stage.window.panel.fields.turns.show_commit_policy(CommitPolicy(push_to_talk=True))
    record(stage, qtbot)
    hold(stage, QEvent.Type.KeyPress)
    stage.publish(STOPPED)
    qtbot.waitUntil(lambda: stage.app.asked[1:] == ["talk", "silence"])
    hold(stage, QEvent.Type.KeyPress)
    assert stage.app.asked[1:] == ["talk", "silence"]


def test_push_to_talk_can_be_switched_on_while_it_runs(stage: Stage, qtbot: QtBot) -> None:
    record(stage, qtbot)
    hold(stage, QEvent.Type.KeyPress)
    assert stage.app.asked[1:] == []
    stage.window.panel.fields.turns.push_to_talk.click()
    assert [policy.push_to_talk for policy in stage.app.policies] == [True]
    hold(stage, QEvent.Type.KeyPress)
    assert stage.app.asked[1:] == ["talk"]
    stage.window.panel.fields.turns.push_to_talk.click()
    assert stage.app.asked[1:] == ["talk", "silence"]

"""Why nothing can be noted is told of what runs, and by the very keys that would do it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.app import FileSource, MicrophoneSource, RecordingRequest, sample_path
from transcriber.gui.annotations.refusal import RefusedKeys, why_not_kept
from transcriber.realtime.configuration import SessionConfiguration

SPOKEN = RecordingRequest(source=MicrophoneSource(), configuration=SessionConfiguration())


def test_only_what_the_history_does_not_keep_has_a_reason() -> None:
    demo = replace(SPOKEN, source=FileSource(sample_path(), 1.0))
    assert why_not_kept(None, keeps_history=True) == ""
    assert why_not_kept(SPOKEN, keeps_history=True) == ""
    assert why_not_kept(replace(SPOKEN, source=FileSource(Path("talk.wav"), None)), keeps_history=True) == ""
    assert why_not_kept(demo, keeps_history=False).startswith("The demo is not kept")
    trial = replace(SPOKEN, is_kept=False)
    assert why_not_kept(trial, keeps_history=True).startswith("A test is not kept")
    assert why_not_kept(SPOKEN, keeps_history=False).startswith("The history is off")


def test_the_keys_are_the_actions_own_and_its_alone_while_it_is_on(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    action = QAction("Mark", window)
    action.setShortcut(QKeySequence("Ctrl+M"))
    window.addAction(action)
    refused = RefusedKeys(action, window)
    heard: list[str] = []
    action.triggered.connect(lambda: heard.append("done"))
    refused.pressed.connect(lambda: heard.append("refused"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    action.setEnabled(False)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    action.setShortcut(QKeySequence("F2"))
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    action.setShortcuts([])
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert heard == ["done", "refused", "refused"]

from typing import Any

from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from transcriber.gui.desktop.tray_icon import TrayIcon
from transcriber.session.notices import RecordingState

Stage = Any
"""The fixture's class lives in conftest.py, which no test imports."""


def made(stage: Stage) -> TrayIcon:
    actions = stage.window.actions_
    return TrayIcon(((actions.record, actions.pause, actions.mark), (actions.captions,)), actions.quit, stage.window)


def test_the_menu_has_what_can_be_done_without_the_window_and_is_named_like_there(stage: Stage) -> None:
    tray = made(stage)
    names = [action.text() for action in tray.menu.actions() if not action.isSeparator()]
    assert names == ["Record", "Pause", "Mark this moment", "Captions", "Show the window", "Quit"]
    assert not stage.window.actions_.mark.isEnabled()


def test_what_it_is_doing_is_said_in_words_too(stage: Stage) -> None:
    tray = made(stage)
    icon = tray.findChild(QSystemTrayIcon)
    assert icon is not None
    tips = []
    for state in (RecordingState.STOPPED, RecordingState.RECORDING, RecordingState.PAUSED, RecordingState.FINISHING):
        tray.show_state(state)
        tips.append(icon.toolTip())
    assert tips == [
        "Transcriber",
        "Transcriber is recording",
        "Transcriber is paused",
        "Transcriber is finishing the recording",
    ]


def test_a_click_asks_for_the_window(stage: Stage, qtbot: QtBot) -> None:
    tray = made(stage)
    with qtbot.waitSignal(tray.show_asked):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.waitSignal(tray.show_asked):
        tray.show_window.trigger()
    with qtbot.assertNotEmitted(tray.show_asked):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)

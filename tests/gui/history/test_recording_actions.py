"""Every action has words, and no two have the same key."""

from collections import Counter

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.history.recording_actions import RecordingActions


def test_no_key_is_given_twice(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    actions = RecordingActions(page)
    keys = Counter(key.toString() for action in page.actions() for key in action.shortcuts())
    assert set(keys.values()) == {1}
    assert all(action.text() for action in page.actions())
    in_menus = {action for menu in (actions.page_menu(), actions.turn_menu()) for action in menu.actions()}
    assert set(page.actions()) <= in_menus

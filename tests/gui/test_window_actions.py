"""What the window can be told to do: each once, with keys that do not clash, all in the menu."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.window_actions import WindowActions


def test_every_action_is_in_the_menu_and_no_key_does_two_things(styled: object, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = WindowActions(window)
    all_actions = [each for each in vars(actions).values() if isinstance(each, QAction)]
    in_menu = [each for each in actions.menu().actions() if not each.isSeparator()]
    assert set(in_menu) == set(all_actions)
    keys = [key.toString() for each in all_actions for key in each.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {"F9", "Ctrl+R", "Ctrl+S", "Ctrl+O", "Ctrl+Q"} <= set(keys)


def test_a_key_that_is_held_down_records_once(styled: object, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not WindowActions(window).record.autoRepeat()

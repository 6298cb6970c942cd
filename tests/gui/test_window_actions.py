"""What the window can be told to do: each once, with keys that do not clash, all in the menu."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.window_actions import WindowActions


def test_every_action_is_in_the_menu_and_no_key_does_two_things(styled: object, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = WindowActions(window)
    all_actions = [each for each in vars(actions).values() if isinstance(each, QAction)]
    menu = actions.menu()
    in_menu = _entries(menu)
    assert set(in_menu) == set(all_actions)
    keys = [key.toString() for each in all_actions for key in each.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {"F9", "Ctrl+R", "Ctrl+S", "Ctrl+O", "Ctrl+Q"} <= set(keys)


def test_a_key_that_is_held_down_records_once(styled: object, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert not WindowActions(window).record.autoRepeat()


def _entries(menu: QMenu) -> list[QAction]:
    entries: list[QAction] = []
    for each in menu.actions():
        beside = each.menu()
        if isinstance(beside, QMenu):
            entries += _entries(beside)
        elif not each.isSeparator():
            entries.append(each)
    return entries


def test_the_menu_fits_on_a_small_screen(styled: object, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert WindowActions(window).menu().sizeHint().height() < 700

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from transcriber.gui.menus import grouped_menu, new_action


def test_an_action_belongs_to_its_owner_with_its_keys(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    action = new_action(owner, "Copy", "Ctrl+C", "Ctrl+Ins")

    assert owner.actions() == [action]
    assert (action.text(), action.parent()) == ("Copy", owner)
    assert [key.toString() for key in action.shortcuts()] == ["Ctrl+C", "Ctrl+Ins"]


def test_a_menu_has_a_line_between_two_groups_and_none_at_its_end(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    copy, save, close = (new_action(owner, text) for text in ("Copy", "Save", "Close"))

    menu = grouped_menu(owner, (copy, save), (close,))

    assert ["" if each.isSeparator() else each.text() for each in menu.actions()] == ["Copy", "Save", "", "Close"]

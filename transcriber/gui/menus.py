"""Actions with their keys, and menus of them in groups."""

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget


def new_action(owner: QWidget, text: str, *keys: str) -> QAction:
    """An action of `owner`, whose keys count where `owner` is. Main thread."""
    action = QAction(text, owner)
    action.setShortcuts([QKeySequence(key) for key in keys])
    owner.addAction(action)
    return action


def grouped_menu(owner: QWidget, *groups: Sequence[QAction]) -> QMenu:
    """A menu with a line between two groups. Main thread."""
    menu = QMenu(owner)
    for group in groups:
        menu.addActions(group)
        if group is not groups[-1]:
            menu.addSeparator()
    return menu

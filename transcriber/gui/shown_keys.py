"""Buttons and sentences say the keys that a person gave their actions, not the ones that they had at first."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from transcriber.gui.asked_by_qt import asked_by_qt

_KEYS = re.compile(r" \(([^()]+)\)")


def with_keys(words: str, keys: str) -> str:
    """The same words with other keys in their parentheses, or without any."""
    return _KEYS.sub((lambda _: f" ({keys})") if keys else "", words, count=1)


class ShownKeys(QObject):
    """Follows the actions, and whoever gives a button other words. Main thread.

    Args:
        pairs: Each button, whose tip has the first keys in parentheses, and its action.
        parent: Owns it.
    """

    def __init__(self, pairs: Iterable[tuple[QWidget, QAction]], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = dict(pairs)
        self._first = {button: first_keys(action) for button, action in self._actions.items()}
        self._written = {button: button.toolTip() for button in self._actions}
        """As others wrote them, with the first keys."""
        self._is_writing = False
        for button, action in self._actions.items():
            button.installEventFilter(self)
            action.changed.connect(self._on_action_changed)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words for a button: with its keys of now."""
        if event.type() == QEvent.Type.ToolTipChange and not self._is_writing and isinstance(watched, QWidget):
            self._written[watched] = watched.toolTip()
            self._write(watched)
        return super().eventFilter(watched, event)

    def _on_action_changed(self) -> None:
        for button in self._actions:
            self._write(button)

    def _write(self, button: QWidget) -> None:
        written, keys = self._written[button], first_keys(self._actions[button])
        words = written if keys == self._first[button] else with_keys(written, keys)
        before = button.toolTip()
        if words == before:
            return
        self._is_writing = True
        button.setToolTip(words)
        self._is_writing = False
        if button.accessibleName() in (before, written):
            button.setAccessibleName(words)


def follow_keys(actions: Iterable[QAction], tell: Callable[..., object]) -> None:
    """Tell the first keys of these actions at once and whenever one of them is another; empty without any."""
    followed = tuple(actions)
    told = [first_keys(action) for action in followed]
    tell(*told)

    def look() -> None:
        keys = [first_keys(action) for action in followed]
        if keys != told:
            told[:] = keys
            tell(*keys)

    for action in followed:
        action.changed.connect(look)


def first_keys(action: QAction) -> str:
    """The first of its keys, as this system writes it; empty without any."""
    keys = action.shortcuts()
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""

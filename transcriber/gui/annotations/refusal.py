"""Why nothing can be marked or noted now, and whoever presses the key for it is told so."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from transcriber.gui.language import tr
from transcriber.gui.window_state import is_demo

if TYPE_CHECKING:
    from transcriber.app.request import RecordingRequest


def why_not_kept(request: "RecordingRequest | None", *, keeps_history: bool) -> str:
    """One sentence about what runs; empty where the history keeps it, or will in a moment.

    Args:
        request: What was asked for.
        keeps_history: Whether recordings are kept at all.
    """
    if request is None:
        return ""
    if is_demo(request.source):
        return tr("The demo is not kept in the history, so nothing can be marked or noted in it.")
    if not request.is_kept:
        return tr("A test is not kept in the history, so nothing can be marked or noted in it.")
    if not keeps_history:
        return tr("The history is off, so nothing can be marked or noted.")
    return ""


class RefusedKeys(QObject):
    """Has the keys of an action while that is off: they would do nothing, and not say so. Main thread."""

    pressed = Signal()

    def __init__(self, action: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._action = action
        self._keys = QShortcut(window)
        self._keys.setAutoRepeat(False)
        self._keys.activated.connect(self.pressed)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self._keys.setKeys(self._action.shortcuts())
        self._keys.setEnabled(not self._action.isEnabled())

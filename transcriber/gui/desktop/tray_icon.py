"""The icon in the tray: what the program is doing, and a menu of what it can be told without its window."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from transcriber.gui.desktop.state_icons import state_icon
from transcriber.gui.language import tr
from transcriber.gui.menus import grouped_menu
from transcriber.session.notices import RecordingState


def is_tray_there() -> bool:
    """Whether this desktop has a tray now."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class TrayIcon(QObject):
    """Main thread. The actions are the window's own, so that they are named and enabled alike."""

    show_asked = Signal()

    def __init__(self, groups: Sequence[Sequence[QAction]], quit_action: QAction, window: QWidget) -> None:
        super().__init__(window)
        self.show_window = QAction(tr("Show the window"), self)
        self.show_window.triggered.connect(self.show_asked)
        self.menu: QMenu = grouped_menu(window, *groups, (self.show_window,), (quit_action,))
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self.menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.show_asked)
        self.show_state(RecordingState.STOPPED)

    @property
    def is_shown(self) -> bool:
        """Whether it stands in the tray."""
        return self._icon.isVisible()

    def set_shown(self, is_shown: bool) -> None:
        """Put it there, or take it away."""
        self._icon.setVisible(is_shown)

    def show_state(self, state: RecordingState) -> None:
        """Another picture, and the same in words."""
        self._icon.setIcon(state_icon(state))
        self._icon.setToolTip(_tip(state))

    def tell(self, title: str, words: str) -> None:
        """A message beside it, for some seconds."""
        self._icon.showMessage(title, words, state_icon(RecordingState.STOPPED))

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.show_asked.emit()


def _tip(state: RecordingState) -> str:
    match state:
        case RecordingState.STARTING | RecordingState.RECORDING:
            return tr("Transcriber is recording")
        case RecordingState.PAUSED:
            return tr("Transcriber is paused")
        case RecordingState.FINISHING:
            return tr("Transcriber is finishing the recording")
        case RecordingState.STOPPED:
            return tr("Transcriber")

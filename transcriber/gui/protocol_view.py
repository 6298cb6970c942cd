"""The protocol window: the raw exchange with a service, for people who build on it. Watched only while it is open."""

from typing import Protocol

from PySide6.QtWidgets import QDialog, QWidget

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.theme import Theme


class WatchedApp(Protocol):
    """What tells of the exchange."""

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        """Returns at once; `ProtocolTraced` notices follow while watched."""


class ProtocolView(QDialog):
    """Never blocks the window behind it; watches from `show` to `close`. Main thread."""

    def __init__(self, theme: Theme, app: WatchedApp, bridge: NoticeBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._app = app
        self._bridge = bridge

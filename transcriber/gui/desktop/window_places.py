"""Where the window stood, for each set of screens that it was used with; never where no screen is any more."""

import zlib

from PySide6.QtCore import QByteArray, QObject, QRect, QSettings, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_LEAST_SEEN_PX = 80
"""So much of the window's top edge must be on a screen for a person to take hold of it."""
_TOP_EDGE_PX = 40


class WindowPlaces(QObject):
    """Main thread."""

    def __init__(self, places: QSettings, window: QWidget) -> None:
        super().__init__(window)
        self._places = places
        self._window = window

    def restore(self) -> None:
        """Put the window where it stood with these screens, or with the last ones if that can be seen here."""
        for key in (_key(), "window/geometry"):
            geometry = self._places.value(key)
            if isinstance(geometry, QByteArray) and self._window.restoreGeometry(geometry):
                break
        self._come_back()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self._on_screens_changed)

    def keep(self) -> None:
        """Remember it."""
        geometry = self._window.saveGeometry()
        for key in (_key(), "window/geometry"):
            self._places.setValue(key, geometry)

    def _on_screens_changed(self, _screen: QScreen) -> None:
        # Once the desktop has moved what it moves itself.
        QTimer.singleShot(0, self._come_back)

    def _come_back(self) -> None:
        frame = self._window.frameGeometry()
        screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        if screens and not is_within_reach(frame, screens):
            home = QGuiApplication.primaryScreen().availableGeometry()
            self._window.resize(frame.size().boundedTo(home.size()))
            moved = self._window.frameGeometry()
            moved.moveCenter(home.center())
            self._window.move(moved.topLeft())


def is_within_reach(frame: QRect, screens: list[QRect]) -> bool:
    """Whether enough of the window's top edge lies on some screen to take hold of it."""
    edge = QRect(frame.left(), frame.top(), frame.width(), _TOP_EDGE_PX)
    seen = (edge.intersected(screen) for screen in screens)
    return any(part.width() >= _LEAST_SEEN_PX and part.height() >= _TOP_EDGE_PX // 2 for part in seen)


def _key() -> str:
    """Names these screens: where each lies, how large it is, and how sharp."""
    parts = sorted(
        f"{screen.geometry().getRect()} {screen.devicePixelRatio():.2f}" for screen in QGuiApplication.screens()
    )
    return f"window/{zlib.crc32('|'.join(parts).encode()):08x}"

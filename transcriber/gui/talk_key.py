"""A key that is held: pressed once, let go once, whatever the keyboard repeats or the desktop takes away."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import tr

TALK_KEY = Qt.Key.Key_F8
LOOK_BACK_KEY = Qt.Key.Key_F5
REPEAT_GAP_MS = 60
"""A release counts once no press has followed it for so long: X11 repeats a key as release and press, and Qt tells
the two from a person's only if both have arrived when it looks at the first."""


class TalkKey(QObject):
    """Watches the keys of one window while it is asked to. Main thread."""

    held_changed = Signal(bool)

    def __init__(self, window: QWidget, key: Qt.Key = TALK_KEY) -> None:
        super().__init__(window)
        self._key = key
        self._window = window
        self._watched: QWindow | None = None
        self._is_held = False
        self._letting_go = QTimer(self, singleShot=True, interval=REPEAT_GAP_MS)
        self._letting_go.timeout.connect(lambda: self._hold(False))

    @property
    def is_held(self) -> bool:
        """Whether the key is down."""
        return self._is_held

    def watch(self, is_watched: bool) -> None:
        """Begin or end to listen; a key that is down counts as let go when this ends."""
        handle = self._window.windowHandle()
        if is_watched and self._watched is None and handle is not None:
            self._watched = handle
            handle.installEventFilter(self)
            application = QGuiApplication.instance()
            assert isinstance(application, QGuiApplication)
            application.focusWindowChanged.connect(self._on_focus_window_changed)
        elif not is_watched and self._watched is not None:
            if isValid(self._watched):
                self._watched.removeEventFilter(self)
            self._watched = None
            application = QGuiApplication.instance()
            assert isinstance(application, QGuiApplication)
            application.focusWindowChanged.disconnect(self._on_focus_window_changed)
            self._hold(False)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key out of the window's keys."""
        if isinstance(event, QKeyEvent) and event.key() == self._key:
            if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._hold(True)
            elif event.type() == QEvent.Type.KeyRelease and not event.isAutoRepeat():
                self._letting_go.start()
            return event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
        return super().eventFilter(watched, event)

    def _on_focus_window_changed(self, focused: QWindow | None) -> None:
        # The key's release goes to whoever has the keyboard now.
        if focused is not self._watched:
            self._hold(False)

    def _hold(self, is_held: bool) -> None:
        self._letting_go.stop()
        if is_held != self._is_held:
            self._is_held = is_held
            self.held_changed.emit(is_held)


def held_keys() -> dict[str, str]:
    """What keys do that count while they are held, by their names everywhere; no action may have one of them."""
    words = {TALK_KEY: tr("Talk, with push to talk"), LOOK_BACK_KEY: tr("Look back in the captions")}
    return {QKeySequence(key).toString(): says for key, says in words.items()}

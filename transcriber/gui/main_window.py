"""The window: lays its parts out and closes when they are done; parts are made and linked in modules of their own."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.compact_mode import LEAST_SIZE
from transcriber.gui.icons import application_icon
from transcriber.gui.microphone_choice import DeviceLister
from transcriber.gui.preference_keeping import SaveChanges
from transcriber.gui.scaling import ScrollingCentre
from transcriber.gui.state_words import Situation
from transcriber.gui.theme import Theme
from transcriber.gui.window_links import WindowLinks
from transcriber.gui.window_parts import RecordingApp, WindowParts
from transcriber.settings.preferences import Preferences


class MainWindow(QMainWindow):
    """A bar above three columns: the history, the page and the panel. Main thread."""

    first_painted = Signal()
    """Once, after the first paint: what is heavy may begin now."""
    closed = Signal()
    """For good: not hidden, and nothing to be waited for."""

    def __init__(
        self,
        app: RecordingApp,
        bridge: NoticeBridge,
        theme: Theme,
        preferences: Preferences,
        list_devices: DeviceLister,
        save_changes: SaveChanges,
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self.parts = parts = WindowParts(app, bridge, theme, preferences, list_devices, save_changes, self)
        self.bar, self.page, self.panel = parts.bar, parts.page, parts.panel
        self.actions_, self.keeping, self.speakers = parts.actions, parts.keeping, parts.speakers
        self.windows, self.state, self.recording = parts.windows, parts.state, parts.recording
        self.history = parts.history
        self._lay_out()
        parts.preferences.show()
        self._links = WindowLinks(parts, app, self)
        self.first_painted.connect(self.panel.fill)
        self.first_painted.connect(parts.history.begin)
        self.first_painted.connect(parts.words.begin)
        self.first_painted.connect(parts.live_notes.begin)
        self.first_painted.connect(parts.captions.begin)
        self.first_painted.connect(parts.appearance.begin)
        self.first_painted.connect(parts.desktop.begin)
        self.first_painted.connect(parts.introduction.list_microphones)
        parts.state.update_all()
        theme.dress()
        self.bar.record.setFocus()
        self._is_seen = False

    @property
    def situation(self) -> Situation:
        """What the words in the window are made of."""
        return self.state.situation

    @property
    def preferences(self) -> Preferences:
        """What is to be remembered, as it stands in the window."""
        return self.parts.preferences.now

    def toggle_recording(self) -> None:
        """Start with the chosen microphone, or stop what runs."""
        self.recording.toggle()

    def transcribe_file(self, path: Path) -> None:
        """An audio file as the input, as fast as it can be transcribed."""
        self.recording.transcribe_file(path)

    def play_demo(self) -> None:
        """The bundled speech as the input, as if it were being spoken."""
        self.recording.play_demo()

    @asked_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        """The first time, listen for when the window can be seen, whatever page it shows."""
        super().showEvent(event)
        if not self._is_seen and (window := self.windowHandle()) is not None:
            window.installEventFilter(self)

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say once that the window has been seen; its parts are painted while this event is handled."""
        if event.type() == QEvent.Type.Expose and not self._is_seen:
            self._is_seen = True
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.first_painted.emit)
        return super().eventFilter(watched, event)

    @asked_by_qt
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped; which of them, is said when they are."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    @asked_by_qt
    def dropEvent(self, event: QDropEvent) -> None:
        """Transcribe the files, or say why that cannot be."""
        event.acceptProposedAction()
        self.parts.files.take_dropped(event.mimeData().urls())

    @asked_by_qt
    def closeEvent(self, event: QCloseEvent) -> None:
        """Not before the last words are there and taken; then remember the choices and take no more notices."""
        parts = self.parts
        if parts.desktop.stays(is_closing=parts.closing.is_under_way):
            event.ignore()
            self.hide()
            return
        if not parts.closing.ask(is_recording=self.situation.is_running):
            event.ignore()
            return
        parts.state.stop_polling()
        parts.preferences.keep()
        parts.introduction.leave()
        # What is remembered of the whole window is never where the small one stood.
        parts.compact.leave()
        parts.turns.key.watch(False)
        parts.windows.close()
        parts.captions.close()
        parts.appearance.close()
        parts.caption_page.close()
        parts.desktop.close()
        parts.help.close()
        parts.words.close()
        parts.history.close()
        self._bridge.close()
        self.bar.microphone.close_list()
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        self.setWindowTitle("Transcriber")
        self.setWindowIcon(application_icon())
        self.setMinimumSize(LEAST_SIZE)
        self.resize(1320, 840)
        self.setAcceptDrops(True)
        # Dropped files belong to the window, wherever they are dropped.
        self.panel.fields.speech.prompt.setAcceptDrops(False)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.history.column)
        row.addWidget(self.page, 1)
        row.addWidget(self.panel)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(body, 1)
        area = ScrollingCentre(centre)
        area.resized.connect(self.bar.fit)
        self.setCentralWidget(area)
        self.bar.set_menu(self.actions_.menu())

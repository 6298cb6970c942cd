"""The column at the left: a field to search everything that was said, and below it the recordings or what was found."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
)

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.search_field import SearchField
from transcriber.gui.history.history_words import HISTORY_OFF, NOTHING_FOUND, NOTHING_YET, fault_words
from transcriber.gui.history.hit_delegate import HitDelegate
from transcriber.gui.history.hits_model import HitsModel
from transcriber.gui.history.reading import NO_STORE, HistoryReading
from transcriber.gui.history.recording_delegate import RecordingDelegate
from transcriber.gui.history.recordings_model import RecordingsModel
from transcriber.gui.history.sound_sum import SoundSum
from transcriber.gui.history.undo_bar import UndoBar
from transcriber.gui.language import in_words, tr
from transcriber.gui.theme import Theme
from transcriber.store.errors import StoreError
from transcriber.store.values import Standing, StoredRecording

WIDTH_PX = 256
TYPING_PAUSE_MS = 100
"""A search begins when nothing was typed for so long."""


class HistoryColumn(QFrame):
    """Shows and asks; what is asked is done by others. Main thread.

    Args:
        theme: Its colours.
        reading: Where the history is read.
        keeps_history: Whether recordings are kept at all.
    """

    opened = Signal(str, object, str)
    """A recording's id, the id of one of its turns or None, and what was looked for or nothing."""
    renamed = Signal(str, str)
    deletion_asked = Signal(object)
    """A `StoredRecording`."""
    export_asked = Signal(object)
    retranscription_asked = Signal(object)

    def __init__(self, theme: Theme, reading: HistoryReading, *, keeps_history: bool = True) -> None:
        super().__init__()
        self.setObjectName("historyColumn")
        self.setFixedWidth(WIDTH_PX)
        self._theme = theme
        self._nothing = NOTHING_YET if keeps_history else HISTORY_OFF
        self.recordings = RecordingsModel(reading, self)
        self.hits = HitsModel(reading, self)
        self.field = SearchField(theme)
        self.list = _list(tr("Recordings"))
        self.found = _list(tr("What was found"))
        self.words = QLabel()
        self.undo = UndoBar()
        self.sound = SoundSum(reading)
        self.pages = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._chosen_id = ""
        self._lay_out()
        self._make_actions()
        self._connect()
        self._say(self._nothing)

    def show_chosen(self, public_id: str) -> None:
        """The row of what is open; none where nothing of the history is."""
        self._chosen_id = public_id
        self._choose()

    def focus_search(self) -> None:
        """The keyboard is in the field, and what stands there is overwritten."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field down into the list; back out of the field with Escape."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
                self._enter_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    # ---- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.field.setPlaceholderText(tr("Search all transcripts", "in a narrow field"))
        self.field.setToolTip(tr("Search all transcripts"))
        self.field.setAccessibleName(tr("Search all transcripts"))
        self.field.installEventFilter(self)
        self.list.setModel(self.recordings)
        self.list.setItemDelegate(RecordingDelegate(self._theme, self.list))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.found.setModel(self.hits)
        self.found.setItemDelegate(HitDelegate(self._theme, self.found))
        self.words.setObjectName("historyWords")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        for page in (self.list, self.found, self.words):
            self.pages.addWidget(page)
        place = QVBoxLayout()
        place.setContentsMargins(16, 16, 16, 0)
        place.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(place)
        column.addWidget(self.pages, 1)
        column.addWidget(self.undo)
        column.addWidget(self.sound)

    def _make_actions(self) -> None:
        self.open = self._action(tr("Open"), "", self._on_open)
        self.rename = self._action(tr("Rename"), "", self._on_rename)
        self.export = self._action(tr("Export…"), "", self._on_export)
        self.again = self._action(tr("Transcribe again"), "", self._on_again)
        self.delete = self._action(tr("Delete"), "Del", self._on_delete)
        # The view itself listens to F2; the menu only names it.
        self.rename.setText(tr("Rename\tF2"))

    def _action(self, text: str, key: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self.list)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(act)
        self.list.addAction(action)
        return action

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_return)
        self._typing.timeout.connect(self._search)
        self.list.clicked.connect(self._open_recording)
        self.list.activated.connect(self._open_recording)
        self.list.customContextMenuRequested.connect(self._on_menu_asked)
        self.found.clicked.connect(self._open_hit)
        self.found.activated.connect(self._open_hit)
        self.recordings.loaded.connect(self._show_what_there_is)
        self.recordings.loaded.connect(self.sound.renew)
        self.recordings.dataChanged.connect(self.sound.renew)
        self.recordings.failed.connect(self.sound.renew)
        self.recordings.modelReset.connect(self._choose)
        self.recordings.failed.connect(self._on_failed)
        self.recordings.renamed.connect(self.renamed)
        self.hits.answered.connect(self._show_what_there_is)
        self.hits.failed.connect(self._on_search_failed)

    # ---- what is shown -----------------------------------------------------------------------------------------------

    def _show_what_there_is(self) -> None:
        if self.field.text().strip():
            if self.hits.rowCount():
                self.pages.setCurrentWidget(self.found)
            elif self.hits.typed:
                self._say(NOTHING_FOUND)
        elif self.recordings.rowCount():
            self.pages.setCurrentWidget(self.list)
        else:
            self._say(self._nothing)

    def _say(self, words: str) -> None:
        self.words.setText(in_words(words))
        self.words.setAccessibleName(in_words(words))
        self.pages.setCurrentWidget(self.words)

    def _on_failed(self, error: StoreError) -> None:
        self._say(self._nothing if error.code == NO_STORE else fault_words(error))

    def _on_search_failed(self, error: StoreError) -> None:
        self._say(NOTHING_FOUND if error.code == NO_STORE else fault_words(error))

    def _choose(self) -> None:
        index = self.recordings.index_of(self._chosen_id) if self._chosen_id else QModelIndex()
        if index.isValid():
            self.list.setCurrentIndex(index)
        else:
            self.list.clearSelection()

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _on_typed(self, typed: str) -> None:
        if typed.strip():
            self._typing.start()
            return
        self._typing.stop()
        self.hits.clear()
        self._show_what_there_is()

    def _search(self) -> None:
        self.hits.search(self.field.text().strip())

    def _on_return(self) -> None:
        if self._typing.isActive() or self.hits.typed != self.field.text().strip():
            self._typing.stop()
            self._search()
        elif self.hits.rowCount():
            self._open_hit(self.found.currentIndex() if self.found.currentIndex().isValid() else self.hits.index(0))

    def _enter_list(self) -> None:
        view = self.pages.currentWidget()
        if isinstance(view, QListView):
            view.setFocus(Qt.FocusReason.TabFocusReason)
            if not view.currentIndex().isValid():
                first = 0 if view is self.found else 1
                view.setCurrentIndex(view.model().index(first, 0))

    def _open_recording(self, index: QModelIndex) -> None:
        recording = self.recordings.recording_at(index)
        if recording is not None:
            self.opened.emit(recording.public_id, None, "")

    def _open_hit(self, index: QModelIndex) -> None:
        hit = self.hits.hit_at(index)
        if hit is not None:
            self.opened.emit(hit.public_id, hit.turn_id, self.hits.typed)

    def _on_menu_asked(self, at: QPoint) -> None:
        recording = self._current
        if recording is None:
            return
        self.delete.setEnabled(recording.standing is not Standing.RECORDING)
        self.again.setEnabled(recording.is_audio_kept and recording.standing is not Standing.RECORDING)
        menu = QMenu(self.list)
        menu.addActions((self.open, self.rename, self.export, self.again))
        menu.addSeparator()
        menu.addAction(self.delete)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(at))

    @property
    def _current(self) -> StoredRecording | None:
        return self.recordings.recording_at(self.list.currentIndex())

    def _on_open(self) -> None:
        self._open_recording(self.list.currentIndex())

    def _on_rename(self) -> None:
        is_changed_already = self.list.state() is QAbstractItemView.State.EditingState
        if self._current is not None and not is_changed_already:
            self.list.edit(self.list.currentIndex())

    def _on_delete(self) -> None:
        recording = self._current
        if recording is not None and recording.standing is not Standing.RECORDING:
            self.deletion_asked.emit(recording)

    def _on_export(self) -> None:
        if self._current is not None:
            self.export_asked.emit(self._current)

    def _on_again(self) -> None:
        if self._current is not None:
            self.retranscription_asked.emit(self._current)


def _list(name: str) -> QListView:
    view = QListView()
    view.setObjectName("historyList")
    view.setAccessibleName(name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalScrollBar().setSingleStep(24)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return view

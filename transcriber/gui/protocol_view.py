"""The protocol window: the raw exchange with a service, for people who build on it. Watched only while it is open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.search_field import SearchField
from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.desktop.kept_sizes import KeptSize
from transcriber.gui.language import in_words, number, tr
from transcriber.gui.protocol_list import KEPT_MESSAGES, ProtocolFilter, ProtocolList
from transcriber.gui.protocol_saving import ProtocolSaving
from transcriber.gui.protocol_text import readable
from transcriber.gui.shown_text import shown_text
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.realtime.trace import Direction, TraceEntry
from transcriber.sentence import said
from transcriber.session.notices import ProtocolTraced

BATCH_MS = 100
_FILTER_MS = 200
_ROW_HEIGHT_PX = 26
_COLUMN_WIDTHS_PX = (96, 96, 0, 104)
_CELL_EDGES_PX = 24
_MOST_TYPES = 200
_EMPTY = said("Nothing yet. Messages appear here while a recording or a connection test runs.")


class WatchedApp(Protocol):
    """What tells of the exchange."""

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        """Returns at once; `ProtocolTraced` notices follow while watched."""


class ProtocolView(QDialog):
    """Never blocks the window behind it; watches from `show` to `close`. Main thread."""

    def __init__(self, theme: Theme, app: WatchedApp, bridge: NoticeBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self.messages = ProtocolList(self)
        self._arrived: list[TraceEntry] = []
        self._started_utc = datetime.now(UTC)
        self._opened_ms = 0
        """A trace begins whenever the window is opened; what is kept from before keeps the time running."""
        self._has_audio = False
        self._types: set[str] = set()
        self._saving = ProtocolSaving(self)
        self._batch = self._timer(BATCH_MS, self._take_arrived)
        self._typing = self._timer(_FILTER_MS, self._apply_filter)
        self._make_filter(theme)
        self._make_messages()
        self._make_foot(theme)
        self._lay_out()
        self._connect(bridge)
        self._update()

    # ---- making ------------------------------------------------------------------------------------------------------

    def _timer(self, interval_ms: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer

    def _make_filter(self, theme: Theme) -> None:
        self.text = SearchField(theme)
        self.text.setAccessibleName(tr("Show only messages with this text"))
        self.text.setPlaceholderText(tr("Show only messages with this text"))
        self.text.setToolTip(tr("Show only messages with this text"))
        directions = ((tr("All"), None), (tr("Sent"), Direction.SENT), (tr("Received"), Direction.RECEIVED))
        self.direction = SegmentedChoice(theme, tr("Direction"), directions)
        self.type = ChoiceBox(theme)
        self.type.addItem(tr("All types"), "")
        self.type.setMinimumContentsLength(20)

    def _make_messages(self) -> None:
        table = self.table = QTableView()
        table.setObjectName("messages")
        table.setAccessibleName(tr("Messages"))
        table.setModel(self.messages)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setFont(typeface(12, is_tabular=True))
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT_PX)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        widest_px = max(table.fontMetrics().horizontalAdvance(words) for words in (tr("Sent"), tr("Received")))
        least_px = (0, widest_px + _CELL_EDGES_PX, 0, 0)
        for column, width_px in enumerate(map(max, _COLUMN_WIDTHS_PX, least_px)):
            fixed, stretched = QHeaderView.ResizeMode.Fixed, QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, fixed if width_px else stretched)
            header.resizeSection(column, width_px or 200)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(tr("The selected message"))
        self.detail.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))

    def _make_foot(self, theme: Theme) -> None:
        self.pause = QPushButton(tr("Pause"))
        self.pause.setCheckable(True)
        self.clear = QPushButton(tr("Clear"))
        self.copy = QPushButton(tr("Copy"))
        self.copy.setAccessibleName(tr("Copy the selected messages"))
        self.save = QPushButton(tr("Save as JSON lines…"))
        self.close_button = QPushButton(tr("Close"))
        self.audio = Switch(theme, tr("Include audio"))
        explanation = tr("Keeps the audio of messages from now on; it fills the memory quickly.")
        self.audio.setAccessibleDescription(explanation)
        self.audio.setToolTip(explanation)
        self.note = PlainWords("footText")
        for button in (self.pause, self.clear, self.copy, self.save, self.close_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Protocol"))
        self.setModal(False)
        # As wide as the words of its buttons need it.
        self.setMinimumHeight(480)
        self.resize(900, 720)
        KeptSize(self, "protocol")
        types = QLabel(tr("Type"), self)
        types.setBuddy(self.type)
        types.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.text, 1)
        row.addWidget(self.direction)
        row.addWidget(self.type)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(12)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setSizes([400, 220])
        body = QVBoxLayout()
        body.setContentsMargins(20, 16, 20, 12)
        body.setSpacing(12)
        body.addLayout(row)
        body.addWidget(split, 1)
        body.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        self.audio.setMaximumWidth(self.audio.sizeHint().width() + 8)
        for part in (self.audio, self.pause, self.clear, self.copy, self.save):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return foot

    def _connect(self, bridge: NoticeBridge) -> None:
        bridge.protocol_traced.connect(self._on_traced)
        self.text.textChanged.connect(self._typing.start)
        self.direction.changed.connect(self._apply_filter)
        self.type.activated.connect(self._apply_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_chosen)
        self.table.selectionModel().selectionChanged.connect(self._update)
        self.audio.toggled.connect(self._on_audio_toggled)
        self.pause.toggled.connect(self._on_pause_toggled)
        self.clear.clicked.connect(self._on_clear)
        self.copy.clicked.connect(self._on_copy)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table, self._on_copy).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        self.save.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.close)
        self._saving.saved.connect(self._on_saved)
        self._saving.failed.connect(self.note.say)

    # ---- what comes --------------------------------------------------------------------------------------------------

    def _on_traced(self, notice: ProtocolTraced) -> None:
        if not self.isVisible():
            return
        entry = replace(notice.entry, at_ms=notice.entry.at_ms + self._opened_ms)
        if not self._arrived and not self.messages.kept_count:
            self._started_utc = datetime.now(UTC) - timedelta(milliseconds=entry.at_ms)
        self._arrived.append(entry)
        if len(self._arrived) > KEPT_MESSAGES:
            del self._arrived[0]
        if not self._batch.isActive():
            self._batch.start()

    def _take_arrived(self) -> None:
        if self.pause.isChecked():
            self._update()
            return
        arrived, self._arrived = self._arrived, []
        bar = self.table.verticalScrollBar()
        was_at_end = bar.value() >= bar.maximum()
        gone = self.messages.add(arrived)
        if was_at_end:
            self.table.scrollToBottom()
        elif gone:
            bar.setValue(bar.value() - gone)
        self._offer_types(arrived)
        self._update()

    def _offer_types(self, entries: list[TraceEntry]) -> None:
        for name in {entry.type for entry in entries} - self._types:
            if len(self._types) < _MOST_TYPES:
                self._types.add(name)
                self.type.addItem(shown_text(name, 120), name)

    def _update(self) -> None:
        shown, kept, waiting = self.messages.rowCount(), self.messages.kept_count, len(self._arrived)
        template = tr("{kept} messages") if shown == kept else tr("{shown} of {kept} messages")
        if kept == 1:
            template = tr("1 message") if shown == kept else tr("{shown} of 1 message")
        words = template.format(shown=number(shown), kept=number(kept))
        if self.messages.dropped:
            words += "; " + tr("only the newest are kept, {dropped} older ones are gone").format(
                dropped=number(self.messages.dropped)
            )
        if self.pause.isChecked():
            words += ". " + tr("Paused: {waiting} wait").format(waiting=number(waiting))
        self.note.say(f"{words}." if kept or waiting else in_words(_EMPTY))
        self.copy.setEnabled(self.table.selectionModel().hasSelection())
        for button in (self.clear, self.save):
            button.setEnabled(kept > 0)

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _apply_filter(self) -> None:
        direction = self.direction.value
        self.messages.show_only(
            ProtocolFilter(
                text=self.text.text(),
                direction=direction if isinstance(direction, Direction) else None,
                type=self.type.currentData(),
            )
        )
        self.detail.clear()
        self.table.scrollToBottom()
        self._update()

    def _on_row_chosen(self, current: QModelIndex) -> None:
        self.detail.setPlainText(readable(self.messages.entry(current.row()).text) if current.isValid() else "")

    def _on_audio_toggled(self, keeps_audio: bool) -> None:
        self._has_audio = self._has_audio or keeps_audio
        if self.isVisible():
            self._app.watch_protocol(True, keeps_audio=keeps_audio)

    def _on_pause_toggled(self, is_paused: bool) -> None:
        self.pause.setText(tr("Go on") if is_paused else tr("Pause"))
        self._take_arrived()

    def _on_clear(self) -> None:
        self._arrived.clear()
        self.messages.clear()
        self.detail.clear()
        self._has_audio = self.audio.isChecked()
        self._update()

    def _on_copy(self) -> None:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        if rows:
            QGuiApplication.clipboard().setText("\n".join(self.messages.entry(row).text for row in rows))
            self.note.say(
                tr("Copied {count} messages.").format(count=number(len(rows))) if len(rows) > 1 else tr("Copied.")
            )

    def _on_save(self) -> None:
        self._saving.ask(self.messages.kept, keeps_audio=self._has_audio, started_utc=self._started_utc)

    def _on_saved(self, name: str) -> None:
        self.note.say(tr("Saved as {name}.").format(name=name))

    # ---- events ------------------------------------------------------------------------------------------------------

    @asked_by_qt
    def showEvent(self, event: QShowEvent) -> None:
        """Watch from now on."""
        super().showEvent(event)
        if not event.spontaneous():
            before = datetime.now(UTC) - self._started_utc
            self._opened_ms = before // timedelta(milliseconds=1) if self.messages.kept_count else 0
            self._app.watch_protocol(True, keeps_audio=self.audio.isChecked())

    @asked_by_qt
    def hideEvent(self, event: QHideEvent) -> None:
        """Watch no more; being minimised is not being closed."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._app.watch_protocol(False)

"""One turn being corrected, at its place in the transcript; what the machine heard stays readable below it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.bounded_text import BoundedText
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import tr
from transcriber.gui.text_scale import scaled
from transcriber.gui.typeface import typeface
from transcriber.store.stored_turn import StoredTurn

_TEXT_PX = 15
_LEAST_HEIGHT_PX = 60
_MOST_HEIGHT_PX = 260
_EDGE_PX = 9
_SIDE_PX = 4


class TurnEditor(QFrame):
    """Enter and leaving it save, Escape does not. Main thread."""

    saved = Signal(int, str)
    """The turn's id and its text, where that is another one."""
    split_asked = Signal(int, str, int)
    """The turn's id, its text as it stands here, and the index to cut at."""
    taken_back = Signal(int)
    """The machine's text is to stand again in the turn of this id."""
    closed = Signal()
    room_changed = Signal()
    """What it stands in has another size: its turn may stand elsewhere."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setObjectName("turnEditor")
        self._viewport = viewport
        self._turn: StoredTurn | None = None
        self.text = BoundedText()
        self.text.setAccessibleName(tr("Text of the turn"))
        self.text.setFont(typeface(_TEXT_PX))
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        viewport.installEventFilter(self)
        self.filled = PlainWords("fieldReason")
        self.heard = PlainWords("fieldReason")
        self.save = QPushButton(tr("Save"))
        self.split = QPushButton(tr("Split at the caret"))
        self.show_heard = QPushButton(tr("Show what was heard"))
        self.show_heard.setCheckable(True)
        self.take_back = QPushButton(tr("Take the edit back"))
        self.cancel = QPushButton(tr("Cancel"))
        self._lay_out()
        self.save.clicked.connect(self.finish)
        self.split.clicked.connect(self._on_split)
        self.show_heard.toggled.connect(self._on_heard_asked)
        self.take_back.clicked.connect(self._on_taken_back)
        self.cancel.clicked.connect(self.give_up)
        self.text.textChanged.connect(self._fit)
        self.text.filled.connect(self._on_filled)
        self.hide()

    @property
    def turn(self) -> StoredTurn | None:
        """What is being corrected now."""
        return self._turn

    def open(self, turn: StoredTurn, place: QRectF) -> None:
        """Correct this turn, whose text stands at `place` of the viewport."""
        self.finish()
        self._turn = turn
        self.text.setPlainText(turn.text)
        self.text.selectAll()
        self.filled.say("")
        self.heard.say("")
        for button in (self.show_heard, self.take_back):
            button.setVisible(turn.edited_text is not None)
        self.show_heard.setVisible(turn.text != turn.heard_text)
        self.show_heard.setChecked(False)
        self.move_to(place)
        self.show()
        # Before it was shown for the first time its text had another width.
        self._fit()
        self.raise_()
        self.text.setFocus()

    def move_to(self, place: QRectF) -> None:
        """The text that is corrected stands here now."""
        widest_px = max(
            button.sizeHint().width() for button in (self.save, self.split, self.show_heard, self.take_back)
        )
        width = max(round(place.width()) + _EDGE_PX, widest_px + 2 * scaled(_SIDE_PX))
        # A column that is too narrow for the words of a button is left for the margin beside it.
        left = min(round(place.left()) - _EDGE_PX, self._viewport.width() - width)
        self.setGeometry(max(0, left), round(place.top()) - _EDGE_PX, width, self.height())
        self._fit()

    def finish(self) -> None:
        """Save what differs, and go."""
        turn, text = self._turn, self.text.toPlainText()
        self._leave()
        if turn is not None and text != turn.text:
            self.saved.emit(turn.id, text)

    def give_up(self) -> None:
        """Go and change nothing."""
        self._leave()

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves and Escape gives up, also within the text; a place elsewhere saves."""
        if watched is self._viewport:
            if event.type() == QEvent.Type.Resize and self._turn is not None:
                # When the text has found its new lines.
                QTimer.singleShot(0, self.room_changed.emit)
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        if event.type() == QEvent.Type.FocusOut and self._turn is not None:
            # Asked when the focus has arrived elsewhere: one of the buttons is no such place.
            QTimer.singleShot(0, self._on_focus_moved)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_split()
        elif is_enter:
            self.finish()
        else:
            return False
        return True

    def _on_focus_moved(self) -> None:
        focus = QApplication.focusWidget()
        if self._turn is not None and focus is not None and not self.isAncestorOf(focus):
            self.finish()

    def _on_split(self) -> None:
        turn, text = self._turn, self.text.toPlainText()
        # Qt counts in UTF-16.
        before = text.encode("utf-16-le")[: 2 * self.text.textCursor().position()]
        self._leave()
        if turn is not None:
            self.split_asked.emit(turn.id, text, len(before.decode("utf-16-le", "ignore")))

    def _on_taken_back(self) -> None:
        turn = self._turn
        self._leave()
        if turn is not None:
            self.taken_back.emit(turn.id)

    def _on_heard_asked(self, is_asked: bool) -> None:
        heard = self._turn.heard_text if self._turn is not None and is_asked else ""
        self.heard.say(tr("What was heard: {words}").format(words=heard) if heard else "")
        self._fit()

    def _on_filled(self, words: str) -> None:
        self.filled.say(words)
        self._fit()

    def _leave(self) -> None:
        if self._turn is not None:
            self._turn = None
            self.hide()
            self.closed.emit()

    def _fit(self) -> None:
        lines = self.text.document().size().height()
        height = round(lines * self.text.fontMetrics().lineSpacing()) + 20
        self.text.setFixedHeight(min(scaled(_MOST_HEIGHT_PX), max(scaled(_LEAST_HEIGHT_PX), height)))
        layout = self.layout()
        assert layout is not None
        # Words are never cut: where there is no room beside each other, the buttons stand one under the other.
        ways = QBoxLayout.Direction
        self._buttons.setDirection(ways.LeftToRight)
        is_narrow = self._buttons.minimumSize().width() + 2 * scaled(_SIDE_PX) > self.width()
        self._buttons.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        layout.activate()
        self.resize(self.width(), layout.totalHeightForWidth(self.width()) if layout.hasHeightForWidth() else 1)
        self.resize(self.width(), max(self.height(), layout.totalMinimumSize().height()))

    def _lay_out(self) -> None:
        buttons = self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        buttons.setSpacing(8)
        for button in (self.save, self.split, self.show_heard, self.take_back):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE_PX, 4, _SIDE_PX, 8)
        column.setSpacing(8)
        column.addWidget(self.text)
        column.addWidget(self.filled)
        column.addWidget(self.heard)
        column.addLayout(buttons)
        self.setFocusProxy(self.text)

"""The text of a stored recording: turns and gaps to read, to choose, to hear and to correct."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.history.again_buttons import AgainButtons
from transcriber.gui.history.row_signs import RowSigns
from transcriber.gui.history.stored_rows import Difference, StoredRows
from transcriber.gui.history.stored_window import StoredWindow
from transcriber.gui.margin_painter import SPEAKER_GUTTER_PX
from transcriber.gui.shown_text import utf16_length
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.turn_text import GUTTER_PX, TurnText
from transcriber.store.query import Term, ranges_in, terms_of
from transcriber.transcript.speakers import SpeakerNames

SIGNS_PX = 20
"""Room for marks, notes and the like before the times."""
_TIME_PX = 60
_BELOW_PX = 11
"""Below the last line of a row that stands out: words stand low in their line, so this is as much as above them."""
_SEEN_ABOVE = 0.25
"""What is gone to stands so far from the top, as a part of the height."""


class StoredTranscript(TurnText):
    """Shows `StoredRows`; what is to be done with a row is told by signals, with its index. Main thread."""

    current_changed = Signal()
    rows_changed = Signal()
    play_asked = Signal(int)
    toggle_asked = Signal()
    """Play from the current row, or pause."""
    leaving_asked = Signal()
    edit_asked = Signal(int)
    again_asked = Signal(int)
    menu_asked = Signal(object)
    """At this `QPoint` of the screen."""

    window_: StoredWindow
    _margin_left_px = SIGNS_PX

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._names = SpeakerNames()
        super().__init__(theme, self, parent)
        self._rows = StoredRows()
        self.window_ = StoredWindow(self, self._rows)
        self.signs = RowSigns(theme)
        self._current: int | None = None
        self._spoken: int | None = None
        self._is_following_speech = True
        self._terms: tuple[Term, ...] = ()
        self._places: list[QTextEdit.ExtraSelection] = []
        self._buttons = AgainButtons(self)
        self._buttons.asked.connect(self._on_again)
        self._offers_again = False
        self.contents.set_margin(GUTTER_PX + SIGNS_PX)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._refresh_visible)

    # ---- what is shown -----------------------------------------------------------------------------------------------

    @property
    def rows(self) -> StoredRows:
        """All of them, also those that are not in the document now."""
        return self._rows

    @property
    def names(self) -> SpeakerNames:
        """Of everyone who speaks in it."""
        return self._names

    def show_rows(self, rows: StoredRows, index: int = 0) -> None:
        """Another recording, seen from the row at `index` on."""
        self._current = self._spoken = None
        self._rows = rows
        self._take_names(rows)
        self.window_.open(rows, index)
        self.go_to(index)
        self.rows_changed.emit()

    def renew(self, rows: StoredRows, changes: tuple[Difference, ...]) -> None:
        """The same recording as it was read anew; the reader stays at the place."""
        self._rows = rows
        self._take_names(rows)
        self.window_.apply(rows, changes)
        for change in changes:
            self._current = change.moved(self._current)
            self._spoken = change.moved(self._spoken)
        self._refresh_visible()
        self.current_changed.emit()
        self.rows_changed.emit()

    def offer_again(self, is_offered: bool) -> None:
        """Whether what has no text can be transcribed: not without sound."""
        self._offers_again = is_offered
        self._refresh_visible()

    def search_for(self, typed: str) -> None:
        """Highlight what was looked for; nothing for an empty text."""
        self._terms = terms_of(typed)
        self._refresh_visible()

    def show_places(self, places: list[QTextEdit.ExtraSelection]) -> None:
        """Highlight these, beside what was looked for in the whole history."""
        self._places = places
        self._refresh_visible()

    def go_to(self, index: int) -> None:
        """Show this row and make it the current one."""
        block = self.shown_block(index)
        if block is not None:
            self.setTextCursor(QTextCursor(block))
            self._reveal(block)
            self._set_current(index)

    # ---- the current row ---------------------------------------------------------------------------------------------

    @property
    def current(self) -> int | None:
        """The row that a person chose last."""
        return self._current

    @property
    def selected(self) -> range:
        """The rows that the selection touches; the current one where nothing is selected."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            document = self.document()
            first = self.window_.index_of(document.findBlock(cursor.selectionStart()))
            last = self.window_.index_of(document.findBlock(max(cursor.selectionStart(), cursor.selectionEnd() - 1)))
            if first is not None and last is not None:
                return range(first, last + 1)
        return range(0) if self._current is None else range(self._current, self._current + 1)

    # ---- what is heard -----------------------------------------------------------------------------------------------

    def follow_speech(self) -> None:
        """Keep what is spoken in sight from now on, until a person scrolls away."""
        self._is_following_speech = True

    def show_spoken(self, index: int | None) -> None:
        """This row is being played; None: none is."""
        if index == self._spoken:
            return
        self._spoken = index
        if index is not None and self._is_following_speech:
            if (block := self.window_.block_of(index)) is None:
                self.window_.open(self.rows, index)
                block = self.window_.block_of(index)
            if block is not None:
                self._reveal(block)
        self.viewport().update()

    # ---- events ------------------------------------------------------------------------------------------------------

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays, Enter and F2 correct, Escape leaves, Ctrl+Home and Ctrl+End go to the ends of all rows."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match key:
            case Qt.Key.Key_Space if not modifiers:
                self.toggle_asked.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F2 if not modifiers and self._current is not None:
                self.edit_asked.emit(self._current)
            case Qt.Key.Key_Escape if not modifiers:
                self.leaving_asked.emit()
            case Qt.Key.Key_Home | Qt.Key.Key_End if modifiers == Qt.KeyboardModifier.ControlModifier:
                self.go_to(0 if key == Qt.Key.Key_Home else len(self.rows) - 1)
            case _:
                super().keyPressEvent(event)

    @asked_by_qt
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A time plays from there."""
        index = self._time_at(event.position())
        if index is not None and event.button() is Qt.MouseButton.LeftButton:
            self._set_current(index)
            self.play_asked.emit(index)
            return
        super().mousePressEvent(event)
        self._on_cursor_moved()

    @asked_by_qt
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A time can be pressed."""
        super().mouseMoveEvent(event)
        is_time = not event.buttons() and self._time_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_time else Qt.CursorShape.IBeamCursor)

    @asked_by_qt
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on a turn correct it."""
        super().mouseDoubleClickEvent(event)
        if self._time_at(event.position()) is None and self._current is not None:
            self.edit_asked.emit(self._current)

    @asked_by_qt
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the turn under the pointer, or with the current one."""
        if event.reason() is QContextMenuEvent.Reason.Mouse and not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self.menu_asked.emit(event.globalPos())

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is read stays where it is, and the buttons stand where their rows do."""
        with self.window_.kept_height():
            super().resizeEvent(event)
        self._refresh_visible()

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The text and its times, then the signs beside them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        layout = self.document().documentLayout()
        for index, block in self.window_.visible():
            self.signs.paint(painter, layout.blockBoundingRect(block), self.rows[index])
        painter.end()

    def _paint_under(self, top: int, painted: QRect) -> None:
        """The row that is spoken, and the current one."""
        super()._paint_under(top, painted)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(0, -top)
        layout = self.document().documentLayout()
        grounds = ((self._current, self._theme.colours.control), (self._spoken, self._theme.colours.accent_soft))
        for index, colour in grounds:
            block = None if index is None else self.window_.block_of(index)
            if block is not None:
                place, width = layout.blockBoundingRect(block), self.viewport().width()
                painter.setBrush(QColor(colour))
                painter.drawRoundedRect(QRectF(0, place.top(), width, place.height() + scaled(_BELOW_PX)), 6, 6)
        painter.end()

    def _words_about(self, block: QTextBlock) -> str:
        index = self.window_.index_of(block)
        if index is None or index >= len(self.rows):
            return ""
        return "\n".join(filter(None, (self.signs.words(self.rows[index]), super()._words_about(block))))

    # ---- inside ------------------------------------------------------------------------------------------------------

    def _recolour(self) -> None:
        super()._recolour()
        self._refresh_visible()

    def _take_names(self, rows: StoredRows) -> None:
        self._names = rows.names
        self.contents.set_margin((SPEAKER_GUTTER_PX if rows.names.speakers else GUTTER_PX) + SIGNS_PX)

    def _set_current(self, index: int) -> None:
        if index != self._current:
            self._current = index
            self.setAccessibleDescription(self.signs.words(self.rows[index]))
            self.viewport().update()
            self.current_changed.emit()

    def _on_cursor_moved(self) -> None:
        if not self.window_.is_filling and len(self.contents):
            index = self.window_.index_of(self.textCursor().block())
            if index is not None and index < len(self.rows):
                self._set_current(index)

    def _on_scrolled(self) -> None:
        self._refresh_visible()
        if not self.window_.is_filling and self._spoken is not None:
            self._is_following_speech = any(index == self._spoken for index, _ in self.window_.visible())

    def _reveal(self, block: QTextBlock) -> None:
        """Scroll only where it cannot be read as it is."""
        place = self.document().documentLayout().blockBoundingRect(block)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if place.top() < bar.value() or place.bottom() > bar.value() + height:
            was_following = self._is_following_speech
            bar.setValue(round(place.top() - height * _SEEN_ABOVE))
            self._is_following_speech = was_following

    def _time_at(self, point: QPointF) -> int | None:
        if not scaled(SIGNS_PX) <= point.x() <= scaled(SIGNS_PX + _TIME_PX):
            return None
        index = self.window_.index_of(self.cursorForPosition(point.toPoint()).block())
        is_timed = index is not None and index < len(self.rows) and self.rows[index].turn.start_ms is not None
        return index if is_timed else None

    def _refresh_visible(self) -> None:
        """Highlights and buttons are made for what can be seen only."""
        visible = list(self.window_.visible())
        found = [each for index, block in visible for each in self._found_in(index, block)]
        self.setExtraSelections([*found, *self._places])
        self._buttons.place(
            (index, block, self.rows[index])
            for index, block in visible
            if self._offers_again and self.rows[index].can_be_made_up
        )

    def _found_in(self, index: int, block: QTextBlock) -> list[QTextEdit.ExtraSelection]:
        if not self._terms or (row := self.contents.row_at(block)) is None:
            return []
        found = []
        for start, end in ranges_in(row.settled, self._terms):
            each = QTextEdit.ExtraSelection()
            each.format.setBackground(QColor(self._theme.colours.warn_background))
            each.format.setForeground(QColor(self._theme.colours.warn))
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + utf16_length(row.settled[:start]))
            cursor.setPosition(block.position() + utf16_length(row.settled[:end]), QTextCursor.MoveMode.KeepAnchor)
            each.cursor = cursor
            found.append(each)
        return found

    def _on_again(self, index: int) -> None:
        if index < len(self.rows):
            self.again_asked.emit(index)

"""The part of a recording's rows that stands in the document: around what is seen, filled a slice at a time.

A day of speech is 20,000 turns; a document of all of them takes seconds to fill and to lay out anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QScrollBar

from transcriber.gui.history.stored_rows import Difference, StoredRows
from transcriber.gui.transcript_document import TranscriptDocument
from transcriber.gui.turn_text import TurnText
from transcriber.transcript.turns import TurnState

WINDOW_ROWS = 500
SLICE_ROWS = 40
"""About 10 ms."""
_SPARE_ROWS = 100
"""So many rows too many are left in, so that not every wheel step takes some out."""
_LEAD_ROWS = 12
BUTTON_ROOM_PX = 112


class RowWindow(QObject):
    """Knows which row stands where. Main thread."""

    def __init__(self, view: TurnText) -> None:
        super().__init__(view)
        self._view = view
        self._contents: TranscriptDocument = view.contents
        self._bar: QScrollBar = view.verticalScrollBar()
        self.rows = StoredRows()
        self._first = 0
        self.is_filling = False
        """While the window itself scrolls: no person does."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill)
        self._bar.valueChanged.connect(self._on_scrolled)
        view.viewport().installEventFilter(self)

    @property
    def first(self) -> int:
        """The first row in the document."""
        return self._first

    @property
    def end(self) -> int:
        """The row behind the last one in the document."""
        return self._first + len(self._contents)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is being filled."""
        return not self._timer.isActive()

    def index_of(self, block: QTextBlock) -> int | None:
        """Which row stands in a block."""
        index = self._contents.index_of(block)
        return None if index is None else self._first + index

    def block_of(self, index: int) -> QTextBlock | None:
        """Where a row stands, if it is in the document."""
        return self._contents.block_of(index - self._first) if self._first <= index < self.end else None

    def open(self, rows: StoredRows, index: int = 0) -> None:
        """Other rows, or the same ones from another place on: `index` is seen at once, the rest follows."""
        self.rows = rows
        with self._own_scrolling():
            self._contents.clear()
            self._first = min(max(0, index - _LEAD_ROWS), max(0, len(rows) - SLICE_ROWS))
            self._append(SLICE_ROWS)
        self._timer.start()

    def apply(self, rows: StoredRows, changes: tuple[Difference, ...]) -> None:
        """The rows as they were read anew; what is read stays where it is."""
        if len(self._contents) == 0:
            self.open(rows)
            return
        self.rows = rows
        with self._kept_place():
            for change in changes:
                self._change(change)
        self._timer.start()

    def visible(self) -> Iterator[tuple[int, QTextBlock]]:
        """Rows that can be seen, with their blocks."""
        top = self._bar.value()
        bottom = top + self._view.viewport().height()
        layout = self._view.document().documentLayout()
        block = self._view.first_visible_block(top)
        while block.isValid() and layout.blockBoundingRect(block).top() < bottom:
            index = self.index_of(block)
            if index is not None and index < len(self.rows):
                yield index, block
            block = block.next()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width lays out the whole document at once: only what is near stays in it, the rest follows."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._keep_near()
        return super().eventFilter(watched, event)

    # ---- filling -----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """One slice of what is lacking, below first; then of what is too much."""
        first, end = self._wanted()
        if self.end < end:
            with self._own_scrolling():
                self._append(min(SLICE_ROWS, end - self.end))
        elif self._first > first:
            with self._kept_place():
                self._prepend(min(SLICE_ROWS, self._first - first))
        elif self.end > end + _SPARE_ROWS:
            with self._own_scrolling():
                count = min(SLICE_ROWS, self.end - end)
                self._contents.remove(len(self._contents) - count, count)
        elif self._first < first - _SPARE_ROWS:
            with self._kept_place():
                count = min(SLICE_ROWS, first - self._first)
                self._contents.remove(0, count)
                self._first += count
        else:
            self._timer.stop()

    def _keep_near(self) -> None:
        seen = self.index_of(self._view.first_visible_block(self._bar.value()))
        if seen is None or len(self._contents) <= 3 * SLICE_ROWS or self._view.textCursor().hasSelection():
            return
        first, end = max(self._first, seen - SLICE_ROWS), min(self.end, seen + 2 * SLICE_ROWS)
        with self._kept_place():
            self._contents.remove(end - self._first, self.end - end)
            self._contents.remove(0, first - self._first)
            self._first = first
        self._timer.start()

    def _wanted(self) -> tuple[int, int]:
        seen = self.index_of(self._view.first_visible_block(self._bar.value()))
        middle = self._first if seen is None else seen
        return max(0, middle - WINDOW_ROWS // 2), min(len(self.rows), middle + WINDOW_ROWS // 2)

    def _append(self, count: int) -> None:
        for index in range(self.end, min(self.end + count, len(self.rows))):
            self._insert(index - self._first, index)

    def _prepend(self, count: int) -> None:
        self._first -= count
        for offset in range(count):
            self._insert(offset, self._first + offset)

    def _insert(self, place: int, index: int) -> None:
        self._contents.insert(place)
        self._show(place, index)
        if self._first + place + 1 < self.end:
            # The block that was split to make this one took its format along.
            self._clear(place + 1)

    def _show(self, place: int, index: int) -> None:
        self._contents.show(place, self.rows[index].turn)
        self._clear(place)

    def _clear(self, place: int) -> None:
        turn = self._contents.turn_at(place)
        is_short = turn is not None and turn.state in (TurnState.GAP, TurnState.FAILED)
        self._contents.keep_clear(place, BUTTON_ROOM_PX if is_short else 0)

    # ---- changes -----------------------------------------------------------------------------------------------------

    def _change(self, change: Difference) -> None:
        grown = change.new_end - change.old_end
        if change.old_end <= self._first:
            self._first += grown
        elif change.start >= self.end:
            return
        elif change.start < self._first or change.new_end - change.start > 2 * SLICE_ROWS:
            self._contents.remove(0, len(self._contents))
            self._first = max(0, min(self._first, len(self.rows) - SLICE_ROWS))
            self._append(SLICE_ROWS)
        else:
            self._replace(change)

    def _replace(self, change: Difference) -> None:
        start, old_end = change.start - self._first, min(change.old_end, self.end) - self._first
        new_end = change.new_end - self._first
        for place in range(start, min(old_end, new_end)):
            self._show(place, self._first + place)
        if new_end < old_end:
            self._contents.remove(new_end, old_end - new_end)
        for place in range(old_end, new_end):
            self._insert(place, self._first + place)

    # ---- the place ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _own_scrolling(self) -> Iterator[None]:
        was_filling, self.is_filling = self.is_filling, True
        cursor = self._contents.begin()
        try:
            yield
        finally:
            cursor.endEditBlock()
            self.is_filling = was_filling

    @contextmanager
    def _kept_place(self) -> Iterator[None]:
        """What is seen first is seen at the same height afterwards."""
        layout = self._view.document().documentLayout()
        place = QTextCursor(self._view.first_visible_block(self._bar.value()))
        place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = layout.blockBoundingRect(place.block()).top()
        value = self._bar.value()
        was_filling, self.is_filling = self.is_filling, True
        with self._own_scrolling():
            yield
        moved = layout.blockBoundingRect(place.block()).top() - before
        self._bar.setValue(max(0, value + round(moved)))
        self.is_filling = was_filling

    def _on_scrolled(self) -> None:
        if self.is_filling:
            return
        first, end = self._wanted()
        is_short = self.end < end or self._first > first
        is_far = (self.end < end and end - self.end > _SPARE_ROWS) or (
            self._first > first and self._first - first > _SPARE_ROWS
        )
        if is_short and (is_far or self._is_near_edge()):
            self._timer.start()

    def _is_near_edge(self) -> bool:
        value, page = self._bar.value(), self._view.viewport().height()
        return value < 2 * page or value > self._bar.maximum() - 2 * page

"""The part of a recording's rows that stands in the document: around what is seen, filled a slice at a time.

A day of speech is 20,000 turns; a document of all of them takes seconds to fill and to lay out anew, and 10 KB a turn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QScrollBar

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.transcript_document import TranscriptDocument
from transcriber.gui.turn_text import TurnText
from transcriber.transcript.turns import Turn

WINDOW_ROWS = 500
SLICE_ROWS = 40
"""About 10 ms."""
SPARE_ROWS = 100
"""So many rows too many are left in, so that not every wheel step takes some out."""
_LEAD_ROWS = 12
_RESTS_AFTER_MS = 120
"""A window that is pulled wider has another size again before: what was filled in meanwhile would be thrown away."""


class Rows(Protocol):
    """Every row of the recording, in reading order."""

    def __len__(self) -> int:
        """How many there are."""

    def turn_at(self, index: int) -> Turn:
        """What the row at `index` says."""


class RowWindow(QObject):
    """Knows which row stands where. Main thread.

    Args:
        view: Whose document it fills.
        rows: What it fills it with; nothing before `open`.
    """

    def __init__(self, view: TurnText, rows: Rows) -> None:
        super().__init__(view)
        self._view = view
        self._contents: TranscriptDocument = view.contents
        self._bar: QScrollBar = view.verticalScrollBar()
        self.rows = rows
        self._first = 0
        self.is_filling = False
        self._is_keeping = False
        """While the window itself scrolls: no person does."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fill)
        self._resting = QTimer(self, singleShot=True, interval=_RESTS_AFTER_MS)
        self._resting.timeout.connect(self._timer.start)
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
        return not (self._timer.isActive() or self._resting.isActive())

    def index_of(self, block: QTextBlock) -> int | None:
        """Which row stands in a block."""
        index = self._contents.index_of(block)
        return None if index is None else self._first + index

    def block_of(self, index: int) -> QTextBlock | None:
        """Where a row stands, if it is in the document."""
        return self._contents.block_of(index - self._first) if self._first <= index < self.end else None

    def open(self, rows: Rows, index: int = 0) -> None:
        """Other rows, or the same ones from another place on: `index` is seen at once, the rest follows."""
        self.rows = rows
        with self.own_scrolling():
            self._contents.clear()
            self._first = min(max(0, index - _LEAD_ROWS), max(0, len(rows) - SLICE_ROWS))
            self._append(SLICE_ROWS)
        self._timer.start()

    # ---- one row at a time -------------------------------------------------------------------------------------------

    def insert(self, index: int) -> None:
        """A row came to be at `index`: empty, until it is shown."""
        if index < self._first:
            self._first += 1
        elif index <= self.end:
            self._contents.insert(index - self._first)

    def take_out(self, index: int) -> None:
        """The row at `index` is gone."""
        if index < self._first:
            self._first -= 1
        elif index < self.end:
            self._contents.remove(index - self._first)

    def show(self, index: int) -> None:
        """The row at `index` says something else now."""
        if self._first <= index < self.end:
            self._show(index - self._first, index)

    def bound(self) -> None:
        """Take out what has become too much: a slice at a time, or at once where it comes faster than that."""
        if len(self._contents) <= WINDOW_ROWS // 2 + SPARE_ROWS + 2 * SLICE_ROWS:
            return
        first, end = self._wanted()
        if len(self._contents) > 2 * WINDOW_ROWS:
            with self.kept_place():
                self._keep_only(max(first, self._first), min(end, self.end))
        elif self._first < first - SPARE_ROWS - SLICE_ROWS or self.end > end + SPARE_ROWS + SLICE_ROWS:
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

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width lays out the whole document at once: only what is near stays in it, the rest follows."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._keep_near()
            if self._resting.isActive():
                self._resting.start()
        return super().eventFilter(watched, event)

    # ---- filling -----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        """One slice of what is lacking, below first; then of what is too much."""
        first, end = self._wanted()
        if self.end < end:
            with self.own_scrolling():
                self._append(min(SLICE_ROWS, end - self.end))
        elif self._first > first:
            with self.kept_place():
                self._prepend(min(SLICE_ROWS, self._first - first))
        elif self.end > end + SPARE_ROWS:
            with self.own_scrolling():
                count = min(SLICE_ROWS, self.end - end)
                self._contents.remove(len(self._contents) - count, count)
        elif self._first < first - SPARE_ROWS:
            with self.kept_place():
                count = min(SLICE_ROWS, first - self._first)
                self._contents.remove(0, count)
                self._first += count
        else:
            self._timer.stop()

    def _keep_near(self) -> None:
        seen = self.index_of(self._view.first_visible_block(self._bar.value()))
        if seen is None or len(self._contents) <= 3 * SLICE_ROWS or self._view.textCursor().hasSelection():
            return
        with self.kept_place():
            self._keep_only(max(self._first, seen - SLICE_ROWS), min(self.end, seen + 2 * SLICE_ROWS))
        self._timer.stop()
        self._resting.start()

    def _keep_only(self, first: int, end: int) -> None:
        self._contents.remove(end - self._first, self.end - end)
        self._contents.remove(0, first - self._first)
        self._first = first

    def _wanted(self) -> tuple[int, int]:
        """Around what is seen, and all that is selected: what leaves the document is selected no more."""
        seen = self.index_of(self._view.first_visible_block(self._bar.value()))
        middle = self._first if seen is None else seen
        first, end = max(0, middle - WINDOW_ROWS // 2), min(len(self.rows), middle + WINDOW_ROWS // 2)
        cursor = self._view.textCursor()
        if cursor.hasSelection():
            ends = (self.index_of(self._view.document().findBlock(at)) for at in (cursor.anchor(), cursor.position()))
            selected = [index for index in ends if index is not None]
            first, end = min([first, *selected]), max([end, *(index + 1 for index in selected)])
        return first, end

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

    def _show(self, place: int, index: int) -> None:
        self._contents.show(place, self.rows.turn_at(index))

    # ---- the place ---------------------------------------------------------------------------------------------------

    @contextmanager
    def own_scrolling(self) -> Iterator[None]:
        """Edits that are laid out once, by no person's hand."""
        was_filling, self.is_filling = self.is_filling, True
        cursor = self._contents.begin()
        try:
            yield
        finally:
            cursor.endEditBlock()
            self.is_filling = was_filling

    @contextmanager
    def kept_place(self) -> Iterator[None]:
        """The same, and what is seen first is seen at the same height afterwards."""
        with self.kept_height(), self.own_scrolling():
            yield

    @contextmanager
    def kept_height(self) -> Iterator[None]:
        """What is seen first is seen at the same height afterwards, whatever is laid out anew."""
        if self._is_keeping:
            # A resize that begins another one: the layout is at work and may not be asked, and the first one keeps it.
            yield
            return
        self._is_keeping = True
        layout = self._view.document().documentLayout()
        place = QTextCursor(self._view.first_visible_block(self._bar.value()))
        place.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = layout.blockBoundingRect(place.block()).top()
        value = self._bar.value()
        was_filling, self.is_filling = self.is_filling, True
        try:
            yield
        finally:
            self._is_keeping = False
        moved = layout.blockBoundingRect(place.block()).top() - before
        self._bar.setValue(max(0, value + round(moved)))
        self.is_filling = was_filling

    def _on_scrolled(self) -> None:
        if self.is_filling:
            return
        first, end = self._wanted()
        is_short = self.end < end or self._first > first
        is_far = (self.end < end and end - self.end > SPARE_ROWS) or (
            self._first > first and self._first - first > SPARE_ROWS
        )
        if is_short and (is_far or self._is_near_edge()):
            self._timer.start()

    def _is_near_edge(self) -> bool:
        value, page = self._bar.value(), self._view.viewport().height()
        return value < 2 * page or value > self._bar.maximum() - 2 * page

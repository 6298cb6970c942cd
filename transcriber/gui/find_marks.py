"""What was found, shown in a transcript: the places that can be seen are highlighted, and one of them is gone to."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from transcriber.gui.find_needle import Needle
from transcriber.gui.find_search import Hit
from transcriber.gui.shown_text import utf16_length
from transcriber.gui.theme import Theme
from transcriber.gui.turn_text import TurnText

_FEW = 50
"""So many marks cost nothing that anybody would notice."""
_BEYOND = 0.1
"""So much above and below what can be seen is marked too, as a part of its height: a wheel shows no bare words."""


class FindMarks(QObject):
    """Of one view. Main thread.

    Args:
        view: Where they are shown.
        theme: Their colours.
        parent: Owns this.
    """

    def __init__(self, view: TurnText, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.view = view
        self._theme = theme
        self._needle = Needle("")
        self._current: Hit | None = None
        self._found: dict[str, tuple[tuple[int, int], ...]] = {}
        """Of each text that can be seen, the places in it as Qt counts."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._mark_visible)
        bar = view.verticalScrollBar()
        for moved in (bar.valueChanged, bar.rangeChanged, view.document().contentsChanged, theme.changed):
            moved.connect(self._on_moved)

    def show(self, needle: Needle, current: Hit | None) -> None:
        """Highlight what is looked for, and `current` more than the rest; nothing for an empty needle."""
        if not self._needle.is_empty or not needle.is_empty:
            if needle is not self._needle:
                self._found = {}
            self._needle, self._current = needle, current
            self._mark_visible()

    def go_to(self, hit: Hit) -> None:
        """Scroll to the place where it cannot be seen; new text no longer scrolls then."""
        self.view.leave_end()
        place = self._place_of(hit)
        if place is not None:
            start = QTextCursor(place)
            start.setPosition(place.selectionStart())
            with self.view.kept_still():
                self.view.setTextCursor(start)
            self.view.reveal(start)

    def choose(self, hit: Hit) -> None:
        """Leave the place selected, to be copied or read on from."""
        place = self._place_of(hit)
        if place is not None:
            with self.view.kept_still():
                self.view.setTextCursor(place)

    def _place_of(self, hit: Hit) -> QTextCursor | None:
        block = self.view.shown_block(hit.row)
        row = None if block is None else self.view.contents.row_at(block)
        if block is None or row is None:
            return None
        places = self._places_in(row.text)
        return _cursor(block, places[hit.ordinal]) if hit.ordinal < len(places) else None

    def _on_moved(self) -> None:
        if not self._needle.is_empty:
            self._later.start()

    def _mark_visible(self) -> None:
        marks: list[QTextEdit.ExtraSelection] = []
        visible = [] if self._needle.is_empty else list(self.view.window_.visible())
        rows = [(index, block, self.view.contents.row_at(block)) for index, block in visible]
        self._found = {row.text: self._places_in(row.text) for _, _, row in rows if row is not None}
        for index, block, row in rows:
            places = self._found[row.text] if row is not None else ()
            # Qt goes through all marks of a turn with each of its lines: of a long one, only those near are marked.
            first, last = self._seen_of(block) if len(places) > _FEW else (0, block.length())
            begin = bisect_left(places, first, key=lambda place: place[1])
            end = bisect_right(places, last, key=lambda place: place[0])
            marks += (self._mark(block, places[at], Hit(index, at)) for at in range(begin, end))
        self.view.show_places(marks)

    def _mark(self, block: QTextBlock, place: tuple[int, int], hit: Hit) -> QTextEdit.ExtraSelection:
        colours, is_current = self._theme.colours, hit == self._current
        mark = QTextEdit.ExtraSelection()
        mark.format.setBackground(QColor(colours.warn if is_current else colours.warn_background))
        mark.format.setForeground(QColor(colours.surface if is_current else colours.warn))
        mark.cursor = _cursor(block, place)
        return mark

    def _places_in(self, text: str) -> tuple[tuple[int, int], ...]:
        found = self._found.get(text)
        return tuple(_as_qt_counts(text, self._needle.places_in(text))) if found is None else found

    def _seen_of(self, block: QTextBlock) -> tuple[int, int]:
        """Which of its letters can be seen, or could be after a little scrolling."""
        height_px, layout = self.view.viewport().height(), block.layout()
        top_px = self.view.verticalScrollBar().value() - layout.position().y() - height_px * _BEYOND
        bottom_px = top_px + height_px * (1 + 2 * _BEYOND)
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        seen = [line for line in lines if line.y() + line.height() >= top_px and line.y() <= bottom_px]
        return (seen[0].textStart(), seen[-1].textStart() + seen[-1].textLength()) if seen else (0, 0)


def _cursor(block: QTextBlock, place: tuple[int, int]) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + place[0])
    cursor.setPosition(block.position() + place[1], QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _as_qt_counts(text: str, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in order, counted in UTF-16."""
    reached = counted = 0
    for start, end in places:
        first = counted + utf16_length(text[reached:start])
        reached, counted = end, first + utf16_length(text[start:end])
        yield first, counted

"""What was found, shown in a transcript: the places that can be seen are highlighted, and one of them is gone to."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from transcriber.gui.find_needle import Needle
from transcriber.gui.find_search import Hit
from transcriber.gui.shown_text import utf16_length
from transcriber.gui.theme import Theme
from transcriber.gui.turn_text import TurnText


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
        places = self._needle.places_in(row.text)
        return _cursor(block, row.text, places[hit.ordinal]) if hit.ordinal < len(places) else None

    def _on_moved(self) -> None:
        if not self._needle.is_empty:
            self._later.start()

    def _mark_visible(self) -> None:
        colours = self._theme.colours
        marks = []
        for index, block in [] if self._needle.is_empty else self.view.window_.visible():
            row = self.view.contents.row_at(block)
            for ordinal, place in enumerate(self._needle.places_in(row.text) if row is not None else ()):
                mark = QTextEdit.ExtraSelection()
                is_current = self._current == Hit(index, ordinal)
                mark.format.setBackground(QColor(colours.warn if is_current else colours.warn_background))
                mark.format.setForeground(QColor(colours.surface if is_current else colours.warn))
                mark.cursor = _cursor(block, row.text if row is not None else "", place)
                marks.append(mark)
        self.view.show_places(marks)


def _cursor(block: QTextBlock, text: str, place: tuple[int, int]) -> QTextCursor:
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + utf16_length(text[: place[0]]))
    cursor.setPosition(block.position() + utf16_length(text[: place[1]]), QTextCursor.MoveMode.KeepAnchor)
    return cursor

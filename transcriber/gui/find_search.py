"""Looks through every turn of a recording for what a person typed: a slice at a time, so that the window never waits.

What did not change is not looked through again: a recording that grows costs its new turns only.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from transcriber.gui.find_needle import Needle
from transcriber.gui.row_window import Rows
from transcriber.gui.transcript_rows import row_of
from transcriber.transcript.turns import Turn

SLICE_TURNS = 300
"""About 4 ms."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place: the how-manieth of its row."""

    row: int
    ordinal: int


class FindSearch(QObject):
    """Counts, and tells which place is the next one. Main thread."""

    progressed = Signal()
    """More is known than before; `is_complete` says whether everything is."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.needle = Needle("")
        self._rows: Rows | None = None
        self._known: dict[tuple[int, int], tuple[Turn, int]] = {}
        self._seen: dict[tuple[int, int], tuple[Turn, int]] = {}
        self._next_row = 0
        self._found: list[int] = []
        """Rows with places in them, in order."""
        self._sums: list[int] = []
        """How many places there are up to and with each of them."""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._search)

    @property
    def count(self) -> int:
        """Places found so far."""
        return self._sums[-1] if self._sums else 0

    @property
    def is_complete(self) -> bool:
        """Whether every turn was looked through."""
        return not self._timer.isActive()

    def begin(self, rows: Rows, needle: Needle) -> None:
        """Look for something, or for something else."""
        if needle.typed != self.needle.typed:
            self._known = {}
        self.needle = needle
        self.renew(rows)

    def renew(self, rows: Rows) -> None:
        """The rows are others now, or say something else."""
        self._known |= self._seen
        self._rows, self._seen, self._next_row, self._found, self._sums = rows, {}, 0, [], []
        self._timer.start()
        if len(rows) <= SLICE_TURNS or self.needle.is_empty:
            self._search()

    def end(self) -> None:
        """Nothing is looked for any more."""
        self._timer.stop()
        self._rows, self._known, self._seen, self._found, self._sums = None, {}, {}, [], []
        self.needle = Needle("")

    def rank_of(self, hit: Hit) -> int | None:
        """1 for the first place; None where there is no such place now."""
        place = bisect_left(self._found, hit.row)
        if place == len(self._found) or self._found[place] != hit.row:
            return None
        before = self._sums[place - 1] if place else 0
        rank = before + hit.ordinal + 1
        return rank if rank <= self._sums[place] else None

    def hit_at(self, rank: int) -> Hit:
        """The place of this rank, from 1 on; behind the last one it begins again, and the other way round."""
        number = (rank - 1) % self.count
        place = bisect_right(self._sums, number)
        return Hit(self._found[place], number - (self._sums[place - 1] if place else 0))

    def first_from(self, row: int) -> Hit | None:
        """The first place at this row or below it; None where there is none so far."""
        place = bisect_left(self._found, row)
        return Hit(self._found[place], 0) if place < len(self._found) else None

    def _search(self) -> None:
        rows = self._rows
        if rows is None or self.needle.is_empty:
            self._timer.stop()
            self.progressed.emit()
            return
        end = min(self._next_row + SLICE_TURNS, len(rows))
        for index in range(self._next_row, end):
            if count := self._count_in(rows.turn_at(index)):
                self._found.append(index)
                self._sums.append(self.count + count)
        self._next_row = end
        if end == len(rows):
            self._known, self._seen = self._seen, {}
            self._timer.stop()
        self.progressed.emit()

    def _count_in(self, turn: Turn) -> int:
        key = (turn.lane, turn.number)
        turn_then, count = self._known.get(key, (None, 0))
        if turn_then is not turn:
            count = len(self.needle.places_in(row_of(turn).text))
        self._seen[key] = (turn, count)
        return count

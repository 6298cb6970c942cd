"""The part of a stored recording that stands in the document, and what becomes of it when the store is read anew."""

import math

from PySide6.QtGui import QFont, QFontMetrics

from transcriber.gui.history.stored_rows import Difference, StoredRows
from transcriber.gui.language import in_words
from transcriber.gui.row_window import SLICE_ROWS, RowWindow
from transcriber.gui.text_scale import text_percent
from transcriber.gui.typeface import typeface
from transcriber.sentence import said
from transcriber.transcript.turns import TurnState

BUTTON_ROOM_PX = 112
"""At least: where a language needs longer words there is more."""
AGAIN_WORDS = (said("Try again"), said("Transcribe"))
"""What a button there can say: of a turn that failed, and of a gap."""
_AROUND_WORDS_PX = 32
_WORDS_PX = 12


def button_room_px() -> int:
    """Beside a row that can be transcribed once more; at 100 %."""
    metrics = QFontMetrics(typeface(_WORDS_PX, QFont.Weight.Medium))
    widest_px = max(metrics.horizontalAdvance(in_words(words)) for words in AGAIN_WORDS)
    return max(BUTTON_ROOM_PX, math.ceil(widest_px * 100 / text_percent()) + _AROUND_WORDS_PX)


class StoredWindow(RowWindow):
    """Leaves room beside what can be transcribed once more. Main thread."""

    def apply(self, rows: StoredRows, changes: tuple[Difference, ...]) -> None:
        """The rows as they were read anew; what is read stays where it is."""
        if len(self._contents) == 0:
            self.open(rows)
            return
        self.rows = rows
        with self.kept_place():
            for change in changes:
                self._change(change)
        self._timer.start()

    def _insert(self, place: int, index: int) -> None:
        super()._insert(place, index)
        if self._first + place + 1 < self.end:
            # The block that was split to make this one took its format along.
            self._clear(place + 1)

    def _show(self, place: int, index: int) -> None:
        super()._show(place, index)
        self._clear(place)

    def _clear(self, place: int) -> None:
        turn = self._contents.turn_at(place)
        is_short = turn is not None and turn.state in (TurnState.GAP, TurnState.FAILED)
        self._contents.keep_clear(place, button_room_px() if is_short else 0)

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

"""What a search found, as a list view reads it: turns under their recording, newest first, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from transcriber.audio.durations import clock
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.history.history_words import day_words
from transcriber.gui.history.reading import HistoryReading, Question
from transcriber.gui.language import tr
from transcriber.store.errors import StoreError
from transcriber.store.hits import PAGE, Hit, snippet

HIT_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `FoundIn` or a `Hit`."""
Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


@dataclass(frozen=True, slots=True)
class FoundIn:
    """The recording of the hits below it."""

    hit: Hit
    """The first of them."""

    @property
    def title(self) -> str:
        """The recording's."""
        return self.hit.title or tr("Recording without a title")

    @property
    def day(self) -> str:
        """When it began, in words."""
        return day_words(self.hit.started_utc.astimezone().date(), datetime.now().astimezone().date())


class HitsModel(QAbstractListModel):
    """Answers to what is typed; those to what was typed before never come. Main thread."""

    answered = Signal()
    """The first page of what was found; it may be empty."""
    failed = Signal(object)
    """A `StoreError`."""

    def __init__(self, reading: HistoryReading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._rows: list[FoundIn | Hit] = []
        self._typed = ""
        self._has_more = False
        self._asked: Question | None = None

    @property
    def typed(self) -> str:
        """What the rows are about."""
        return self._typed

    def search(self, typed: str) -> None:
        """Look for it; what is shown stays until the answer comes."""
        if self._asked is not None:
            self._asked.drop()
        self._asked = self._reading.ask(
            lambda reader: reader.search.find(typed), lambda found: self._on_found(typed, found), self._on_failed
        )

    def clear(self) -> None:
        """Nothing is looked for any more."""
        if self._asked is not None:
            self._asked.drop()
        self._on_found("", [])

    def row_at(self, index: Index) -> FoundIn | Hit | None:
        """None where there is none."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def hit_at(self, index: Index) -> Hit | None:
        """Of a recording's row, the first in it."""
        row = self.row_at(index)
        return row.hit if isinstance(row, FoundIn) else row

    @asked_by_qt
    def rowCount(self, parent: Index = _TOP) -> int:
        """Recordings and hits."""
        return 0 if parent.isValid() else len(self._rows)

    @asked_by_qt
    def canFetchMore(self, parent: Index) -> bool:
        """Whether there may be older ones, and none are on their way."""
        return not parent.isValid() and self._has_more and self._asked is None

    @asked_by_qt
    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        last = self._rows[-1] if self._rows else None
        typed = self._typed
        if self._asked is None and isinstance(last, Hit):
            self._asked = self._reading.ask(
                lambda reader: reader.search.find(typed, before=last), self._on_more, self._on_failed
            )

    @asked_by_qt
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and what a delegate paints from."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == HIT_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, FoundIn):
            return plain_tip(f"{row.title}, {row.day}")
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, FoundIn):
            return f"{row.title}, {row.day}"
        return ", ".join(filter(None, (time_of(row), snippet(row).text)))

    def _on_found(self, typed: str, found: list[Hit]) -> None:
        self.beginResetModel()
        self._asked, self._typed, self._has_more = None, typed, len(found) == PAGE
        self._rows = _grouped(found, "")
        self.endResetModel()
        self.answered.emit()

    def _on_more(self, found: list[Hit]) -> None:
        last = self._rows[-1] if self._rows else None
        behind = _grouped(found, last.public_id if isinstance(last, Hit) else "")
        if not behind:
            self._asked, self._has_more = None, False
            return
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(behind) - 1)
        self._rows += behind
        # Not before the rows are there: whoever hears of them may ask for the next page at once.
        self._asked, self._has_more = None, len(found) == PAGE
        self.endInsertRows()

    def _on_failed(self, error: StoreError) -> None:
        self.clear()
        self.failed.emit(error)


def time_of(hit: Hit) -> str:
    """Where in the recording it was said, or nothing where that is not known."""
    return "" if hit.start_ms is None else clock(hit.start_ms)


def _grouped(found: list[Hit], public_id: str) -> list[FoundIn | Hit]:
    """Each run of hits of one recording under it; `public_id` is the recording of the hit before."""
    rows: list[FoundIn | Hit] = []
    for hit in found:
        if hit.public_id != public_id:
            public_id = hit.public_id
            rows.append(FoundIn(hit))
        rows.append(hit)
    return rows

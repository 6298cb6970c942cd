"""The messages of the raw exchange as a table: bounded, filtered, and quick however many there were."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import in_words
from transcriber.gui.protocol_text import clock_words, size_words
from transcriber.gui.shown_text import shown_text
from transcriber.realtime.trace import Direction, TraceEntry
from transcriber.sentence import said

KEPT_MESSAGES = 50_000
KEPT_CHARACTERS = 100_000_000
"""Of all texts together: audio that is kept would fill the memory long before there are 50,000 messages."""
_LONGEST_TYPE_CHARACTERS = 120
_HEADINGS = (said("Time"), said("Direction"), said("Type"), said("Size"))
_DIRECTIONS = {Direction.SENT: said("Sent"), Direction.RECEIVED: said("Received")}
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_NOWHERE = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolFilter:
    """Which messages are shown. Immutable."""

    text: str = ""
    """Stands somewhere in the type or the text, in capitals or not; empty: all."""
    direction: Direction | None = None
    type: str = ""
    """The exact type; empty: all."""

    def takes(self, entry: TraceEntry) -> bool:
        """Whether the message is shown."""
        if self.direction is not None and entry.direction is not self.direction:
            return False
        if self.type and entry.type != self.type:
            return False
        needle = self.text.casefold()
        return not needle or needle in entry.type.casefold() or needle in entry.text.casefold()


class ProtocolList(QAbstractTableModel):
    """The newest messages in the order they came. Main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: list[TraceEntry] = []
        self._first_number = 0
        self._shown: list[tuple[int, TraceEntry]] = []
        self._filter = ProtocolFilter()
        self._characters = 0
        self.dropped = 0
        """How many older messages are no longer kept."""

    @property
    def kept(self) -> tuple[TraceEntry, ...]:
        """Every message that is kept, shown or not."""
        return tuple(self._kept)

    @property
    def kept_count(self) -> int:
        """How many those are."""
        return len(self._kept)

    def entry(self, row: int) -> TraceEntry:
        """The message in that row."""
        return self._shown[row][1]

    def add(self, entries: Sequence[TraceEntry]) -> int:
        """Put messages at the end, in one step; returns how many rows went away at the beginning."""
        number = self._first_number + len(self._kept)
        self._kept.extend(entries)
        self._characters += sum(len(entry.text) for entry in entries)
        takes = self._filter.takes
        new = [(number + offset, entry) for offset, entry in enumerate(entries) if takes(entry)]
        if new:
            row = len(self._shown)
            self.beginInsertRows(QModelIndex(), row, row + len(new) - 1)
            self._shown.extend(new)
            self.endInsertRows()
        return self._drop_oldest()

    def show_only(self, wanted: ProtocolFilter) -> None:
        """Show what the filter takes, of what is kept and of what comes."""
        if wanted == self._filter:
            return
        self.beginResetModel()
        self._filter = wanted
        numbered = enumerate(self._kept, self._first_number)
        self._shown = [(number, entry) for number, entry in numbered if wanted.takes(entry)]
        self.endResetModel()

    def clear(self) -> None:
        """Keep nothing of what came."""
        self.beginResetModel()
        self._first_number += len(self._kept)
        self._kept, self._shown, self._characters, self.dropped = [], [], 0, 0
        self.endResetModel()

    # ---- Qt's questions ----------------------------------------------------------------------------------------------

    @asked_by_qt
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The messages that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    @asked_by_qt
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Time, direction, type, size."""
        return 0 if parent.isValid() else len(_HEADINGS)

    @asked_by_qt
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, and where."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in (0, 3) else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self.entry(index.row())
        match index.column():
            case 0:
                return clock_words(entry.at_ms)
            case 1:
                return in_words(_DIRECTIONS[entry.direction])
            case 2:
                return shown_text(entry.type, _LONGEST_TYPE_CHARACTERS)
            case _:
                return size_words(entry.size_bytes)

    @asked_by_qt
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in (0, 3) else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return in_words(_HEADINGS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    # ---- the bound ---------------------------------------------------------------------------------------------------

    def _drop_oldest(self) -> int:
        count = max(0, len(self._kept) - KEPT_MESSAGES)
        characters = self._characters - sum(len(entry.text) for entry in self._kept[:count])
        while characters > KEPT_CHARACTERS and count < len(self._kept) - 1:
            characters -= len(self._kept[count].text)
            count += 1
        if not count:
            return 0
        del self._kept[:count]
        self._characters = characters
        self._first_number += count
        self.dropped += count
        return self._drop_rows()

    def _drop_rows(self) -> int:
        rows = 0
        while rows < len(self._shown) and self._shown[rows][0] < self._first_number:
            rows += 1
        if rows:
            self.beginRemoveRows(QModelIndex(), 0, rows - 1)
            del self._shown[:rows]
            self.endRemoveRows()
        return rows

"""The vocabulary as a table, narrowed down to what a person looks for."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import tr
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class EntriesModel(QAbstractTableModel):
    """Rows are entries in the order of their written forms. Main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vocabulary = EMPTY
        self._looked_for = ""
        self._rows: tuple[Entry, ...] = ()

    @property
    def rows(self) -> tuple[Entry, ...]:
        """What is shown."""
        return self._rows

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Show these entries, as far as they are looked for."""
        self._vocabulary = vocabulary
        self._update()

    def look_for(self, words: str) -> None:
        """Show only entries with these letters in any of their forms."""
        self._looked_for = words.strip().casefold()
        self._update()

    def row_of(self, entry: Entry) -> int | None:
        """Where it is shown."""
        return self._rows.index(entry) if entry in self._rows else None

    @asked_by_qt
    def rowCount(self, parent: Index = _ROOT) -> int:
        """Entries have no children."""
        return 0 if parent.isValid() else len(self._rows)

    @asked_by_qt
    def columnCount(self, parent: Index = _ROOT) -> int:
        """Written, heard, when it counts, whether services are told."""
        return 4

    @asked_by_qt
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words."""
        entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry)
        return _cells(entry)[index.column()] if role == Qt.ItemDataRole.DisplayRole else None

    @asked_by_qt
    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Over the columns alone."""
        if side != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (tr("Written"), tr("Heard as"), tr("Counts"), tr("Service"))[section]

    def _update(self) -> None:
        self.beginResetModel()
        found = (entry for entry in self._vocabulary.entries if self._is_wanted(entry))
        self._rows = tuple(sorted(found, key=lambda entry: (entry.written.casefold(), entry.preset)))
        self.endResetModel()

    def _is_wanted(self, entry: Entry) -> bool:
        return any(self._looked_for in form.casefold() for form in (entry.written, *entry.heard, entry.preset))


def _cells(entry: Entry) -> tuple[str, str, str, str]:
    return (
        entry.written,
        ", ".join(entry.heard),
        entry.preset or tr("Always"),
        tr("Told") if entry.is_expected else tr("Not told"),
    )


def _spoken(entry: Entry) -> str:
    if not entry.heard:
        return entry.written
    return tr("{written}, heard as {heard}").format(written=entry.written, heard=", ".join(entry.heard))

"""The recordings as a list view reads them: fetched page by page, changed one by one, never all at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.history.day_rows import Row, insertion, position_of, rows_after, span
from transcriber.gui.history.history_words import day_words, sign_of, time_words, title_of
from transcriber.gui.history.reading import HistoryReading, Question
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState
from transcriber.store.errors import StoreError
from transcriber.store.values import StoredRecording

if TYPE_CHECKING:
    from transcriber.store.store import StoreReader

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `date` (the heading of a day) or a `StoredRecording`."""
SIGN_ROLE = ROW_ROLE + 1
"""What is not as usual with a recording, in words."""
Index = QModelIndex | QPersistentModelIndex
_WORD_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_PAGE = 100
_UNDER_WAY = (RetranscriptionState.WAITING, RetranscriptionState.RUNNING)


@dataclass(frozen=True, slots=True)
class _Read:
    """The list, read anew."""

    rows: list[Row]
    has_more: bool
    same_as: int | None
    """After how many changes the rows were these already; None: they are other ones."""


class RecordingsModel(QStringListModel):
    """What was fetched so far. Main thread.

    How many rows there are Qt's own model knows, whose strings are empty: a list asks for it twice with each of its
    rows whenever it is laid out, and 20,000 answers in Python take 50 ms.
    """

    loaded = Signal()
    """The first page is there, or what was there is up to date."""
    failed = Signal(object)
    """A `StoreError`: nothing can be read."""
    renamed = Signal(str, str)
    """The id of a recording, and what a person called it."""

    def __init__(self, reading: HistoryReading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._rows: list[Row] = []
        self._again: dict[str, RetranscriptionChanged] = {}
        self._changes = 0
        """How often the rows have become other ones."""
        self._has_more = False
        self._fetching: Question | None = None
        self._take_in: Callable[[], None] = _nothing
        # First of all who hear of it: everybody else finds the rows there, or gone.
        self.rowsInserted.connect(self._on_rows_moved)
        self.rowsRemoved.connect(self._on_rows_moved)

    def reload(self) -> None:
        """Read again what is shown: anything may be other than before."""
        if self._fetching is not None:
            self._fetching.drop()
        count = max(_PAGE, sum(isinstance(row, StoredRecording) for row in self._rows))
        known, changes = tuple(self._rows), self._changes

        def read(reader: "StoreReader") -> _Read:
            # Ten thousand rows are made and compared there: here it would be felt.
            found = reader.recordings.page(count=count)
            rows = rows_after((), found)
            return _Read(rows, len(found) == count, changes if rows == list(known) else None)

        self._fetching = self._reading.ask(read, self._on_reloaded, self._on_failed)

    def refresh(self, public_id: str) -> None:
        """One recording is new, other than before, or gone."""

        def gone(error: StoreError) -> None:
            if error.code == "unknown_recording":
                self._remove(public_id)

        self._reading.ask(lambda reader: reader.recordings.get(public_id), self._put, gone)

    def show_again(self, notice: RetranscriptionChanged) -> None:
        """How far it has come that a recording is transcribed again."""
        if notice.state in _UNDER_WAY:
            self._again[notice.public_id] = notice
        else:
            self._again.pop(notice.public_id, None)
        position = position_of(self._rows, notice.public_id)
        if position is not None:
            self._tell_changed(position)

    def recording_at(self, index: Index) -> StoredRecording | None:
        """None for a heading."""
        row = self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None
        return row if isinstance(row, StoredRecording) else None

    def index_of(self, public_id: str) -> QModelIndex:
        """An invalid one where it is not among what was fetched."""
        position = position_of(self._rows, public_id)
        return QModelIndex() if position is None else self.index(position)

    # ---- what the view asks ------------------------------------------------------------------------------------------

    @asked_by_qt
    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older ones, and none on their way."""
        return not parent.isValid() and self._has_more and self._fetching is None

    @asked_by_qt
    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        last = self._rows[-1] if self._rows else None
        if self._fetching is None and isinstance(last, StoredRecording):
            self._fetching = self._reading.ask(
                lambda reader: reader.recordings.page(before=last, count=_PAGE), self._on_fetched, self._on_page_failed
            )

    @asked_by_qt
    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is only read."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.recording_at(index) is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
        return usable | Qt.ItemFlag.ItemNeverHasChildren

    @asked_by_qt
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, and what a delegate paints from."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if not isinstance(row, StoredRecording):
            is_word = role in _WORD_ROLES
            return day_words(row, datetime.now().astimezone().date()) if is_word else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return title_of(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(", ".join(filter(None, (title_of(row), time_words(row), sign_of(row, self._again)))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, (title_of(row), time_words(row), sign_of(row, self._again))))
            case _ if role == SIGN_ROLE:
                return sign_of(row, self._again)
        return None

    @asked_by_qt
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A person gave a recording another title; it stands in the list once it stands in the history."""
        recording, title = self.recording_at(index), " ".join(str(value).split())
        if recording is None or not title or title == recording.title:
            return False
        self.renamed.emit(recording.public_id, title)
        return True

    # ---- what the history answers ------------------------------------------------------------------------------------

    def _on_reloaded(self, read: _Read) -> None:
        if read.same_as == self._changes:
            self._fetching, self._has_more = None, read.has_more
        else:
            self._fetching, self._has_more = None, read.has_more
            self._show_others(read.rows)
        self.loaded.emit()

    def _on_fetched(self, found: list[StoredRecording]) -> None:
        behind = rows_after(self._rows, found)
        if not behind:
            self._fetching, self._has_more = None, False
            return

        def take_in() -> None:
            self._rows += behind
            # Not before the rows are there: whoever hears of them may ask for the next page at once.
            self._fetching, self._has_more = None, len(found) == _PAGE

        self._taking(take_in)
        self.insertRows(len(self._rows), len(behind))

    def _on_page_failed(self, error: StoreError) -> None:
        self._fetching = None
        if error.code == "unknown_recording":
            # The last one was deleted for good: where the next page begins must be found out anew.
            self.reload()
        else:
            self._has_more = False

    def _on_failed(self, error: StoreError) -> None:
        self._fetching, self._has_more = None, False
        self._show_others([])
        self.failed.emit(error)

    def _put(self, recording: StoredRecording) -> None:
        position = position_of(self._rows, recording.public_id)
        if position is not None:
            self._changes += 1
            self._rows[position] = recording
            self._tell_changed(position)
            return
        place = insertion(self._rows, recording)
        if place.position == len(self._rows) and self._has_more:
            return

        def take_in() -> None:
            self._rows[place.position : place.position] = place.rows

        self._taking(take_in)
        self.insertRows(place.position, len(place.rows))
        self.loaded.emit()

    def _remove(self, public_id: str) -> None:
        position = position_of(self._rows, public_id)
        if position is None:
            return
        first, last = span(self._rows, position)

        def take_out() -> None:
            del self._rows[first : last + 1]

        self._taking(take_out)
        self.removeRows(first, last + 1 - first)
        self.loaded.emit()

    def _show_others(self, rows: list[Row]) -> None:
        self._changes += 1
        self._rows = rows
        self.setStringList([""] * len(rows))

    def _taking(self, take_in: Callable[[], None]) -> None:
        self._changes += 1
        self._take_in = take_in

    def _on_rows_moved(self) -> None:
        self._take_in()

    def _tell_changed(self, position: int) -> None:
        index = self.index(position)
        self.dataChanged.emit(index, index)


def _nothing() -> None:
    """No rows come or go."""

"""Looks for a word in the other recordings of the history, once typing rests: what is being typed asks for nothing."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from transcriber.gui.history.reading import NO_STORE, HistoryReading, Question
from transcriber.gui.language import in_words
from transcriber.store.errors import StoreError
from transcriber.transcript.vocabulary import Entry

if TYPE_CHECKING:
    from transcriber.store.hits import Hit
    from transcriber.store.store import StoreReader

_REST_MS = 250


class PlacesElsewhere(QObject):
    """One question at a time, the newest. Main thread.

    Args:
        reading: Reads the history.
        without: The public id of the recording that is looked through by others; empty: none.
        parent: Owns this.
    """

    found = Signal(object)
    """A list of `Hit`s, one more than `MOST_PLACES` where there are more."""
    failed = Signal(str)
    """Why nothing can be known."""

    def __init__(self, reading: HistoryReading, without: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._without = without
        self._entry: Entry | None = None
        self._question: Question | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._ask)

    def look(self, entry: Entry) -> None:
        """`found` or `failed` answers, unless something else is looked for before that."""
        self.stop()
        self._entry = entry
        self._rest.start()

    def stop(self) -> None:
        """Nothing is looked for any more."""
        self._rest.stop()
        if self._question is not None:
            self._question.drop()
            self._question = None

    def _ask(self) -> None:
        entry, without = self._entry, self._without
        if entry is None:
            return

        def work(reader: "StoreReader") -> "list[Hit]":
            return reader.word_places.find(entry, without=without)

        self._question = self._reading.ask(work, self.found.emit, self._on_failed)

    def _on_failed(self, error: StoreError) -> None:
        if error.code == NO_STORE:
            self.found.emit([])
        else:
            self.failed.emit(in_words(error.message))

"""Marks and notes of the recording on the live page: what the history keeps of it, and before that what a person added.

What was added is shown at once, and as the history's own once it is read there: nothing is shown twice, or lost.
"""

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.history.reading import HistoryReading, Question
from transcriber.session.notices import HistoryChanged, RecordingKept
from transcriber.store.values import Mark, Note

if TYPE_CHECKING:
    from transcriber.store.store import StoreReader

Annotation = Mark | Note
_READ_AFTER_MS = 20
"""A change is told several times at once."""


class LiveAnnotations(QObject):
    """Reads on the reader's thread, and only after something of this recording has changed. Main thread."""

    changed = Signal()

    def __init__(self, bridge: NoticeBridge, reading: HistoryReading, parent: QObject) -> None:
        super().__init__(parent)
        self._reading = reading
        self.public_id = ""
        """Of the recording; empty while the history does not know it."""
        self._kept: tuple[Annotation, ...] = ()
        self._added: list[Annotation] = []
        self._numbers = count(1)
        self._question: Question | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER_MS)
        self._timer.timeout.connect(self._read)
        bridge.recording_kept.connect(self._on_recording_kept)
        bridge.history_changed.connect(self._on_history_changed)

    @property
    def all(self) -> tuple[Annotation, ...]:
        """What the history keeps, then what it has not been seen to keep yet, which has a negative id."""
        return *self._kept, *self._added

    def begin(self) -> None:
        """Another recording takes the live page."""
        if self._question is not None:
            self._question.drop()
            self._question = None
        self._timer.stop()
        had_any = bool(self.all)
        self.public_id, self._kept = "", ()
        self._added.clear()
        if had_any:
            self.changed.emit()

    def add_mark(self, at_ms: int) -> None:
        """A person marked this moment."""
        self._added.append(Mark(-next(self._numbers), at_ms))
        self.changed.emit()

    def add_note(self, at_ms: int, text: str) -> None:
        """A person wrote this down."""
        self._added.append(Note(-next(self._numbers), at_ms, text))
        self.changed.emit()

    def _on_recording_kept(self, notice: RecordingKept) -> None:
        self.public_id = notice.public_id

    def _on_history_changed(self, notice: HistoryChanged) -> None:
        if self.public_id and notice.public_id in ("", self.public_id):
            self._timer.start()

    def _read(self) -> None:
        if self._question is not None:
            self._question.drop()
        public_id = self.public_id

        def read(reader: "StoreReader") -> tuple[Annotation, ...]:
            return *reader.annotations.marks(public_id), *reader.annotations.notes(public_id)

        self._question = self._reading.ask(read, self._on_read, lambda _: None)

    def _on_read(self, kept: Sequence[Annotation]) -> None:
        self._question = None
        for kind in (Mark, Note):
            known = {each.id for each in self._kept if isinstance(each, kind)}
            # The history keeps them in the order in which they were added.
            for _ in [each for each in kept if isinstance(each, kind) and each.id not in known]:
                if (first := next((each for each in self._added if isinstance(each, kind)), None)) is not None:
                    self._added.remove(first)
        if tuple(kept) != self._kept or self._added:
            self._kept = tuple(kept)
            self.changed.emit()

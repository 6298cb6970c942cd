"""Reads the history away from the main thread: one thread, one connection, one question after the other."""

import logging
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from transcriber.sentence import said
from transcriber.store.errors import StoreError, unreachable

if TYPE_CHECKING:
    from transcriber.store.store import StoreReader

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

NO_STORE = "no_store"
"""The code of a `StoreError` that is no fault: nothing was ever kept."""
_LEAVES_THE_CONNECTION = frozenset({"unknown_recording", "unknown_turn", "unknown_mark", "unknown_note", "busy"})


@dataclass(slots=True, eq=False)
class Question:
    """Something that was asked; once it is dropped nobody is told, and it is not begun if it waits."""

    work: "Callable[[StoreReader], Any]"
    on_done: Callable[[Any], None]
    on_failed: Callable[[StoreError], None]
    is_dropped: bool = False

    def drop(self) -> None:
        """The answer is not wanted any more."""
        self.is_dropped = True


class HistoryReading(QObject):
    """Asked on the main thread, where every answer arrives. Its thread begins with the first question.

    Args:
        folder: The store's; it need not exist.
        parent: Ends the thread with it.
    """

    _answered = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._questions: SimpleQueue[Question | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._lock = threading.Lock()
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        questions = self._questions
        self.destroyed.connect(lambda: questions.put(None))

    @property
    def folder(self) -> Path:
        """Of the store that is read."""
        return self._folder

    def ask(
        self,
        work: "Callable[[StoreReader], Answer]",
        on_done: Callable[[Answer], None],
        on_failed: Callable[[StoreError], None],
    ) -> Question:
        """Do `work` on the thread, then one of the two others on the main thread, unless dropped or closed.

        A fault that is not the store's is written to the log and told as StoreError bug.
        """
        question = Question(work, on_done, on_failed, self._is_closed)
        if self._is_closed:
            return question
        if self._thread is None:
            work_off = _Reader(self._folder, self._questions, weakref.ref(self)).run
            self._thread = threading.Thread(target=work_off, name="history", daemon=True)
            self._thread.start()
        self._questions.put(question)
        return question

    def close(self) -> None:
        """Answers nothing more; the thread ends with what it is at."""
        with self._lock:
            self._is_closed = True
        self._questions.put(None)

    def tell(self, question: Question, answer: object) -> bool:
        """On the thread: hand over an answer; False once nobody wants any more."""
        with self._lock:
            if self._is_closed:
                return False
            try:
                self._answered.emit(question, answer)
            except RuntimeError:
                # The window went away while the thread was still at work.
                return False
            return True

    def _on_answered(self, question: Question, answer: object) -> None:
        if self._is_closed or question.is_dropped:
            return
        if isinstance(answer, StoreError):
            question.on_failed(answer)
        else:
            question.on_done(answer)


class _Reader:
    """The thread's side."""

    def __init__(
        self, folder: Path, questions: "SimpleQueue[Question | None]", reading: "weakref.ref[HistoryReading]"
    ) -> None:
        self._folder = folder
        self._questions = questions
        self._reading = reading
        self._reader: StoreReader | None = None
        self._file: tuple[int, int] | None = None

    def run(self) -> None:
        """Until there is nobody left to tell."""
        while (question := self._questions.get()) is not None:
            if not question.is_dropped and not self._tell(question, self._answer(question)):
                break
        self._let_go()

    def _answer(self, question: Question) -> object:
        try:
            return question.work(self._opened())
        except StoreError as error:
            if error.code not in _LEAVES_THE_CONNECTION:
                self._let_go()
            return error
        except Exception as fault:  # noqa: BLE001 - a bug in one view must not end the reading of all others
            _log.error("The history could not be read", exc_info=fault)
            self._let_go()
            return StoreError("bug", said("The history could not be read because of an error in this program."))

    def _tell(self, question: Question, answer: object) -> bool:
        reading = self._reading()
        return reading is not None and reading.tell(question, answer)

    def _opened(self) -> "StoreReader":
        """The connection; another one where the file is another one, as after a repair."""
        # The database is not loaded before the first window: here at the earliest, and on this thread.
        from transcriber.store.store import StoreReader, store_path

        path = store_path(self._folder)
        try:
            found = path.stat()
        except FileNotFoundError:
            self._let_go()
            raise StoreError(NO_STORE, said("Nothing has been kept yet.")) from None
        except OSError as error:
            self._let_go()
            raise unreachable() from error
        file = (found.st_dev, found.st_ino)
        if self._reader is None or file != self._file:
            self._let_go()
            self._reader, self._file = StoreReader(self._folder), file
        return self._reader

    def _let_go(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            try:
                reader.close()
            except StoreError as error:
                _log.info("the history was not let go of cleanly: %s", error.message)

"""Reads the history on a thread of its own, with a reader of its own; answers arrive on the main thread."""

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from transcriber.store.errors import StoreError
from transcriber.store.store import StoreReader

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")
_Task = tuple[Callable[[StoreReader], Any], Callable[[Any], None], Callable[[StoreError], None]]


class HistoryReading(QObject):
    """Runs functions of a `StoreReader`, one after the other. Created and called on the main thread.

    The reader is opened with the first question, and again after a failure to open it: the history may be made later.
    The thread lives until `close`.
    """

    _answered = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """`folder` is the store's; it need not be there yet."""
        super().__init__(parent)
        self._folder = folder
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        read: Callable[[StoreReader], Answer],
        on_answer: Callable[[Answer], None],
        on_failed: Callable[[StoreError], None],
    ) -> None:
        """Run `read` on the thread; then one of the two others on the main thread, unless `close` was called."""
        if self._is_closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="history reading", daemon=True)
            self._thread.start()
        self._tasks.put((read, on_answer, on_failed))

    def close(self) -> None:
        """Tell no answer any more; the thread ends after what it is reading now."""
        self._is_closed = True
        self._tasks.put(None)

    # ---- on the thread -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        reader: StoreReader | None = None
        while (task := self._tasks.get()) is not None and not self._is_closed:
            read, on_answer, on_failed = task
            try:
                reader = reader or StoreReader(self._folder)
                answer = read(reader)
            except StoreError as error:
                self._tell(on_failed, error)
            else:
                self._tell(on_answer, answer)
        if reader is not None:
            reader.close()

    def _tell(self, listener: Callable[[Any], None], answer: object) -> None:
        try:
            self._answered.emit(listener, answer)
        except RuntimeError:
            _log.debug("an answer came after its window was gone")

    # ---- on the main thread ------------------------------------------------------------------------------------------

    def _on_answered(self, listener: Callable[[Any], None], answer: object) -> None:
        if not self._is_closed:
            listener(answer)

"""Work that may block (a keyring, a large file), done away from the main thread; answers arrive on the main thread."""

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

_log = logging.getLogger(__name__)
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class _Errand:
    work: Callable[[], Any]
    on_done: Callable[[Any], None] | None
    on_failed: Callable[[Exception], None]


class Errands(QObject):
    """Runs one errand after the other. Created and called on the main thread, where every answer arrives.

    The thread ends when nothing is left to do. It is a daemon: a keyring that waits for a person to unlock it must not
    hold up the end of the program, as a pool of Qt's would.
    """

    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: deque[_Errand] = deque()
        self._is_working = False
        self._is_closed = False
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Answer],
        on_done: Callable[[Answer], None] | None,
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Begin `work`, or let it wait for what runs; then one of the two others, unless `close` was called."""
        with self._lock:
            if self._is_closed:
                return
            self._waiting.append(_Errand(work, on_done, on_failed))
            must_start, self._is_working = not self._is_working, True
        if must_start:
            threading.Thread(target=self._work, name="errands", daemon=True).start()

    def close(self) -> None:
        """Begin nothing more and tell no answer; what runs goes on by itself."""
        with self._lock:
            self._is_closed = True
            self._waiting.clear()

    # ---- on the thread -----------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._is_working = False
                    return
                errand = self._waiting.popleft()
            try:
                answer: object = errand.work()
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the main thread
                self._tell(errand.on_failed, error)
            else:
                if errand.on_done is not None:
                    self._tell(errand.on_done, answer)

    def _tell(self, listener: Callable[[Any], None], answer: object) -> None:
        with self._lock:
            if self._is_closed:
                return
            try:
                self._ended.emit(listener, answer)
            except RuntimeError:
                # The window went away together with this object while the thread was still at work.
                _log.debug("an answer came after its window was gone")

    # ---- on the main thread ------------------------------------------------------------------------------------------

    def _on_ended(self, listener: Callable[[Any], None], answer: object) -> None:
        if not self._is_closed:
            listener(answer)

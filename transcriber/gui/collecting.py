"""Python looks for garbage on the main thread alone, and only when that thread has nothing to do.

On its own it would look wherever enough was made, on any thread: what it ends of Qt's is then ended on a thread that
it does not belong to, while its own thread may be at work with it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_YOUNG = 700
"""So many new objects are looked through at once, as Python does it on its own."""
_ROUNDS = 10
"""So many times before those that stayed are looked through again."""
_STEADY_SHARE = 4
"""A full search costs as much as there is: not before a quarter of that may be new, as Python does it."""

_holds: list[None] = []


@contextmanager
def uncollected() -> Iterator[None]:
    """What is made within holds no cycles and is not looked through, now or later; for any thread."""
    is_automatic = gc.isenabled()
    gc.disable()
    _holds.append(None)
    try:
        yield
    finally:
        gc.freeze()
        _holds.pop()
        if is_automatic:
            gc.enable()


class Collecting(QObject):
    """From now on; what there is already stays until the program ends. Main thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds_before_all = _ROUNDS
        gc.disable()
        gc.freeze()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.aboutToBlock.connect(self._on_idle)

    def _on_idle(self) -> None:
        young, once_kept, rounds = gc.get_count()
        if young < _YOUNG or _holds:
            return
        if once_kept < _ROUNDS:
            gc.collect(0)
        elif rounds < self._rounds_before_all:
            gc.collect(1)
        else:
            gc.collect()
            steady = len(gc.get_objects(generation=2))
            self._rounds_before_all = max(_ROUNDS, steady // _STEADY_SHARE // (_YOUNG * _ROUNDS))

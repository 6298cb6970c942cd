"""How many changes of a file are not on disk yet, so that the program's end can wait for them."""

import threading


class UnwrittenChanges:
    """Any thread."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()

    def begin(self) -> None:
        """One more is to be written."""
        with self._changed:
            self._count += 1

    def end(self) -> None:
        """One of them was, or never will be."""
        with self._changed:
            self._count -= 1
            self._changed.notify_all()

    def wait(self, limit_s: float) -> bool:
        """Until none is left, or no longer than that; whether none is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._count == 0, limit_s)

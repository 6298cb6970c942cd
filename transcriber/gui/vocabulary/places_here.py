"""Looks for a word in the recording that is shown, in slices between which the window answers.

A short recording is looked through at once.
"""

import time
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from transcriber.transcript.replacement import Replacement
from transcriber.transcript.vocabulary import Entry

_SLICE_S = 0.012
"""So long the window does nothing else: less than it needs for a picture."""
_BETWEEN_LOOKS = 8
"""So many turns are looked at before the time is."""


class PlacesHere(QObject):
    """One question at a time, the newest. Main thread.

    Args:
        texts: Every finished turn in reading order: what it is known by, and its text.
        parent: Owns this.
    """

    found = Signal()
    """All of it is looked through: `places` are all there are."""

    def __init__(self, texts: Callable[[], Iterable[tuple[int, str]]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._left: Iterator[tuple[int, str]] = iter(())
        self._replacement = Replacement()
        self.places: dict[int, str] = {}
        """The texts in which the entry replaces, by what their turns are known by."""
        self.is_whole = True
        """Whether all of it is looked through."""
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    def look(self, entry: Entry) -> None:
        """`found` answers, at once or later, unless something else is looked for before that."""
        self.stop()
        self._left, self._replacement = iter(self._texts()), Replacement((entry,))
        self.is_whole = False
        self._go_on()

    def stop(self) -> None:
        """Nothing is looked for any more, and nothing is found."""
        self._timer.stop()
        self.places, self.is_whole = {}, True

    def _go_on(self) -> None:
        ends_s = time.monotonic() + _SLICE_S
        for count, (known_by, text) in enumerate(self._left, 1):
            if self._replacement.places(text):
                self.places[known_by] = text
            if count % _BETWEEN_LOOKS == 0 and time.monotonic() >= ends_s:
                self._timer.start()
                return
        self.is_whole = True
        self.found.emit()

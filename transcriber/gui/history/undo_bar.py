"""Says what was just deleted, and takes it back for as long as that can be done."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from transcriber.gui.language import tr

UNDO_S = 10
_TICK_MS = 200
_LONGEST_TITLE_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class _Deleted:
    public_id: str
    title: str
    until_s: float


class UndoBar(QFrame):
    """The newest deletion; the one before comes back if there is still time for it. Main thread."""

    undo_asked = Signal(str)
    """The recording's id."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undoBar")
        self._now_s = now_s
        self._deleted: list[_Deleted] = []
        self._words = QLabel()
        self._words.setObjectName("undoWords")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.undo = QPushButton(tr("Undo"))
        self.undo.setObjectName("undo")
        self.undo.setAccessibleName(tr("Undo"))
        self.undo.clicked.connect(self._on_undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self.undo)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._update)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def offer(self, public_id: str, title: str) -> None:
        """This was deleted now."""
        self._deleted.append(_Deleted(public_id, title, self._now_s() + UNDO_S))
        self._timer.start()
        self._update()

    def withdraw(self, public_id: str) -> None:
        """This was not deleted after all."""
        self._deleted = [each for each in self._deleted if each.public_id != public_id]
        self._update()

    def _on_undo(self) -> None:
        if self._deleted:
            self.undo_asked.emit(self._deleted.pop().public_id)
        self._update()

    def _update(self) -> None:
        now_s = self._now_s()
        self._deleted = [each for each in self._deleted if each.until_s > now_s]
        if not self._deleted:
            self._timer.stop()
            self.hide()
            return
        newest = self._deleted[-1]
        words = tr("“{title}” was deleted.").format(title=_shortened(newest.title))
        if words != self._words.text():
            self._words.setText(words)
        self.undo.setText(tr("Undo ({seconds})").format(seconds=math.ceil(newest.until_s - now_s)))
        self.undo.setAccessibleName(tr("Undo: {words}").format(words=words))
        self.show()


def _shortened(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE_CHARACTERS else f"{title[: _LONGEST_TITLE_CHARACTERS - 1].rstrip()}…"

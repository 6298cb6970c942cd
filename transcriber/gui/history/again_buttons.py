"""The buttons beside what has no text: each transcribes its row. Made for the rows that can be seen, no others."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPushButton, QTextEdit

from transcriber.gui.history.stored_rows import StoredRow
from transcriber.gui.history.stored_window import AGAIN_WORDS, button_room_px
from transcriber.gui.language import in_words, stored_words
from transcriber.gui.text_scale import scaled

_HEIGHT_PX = 26
_LEFT_PX = 8
_RIGHT_PX = 4


class AgainButtons(QObject):
    """Stand over the text, at the right. Main thread."""

    asked = Signal(int)
    """The row of this index is to be transcribed."""

    def __init__(self, view: QTextEdit) -> None:
        super().__init__(view)
        self._view = view
        self._buttons: list[QPushButton] = []

    def place(self, rows: Iterable[tuple[int, QTextBlock, StoredRow]]) -> None:
        """Beside these rows, each with its index and its place in the text."""
        wanted = list(rows)
        while len(self._buttons) < len(wanted):
            self._buttons.append(self._new_button())
        for button in self._buttons[len(wanted) :]:
            button.hide()
        for button, (index, block, row) in zip(self._buttons, wanted, strict=False):
            self._show(button, index, block, row)

    def _new_button(self) -> QPushButton:
        button = QPushButton(self._view.viewport())
        button.setObjectName("tryAgain")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda: self.asked.emit(button.property("row")))
        return button

    def _show(self, button: QPushButton, index: int, block: QTextBlock, row: StoredRow) -> None:
        place = self._view.document().documentLayout().blockBoundingRect(block)
        button.setProperty("row", index)
        button.setText(in_words(AGAIN_WORDS[row.stretch is not None]))
        button.setAccessibleName(f"{button.text()}: {stored_words(row.turn.failure)}")
        room_px = button_room_px()
        button.setFixedSize(scaled(room_px - _LEFT_PX - _RIGHT_PX), scaled(_HEIGHT_PX))
        left_px = self._view.viewport().width() - scaled(room_px - _LEFT_PX)
        button.move(left_px, round(place.top() - self._view.verticalScrollBar().value()))
        button.show()

"""A field for a few lines, which takes no more of what is pasted than it can lay out while a person types."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

from transcriber.gui.asked_by_qt import asked_by_qt

MOST_CHARACTERS = 16_384
"""Qt lays out a word without blanks in time that grows with its square: 16,000 letters take 0.2 s, 100,000 take 5 s."""


class BoundedText(QPlainTextEdit):
    """Main thread."""

    @asked_by_qt
    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped, as far as there is room."""
        taken_away = len(self.textCursor().selectedText())
        room = max(0, MOST_CHARACTERS - (self.document().characterCount() - 1 - taken_away))
        cut = QMimeData()
        cut.setText(source.text()[:room])
        super().insertFromMimeData(cut)

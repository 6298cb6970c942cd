"""The words at the right of the foot: what stands there, and over it for a while what was just done."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

PASSES_AFTER_MS = 4_000
"""Long enough to be read by someone who looks up from the transcript."""


class FootNote(QLabel):
    """Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footText")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._standing = ""
        self._passing = QTimer(self, singleShot=True, interval=PASSES_AFTER_MS)
        self._passing.timeout.connect(lambda: self.setText(self._standing))

    def stand(self, words: str) -> None:
        """From now on this stands there, as soon as nothing passes by."""
        self._standing = words
        if not self._passing.isActive():
            self.setText(words)

    def pass_by(self, words: str) -> None:
        """This was just done: read for a few seconds, whatever else changes."""
        self.setText(words)
        self._passing.start()

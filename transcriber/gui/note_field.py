"""A line above the text to write a note in while the side with all notes is away."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.language import tr
from transcriber.gui.note_line import NoteLine


class NoteField(QFrame):
    """Hidden until it is asked for. Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteField")
        self.line = NoteLine(self)
        self.keep = QPushButton(tr("Keep the note"))
        self.keep.setAccessibleName(tr("Keep the note"))
        self.keep.clicked.connect(self.line.give)
        self.line.left.connect(self.hide)
        self._filled: QLabel | None = None
        self.line.filled.connect(self._on_filled)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.keep)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(row)
        self.hide()

    def open(self) -> None:
        """Ready to be written in."""
        self.show()
        self.line.take_keyboard()

    def close_field(self) -> None:
        """What stands there is the note: a recording ends also while somebody writes."""
        if not self.isHidden():
            self.line.give()

    def _on_filled(self, words: str) -> None:
        # The first window does without these words, as nearly everybody does.
        if self._filled is None:
            self._filled = QLabel()
            self._filled.setObjectName("fieldReason")
            self._filled.setWordWrap(True)
            self._column.addWidget(self._filled)
        self._filled.setText(words)
        self._filled.setVisible(bool(words))

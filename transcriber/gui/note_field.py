"""A line above the text to write a note in while the side with all notes is away."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

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
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self.keep)
        self.hide()

    def open(self) -> None:
        """Ready to be written in."""
        self.show()
        self.line.take_keyboard()

    def close_field(self) -> None:
        """What stands there is the note: a recording ends also while somebody writes."""
        if not self.isHidden():
            self.line.give()

"""Asks for a few words: the text of a note."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.bounded_text import BoundedText
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import tr

_HEIGHT_PX = 96


class WordsDialog(QDialog):
    """Enter keeps the words, Shift+Enter begins a new line; never blocks what it is asked beside. Main thread."""

    said = Signal(str)

    def __init__(self, title: str, asked: str, words: str, parent: QWidget) -> None:
        """`asked` stands above the field, `words` in it."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = BoundedText(words)
        self.text.setAccessibleName(asked)
        self.text.setFixedHeight(_HEIGHT_PX)
        self.text.setMinimumWidth(360)
        self.text.setTabChangesFocus(True)
        self.text.selectAll()
        self.text.installEventFilter(self)
        self.filled = PlainWords("fieldReason")
        self.filled.say("")
        self.keep = QPushButton(tr("Keep"))
        self.keep.setDefault(True)
        self._lay_out(asked)
        self.keep.clicked.connect(self.accept)
        self.text.textChanged.connect(self._on_changed)
        self.text.filled.connect(self.filled.say)
        self._on_changed()

    @asked_by_qt
    def accept(self) -> None:
        """The words are as they shall be."""
        if self.keep.isEnabled():
            self.said.emit(self.text.toPlainText().strip())
            super().accept()

    @asked_by_qt
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter does not write a line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        self.keep.setEnabled(bool(self.text.toPlainText().strip()))

    def _lay_out(self, asked: str) -> None:
        label = QLabel(asked)
        label.setObjectName("fieldLabel")
        label.setBuddy(self.text)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        column.addWidget(label)
        column.addWidget(self.text)
        column.addWidget(self.filled)
        column.addLayout(buttons)

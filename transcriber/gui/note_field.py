"""A line to write a note in while a recording runs: Enter keeps it, Escape throws it away."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from transcriber.gui.language import tr

_LONGEST_NOTE_CHARACTERS = 2_000


class NoteField(QFrame):
    """Hidden until it is asked for. Main thread."""

    written = Signal(str)
    """A note, not empty."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("noteField")
        self._before: QWidget | None = None
        """What had the keyboard."""
        self.field = QLineEdit()
        self.field.setAccessibleName(tr("Note"))
        self.field.setMaxLength(_LONGEST_NOTE_CHARACTERS)
        self.field.returnPressed.connect(self._on_written)
        self.field.installEventFilter(self)
        self.keep = QPushButton(tr("Keep the note"))
        self.keep.setAccessibleName(tr("Keep the note"))
        self.keep.clicked.connect(self._on_written)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.keep)
        self.hide()

    def open(self, moment: str) -> None:
        """Ready to be written in; `moment` is when it will have been written."""
        words = tr("Note at {moment}: Enter keeps it, Esc throws it away").format(moment=moment)
        self.field.setPlaceholderText(words)
        self.field.setToolTip(words)
        self.field.setAccessibleName(tr("Note at {moment} of the recording").format(moment=moment))
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_field(self) -> None:
        """What stands there is thrown away."""
        self.field.clear()
        if not self.isHidden():
            # Hidden with the keyboard in it, Qt would hand that to whatever comes next.
            if self._before is not None and self.isAncestorOf(self.window().focusWidget() or self._before):
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = None
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes it."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.close_field()
            return True
        return super().eventFilter(watched, event)

    def _on_written(self) -> None:
        text = self.field.text().strip()
        self.close_field()
        if text:
            self.written.emit(text)

"""What stands at the right while it is recorded: all marks and notes, and a line to write the next note in."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.annotations.annotation_model import Annotation
from transcriber.gui.annotations.annotation_view import AnnotationView
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.note_line import NoteLine
from transcriber.gui.theme import Theme

UNDO_MS = 10_000
_GAP_PX = 8


class NotesPane(QWidget):
    """Lays its parts out; what they ask for is done elsewhere. Main thread."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.view = AnnotationView(theme)
        self.empty = QLabel()
        self.tell_why_not("")
        self.empty.setObjectName("fieldReason")
        self.empty.setWordWrap(True)
        self.line = NoteLine(self)
        self.keep = ToolButton(tr("Keep the note (Enter)"), 34, 34, 18)
        self.keep.clicked.connect(self.line.give)
        self.line.textChanged.connect(self._update_keep)
        self.filled = PlainWords("fieldReason")
        self.filled.say("")
        self.line.filled.connect(self.filled.say)
        self.removed = QLabel()
        self.removed.setObjectName("fieldReason")
        self.removed.setWordWrap(True)
        self.undo = QPushButton(tr("Undo"))
        self.undo.setObjectName("undo")
        self._undo_passing = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._undo_passing.timeout.connect(self.withdraw_undo)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self._update_keep()
        self.withdraw_undo()

    def show_annotations(self, annotations: tuple[Annotation, ...]) -> None:
        """These, and no others; one that is new is seen."""
        before = self.view.rows.rowCount()
        self.view.rows.show(annotations)
        rows = self.view.rows.rowCount()
        self.view.setVisible(rows > 0)
        self.empty.setVisible(rows == 0)
        if rows > before:
            self.view.show_newest(max(annotations, key=lambda each: each.at_ms))

    def set_writable(self, is_writable: bool) -> None:
        """Notes are written while it is recorded; what stands there at its end is the last one."""
        if not is_writable and not self._writing.isHidden():
            self.line.give()
        self._writing.setVisible(is_writable)

    def tell_why_not(self, why: str) -> None:
        """While there is none: why there can be none now, or with empty words what will stand here."""
        self.empty.setText(why or tr("What you mark and note while you record stands here."))

    def offer_undo(self, words: str) -> None:
        """This was removed, and can be brought back."""
        self.removed.setText(words)
        self.undo.setAccessibleName(tr("Undo: {words}").format(words=words))
        self._undone.show()
        self._undo_passing.start()

    def withdraw_undo(self) -> None:
        """It is brought back, or passed by; Ctrl+Z in the list still does it."""
        self._undo_passing.stop()
        if self.window().focusWidget() is self.undo:
            self.view.setFocus()
        self._undone.hide()

    def _update_keep(self) -> None:
        self.keep.setEnabled(bool(self.line.text().strip()))

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        self.keep.setIcon(stroke_icon("commit", colours.muted, colours.disabled, 18))

    def _lay_out(self) -> None:
        self._undone = QWidget()
        undone = QHBoxLayout(self._undone)
        undone.setContentsMargins(0, 0, 0, 0)
        undone.setSpacing(_GAP_PX)
        undone.addWidget(self.removed, 1)
        undone.addWidget(self.undo)
        self._writing = QWidget()
        writing = QHBoxLayout(self._writing)
        writing.setContentsMargins(0, 0, 0, 0)
        writing.setSpacing(4)
        writing.addWidget(self.line, 1)
        writing.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP_PX)
        column.addWidget(self.empty)
        column.addWidget(self.view, 1)
        column.addWidget(self.view.filled)
        column.addWidget(self._undone)
        column.addWidget(self.filled)
        column.addWidget(self._writing)

"""Marks and notes of a stored recording beside its text: to go to, to change at their place, to remove."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from transcriber.gui.annotations.annotation_view import AnnotationView
from transcriber.gui.language import in_words, tr
from transcriber.gui.theme import Theme
from transcriber.sentence import said
from transcriber.store.values import Mark, Note

WIDTH_PX = 260
_EMPTY = said("No marks and no notes yet. Ctrl+M marks the chosen turn, Ctrl+Shift+N writes a note there.")


class AnnotationList(QWidget):
    """Tells what is asked for with the `Mark` or `Note`. Main thread."""

    chosen = Signal(object)
    rewritten = Signal(object, str)
    removal_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = AnnotationView(theme)
        self.empty = QLabel(in_words(_EMPTY))
        self.empty.setObjectName("fieldReason")
        self.empty.setWordWrap(True)
        self._lay_out()
        self.list.chosen.connect(self.chosen)
        self.list.rewritten.connect(self.rewritten)
        self.list.removal_asked.connect(self.removal_asked)
        self.show_annotations((), ())

    def show_annotations(self, marks: tuple[Mark, ...], notes: tuple[Note, ...]) -> None:
        """These, and no others."""
        self.list.rows.show((*marks, *notes))
        is_empty = self.list.rows.rowCount() == 0
        self.list.setVisible(not is_empty)
        self.empty.setVisible(is_empty)

    def _lay_out(self) -> None:
        title = QLabel(tr("Marks and notes"))
        title.setObjectName("panelTitle")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(title, 1)
        head.addWidget(self.list.change)
        head.addWidget(self.list.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.list.filled)
        column.addStretch(0)
        self.setFixedWidth(WIDTH_PX)

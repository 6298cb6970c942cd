"""A list of marks and notes as a person sees it, and writes in it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from transcriber.gui.annotations.annotation_view import AnnotationView


class AnnotationWords:
    """What is shown in one list."""

    def __init__(self, view: AnnotationView) -> None:
        self._view = view

    @property
    def all(self) -> list[str]:
        """Row by row."""
        rows = self._view.rows
        return [str(rows.index(row).data()) for row in range(rows.rowCount())]

    @property
    def editor(self) -> QPlainTextEdit:
        """In which one of them is written."""
        found = [editor for editor in self._view.findChildren(QPlainTextEdit) if editor.isVisible()]
        assert len(found) == 1
        return found[0]

    def write(self, words: str) -> None:
        """These, in the one that is written in, and keep them."""
        editor = self.editor
        editor.setPlainText(words)
        QTest.keyClick(editor, Qt.Key.Key_Return)

"""A field for a few lines, which takes no more of what is written than it can lay out while a person types."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import number, tr

MOST_CHARACTERS = 16_384
"""Qt lays out a word without blanks in time that grows with its square: 16,000 letters take 0.2 s, 100,000 take 5 s."""
_NEW_LINE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WITHOUT_LETTERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class BoundedText(QPlainTextEdit):
    """Main thread."""

    filled = Signal(str)
    """That something was left out, in one sentence; empty words once there is room again."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._most_characters = max(MOST_CHARACTERS, len(words))
        self._is_filled = False
        self.textChanged.connect(self._on_text_changed)

    @asked_by_qt
    def setPlainText(self, text: str) -> None:
        """Show a text, which was never too long: where it is longer, there is room for as much as it has."""
        self._most_characters = max(MOST_CHARACTERS, len(text))
        super().setPlainText(text)
        self._withdraw()

    @asked_by_qt
    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted or dropped, as far as there is room."""
        text, room = source.text(), self._room_characters
        cut = QMimeData()
        cut.setText(text[:room])
        super().insertFromMimeData(cut)
        if len(text) > room:
            self._tell_filled()

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed, while there is room."""
        if _writes(event) and not self._room_characters:
            self._tell_filled()
        else:
            super().keyPressEvent(event)

    @asked_by_qt
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is written with an input method, as far as there is room."""
        text, room = event.commitString(), self._room_characters + event.replacementLength()
        if len(text) > room:
            event.setCommitString(text[:room], event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)
        if len(text) > room:
            self._tell_filled()

    @property
    def _room_characters(self) -> int:
        taken_away = len(self.textCursor().selectedText())
        return max(0, self._most_characters - (self.document().characterCount() - 1 - taken_away))

    def _tell_filled(self) -> None:
        if not self._is_filled:
            self._is_filled = True
            self.filled.emit(no_room_words(self._most_characters))

    def _on_text_changed(self) -> None:
        if self.document().characterCount() - 1 < self._most_characters:
            self._withdraw()

    def _withdraw(self) -> None:
        if self._is_filled:
            self._is_filled = False
            self.filled.emit("")


def _writes(event: QKeyEvent) -> bool:
    # On Windows AltGr, with which letters are written, is Ctrl and Alt.
    if event.modifiers() & _WITHOUT_LETTERS == Qt.KeyboardModifier.ControlModifier:
        return False
    return event.key() in _NEW_LINE or (bool(event.text()) and event.text().isprintable())


def no_room_words(most_characters: int) -> str:
    """Something was left out, and why."""
    return tr("There is room for {count} characters here; the rest was left out.").format(count=number(most_characters))

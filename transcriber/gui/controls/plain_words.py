"""Words that wrap: always plain text, and never wider than their room, however long an address in them is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from transcriber.gui.language import in_words
from transcriber.gui.shown_text import breakable, label_text

_LONGEST_WORD_CHARACTERS = 24


class PlainWords(QLabel):
    """Shows what may come from anyone. Main thread."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what the style sheet knows it by."""
        super().__init__(parent)
        self._words = ""
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def words(self) -> str:
        """What was said, without the places where it may wrap."""
        return self._words

    def say(self, words: str) -> None:
        """Show these words, and nothing at all where there are none."""
        self._words = words = in_words(words)
        self.setText(breakable(label_text(words), _LONGEST_WORD_CHARACTERS))
        self.setVisible(bool(words))

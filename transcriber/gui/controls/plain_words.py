"""Words that wrap: always plain text, and never wider than their room, however long an address in them is."""

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_LONG_WORD = re.compile(r"\S{32,}")
_BREAK = "\u200b"
"""A place where a line may end, without width."""


class PlainWords(QLabel):
    """Shows what may come from anyone. Main thread."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` is what the style sheet knows it by."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    @property
    def words(self) -> str:
        """What was said, without the places where it may wrap."""
        return self.text().replace(_BREAK, "")

    def say(self, words: str) -> None:
        """Show these words, and nothing at all where there are none."""
        self.setText(_LONG_WORD.sub(_breakable, words))
        self.setVisible(bool(words))


def _breakable(found: "re.Match[str]") -> str:
    word = found.group()
    return _BREAK.join(word[start : start + 16] for start in range(0, len(word), 16))

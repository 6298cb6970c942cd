"""The words at the right of the foot: what stands there, and over it for a while what was just done."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QSizePolicy, QWidget

from transcriber.gui.controls.elided_words import ElidedWords
from transcriber.gui.language import in_words

PASSES_AFTER_MS = 4_000
"""Long enough to be read by someone who looks up from the transcript."""
COUNT_EVERY_MS = 250
"""Nobody reads a count that changes faster, and each other width of it lays out the whole window."""


class FootNote(ElidedWords):
    """Has the room that the words at the left leave. Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("footText", parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._standing = ""
        self._added = ""
        self._passing = QTimer(self, singleShot=True, interval=PASSES_AFTER_MS)
        self._passing.timeout.connect(self._say_standing)
        self._is_count_owed = False
        self._counted = QTimer(self, singleShot=True, interval=COUNT_EVERY_MS)
        self._counted.timeout.connect(self._say_owed_count)

    @property
    def whole_px(self) -> int:
        """How wide all of its words are; 0 without any."""
        return self.sizeHint().width() if self.text() else 0

    @property
    def standing_px(self) -> int:
        """How wide all of the words are that stay there, whatever passes by now; 0 without any."""
        words = in_words(self._stays)
        return self.fontMetrics().horizontalAdvance(words) + 1 if words else 0

    def stand(self, words: str) -> None:
        """From now on this stands there, as soon as nothing passes by."""
        self._standing = words
        self._is_count_owed = False
        if not self._passing.isActive():
            self._say_standing()

    def count(self, words: str) -> None:
        """The same for what changes many times a second: the first and the last of it are said, not each between."""
        if words and self._counted.isActive():
            self._standing = words
            self._is_count_owed = True
        else:
            self.stand(words)
            if words:
                self._counted.start()

    def add(self, words: str) -> None:
        """From now on this stands behind it, whatever that is."""
        self._added = words
        if not self._passing.isActive():
            self._say_standing()

    def pass_by(self, words: str) -> None:
        """This was just done: read for a few seconds, whatever else changes."""
        self.say(words)
        self._passing.start()

    @property
    def _stays(self) -> str:
        return "  ·  ".join(filter(None, (self._standing, self._added)))

    def _say_standing(self) -> None:
        self.say(self._stays)

    def _say_owed_count(self) -> None:
        if self._is_count_owed:
            self.stand(self._standing)
            self._counted.start()

"""One of two ways to have text made: a radio button with a few words about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QRadioButton, QSizePolicy, QVBoxLayout

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.icons import stroke_pixmap
from transcriber.gui.theme import Theme

_SIGN_PX = 24
_INDENT_PX = 30


class WayCard(QFrame):
    """A press anywhere in it chooses it. Main thread."""

    chosen = Signal()

    def __init__(self, theme: Theme, sign: str, title: str, words: str) -> None:
        super().__init__()
        self.setObjectName("wayCard")
        self._theme = theme
        self._sign_name = sign
        self._sign = QLabel()
        self.button = QRadioButton(title)
        self.button.setAccessibleDescription(words)
        self.button.toggled.connect(self._on_toggled)
        self.words = PlainWords("subtitle")
        self.words.say(words)
        # Below the title, not below its circle.
        below = QHBoxLayout()
        below.setContentsMargins(_INDENT_PX, 0, 0, 0)
        below.addWidget(self.words)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.button)
        column.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    @asked_by_qt
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Its words are as good as its button."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.setChecked(True)

    def _on_toggled(self, is_chosen: bool) -> None:
        self.setProperty("isChosen", is_chosen)
        self.style().unpolish(self)
        self.style().polish(self)
        self._on_theme_changed()
        if is_chosen:
            self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.chosen.emit()

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        colour = colours.accent if self.button.isChecked() else colours.muted
        self._sign.setPixmap(stroke_pixmap(self._sign_name, colour, _SIGN_PX, self.devicePixelRatioF()))

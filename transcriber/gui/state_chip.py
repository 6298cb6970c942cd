"""The chip that says the state in words and the one delay; its colour only repeats the word."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from transcriber.gui.controls.restyling import restyle
from transcriber.gui.language import tr
from transcriber.gui.state_words import Tone
from transcriber.gui.typeface import typeface


class StateChip(QFrame):
    """State, and how far the text is behind. Main thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setFixedHeight(30)
        self._dot = QFrame()
        self._dot.setObjectName("chipDot")
        self._dot.setFixedSize(8, 8)
        self._state = QLabel()
        self._state.setObjectName("chipState")
        self._delay = QLabel()
        self._delay.setObjectName("chipDelay")
        self._delay.setFont(typeface(12, is_tabular=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        for part in (self._dot, self._state, self._delay):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        for label in (self._state, self._delay):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.show_state(tr("Ready"), "", "quiet")

    @property
    def text(self) -> str:
        """What it says, as one line."""
        return f"{self._state.text()} {self._delay.text()}".strip()

    def show_state(self, state: str, delay: str, tone: Tone) -> None:
        """Say something else."""
        if self._state.text() != state:
            self._state.setText(state)
        if self._delay.text() != delay:
            self._delay.setText(delay)
        self._delay.setVisible(bool(delay))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            for part in (self, self._dot, self._state, self._delay):
                restyle(part)
        self.setAccessibleName(tr("State: {text}").format(text=self.text))

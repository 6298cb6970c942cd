"""A few words into the microphone: the meter moves, the words appear, and nothing of it is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import tr
from transcriber.gui.level_meter import LevelMeter
from transcriber.gui.state_words import meter_words
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.session.notices import Meter


class SpokenTest(QWidget):
    """Shows the test; who records tells it what happens. Main thread."""

    asked = Signal()
    """Begin, or stop."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.button = QPushButton()
        self.meter = LevelMeter(theme)
        self.level = QLabel()
        self.level.setObjectName("levelText")
        self.level.setFont(typeface(12, is_tabular=True))
        self.level.setAccessibleName(tr("Input level in words"))
        self.words = PlainWords("heardWords")
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.button)
        row.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.level, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.words)
        self.rest("")

    def begin(self) -> None:
        """It is under way."""
        self._name(tr("Stop the test"))
        self.words.say(tr("Say a sentence: your words appear here. Nothing of it is kept."))

    def show_meter(self, meter: Meter) -> None:
        """How loud it is now."""
        self.meter.show_meter(meter)
        self.level.setText(meter_words(meter))

    def show_words(self, words: str) -> None:
        """What was heard so far."""
        if words.strip():
            self.words.say(f"“{words.strip()}”")

    def rest(self, told: str) -> None:
        """It is over, or has not begun; `told` is what came of it, if what was heard does not say it."""
        self._name(tr("Try the microphone"))
        self.meter.rest()
        self.level.setText("")
        if told or not self.words.words.startswith("“"):
            self.words.say(told)

    def _name(self, name: str) -> None:
        self.button.setText(name)
        self.button.setAccessibleName(name)

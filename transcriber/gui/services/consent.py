"""What stands over a service that came from a file, until a person has agreed that its key goes to its host."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import tr
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.confirmation import confirmation
from transcriber.settings.profiles import Profile


class Consent(QFrame):
    """Shown only where it is needed. Main thread."""

    given = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._words = PlainWords("consentWords")
        title = QLabel(tr("Not used yet"))
        title.setObjectName("bannerMessage")
        self.use = QPushButton(tr("Use this service"))
        self.use.setObjectName("bannerAction")
        self.use.clicked.connect(self.given)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.use)
        self.hide()

    @property
    def words(self) -> str:
        """What is asked."""
        return self._words.words

    def show_profile(self, profile: Profile, *, is_valid: bool) -> None:
        """Ask about this service, if it must be asked about."""
        text = ""
        if not profile.is_confirmed:
            try:
                text = confirmation(profile)
            except ConfigurationError:
                text = tr("Correct its address first.")
        self._words.say(text)
        self.use.setEnabled(is_valid)
        self.use.setAccessibleDescription(text)
        self.setVisible(not profile.is_confirmed)

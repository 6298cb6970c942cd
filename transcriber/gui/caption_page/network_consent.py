"""Before other devices may read, one sentence says what they can reach then; nothing happens until it is agreed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import tr


class NetworkConsent(QFrame):
    """Hidden until it is asked. Main thread."""

    given = Signal()
    refused = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        words = PlainWords("consentWords")
        words.say(
            tr(
                "Everybody in your network who has the link can then read the captions while this is on, and reaches "
                "nothing else of this computer."
            )
        )
        self.agree = QPushButton(tr("Let them read"))
        self.cancel = QPushButton(tr("Not now"))
        for button in (self.agree, self.cancel):
            button.setObjectName("bannerAction")
            button.setAccessibleDescription(words.words)
        self.agree.clicked.connect(self.given)
        self.cancel.clicked.connect(self.refused)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.agree)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(words)
        column.addLayout(buttons)
        self.hide()

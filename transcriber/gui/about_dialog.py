"""The About dialog: what this is, its version, and the licences of what it is made with."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from transcriber import __version__
from transcriber.gui.icons import application_icon
from transcriber.gui.language import tr

_INDENT = "  "
_MADE_WITH = """  NumPy: BSD
  Silero VAD: MIT
  PortAudio, sounddevice: MIT
  libsndfile: LGPL 2.1; soundfile: BSD
  websockets, segno: BSD
  aiohttp: Apache 2.0
  platformdirs, tomlkit, keyring, truststore, python-docx: MIT; lxml: BSD"""
"""Names of programs and of licences, the same in every language."""


class AboutDialog(QDialog):
    """Never blocks the window behind it. Main thread."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About Transcriber"))
        self.setModal(False)
        self.setFixedWidth(480)
        sign = QLabel()
        sign.setPixmap(application_icon().pixmap(QSize(56, 56), self.devicePixelRatioF()))
        title = QLabel("Transcriber")
        title.setObjectName("title")
        version = QLabel(tr("Version {version}").format(version=__version__))
        version.setObjectName("subtitle")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(version)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(sign)
        head.addLayout(words, 1)
        purpose = QLabel(
            tr("Live captions from the microphone, made on this computer or by a Realtime transcription service.")
        )
        purpose.setTextFormat(Qt.TextFormat.PlainText)
        purpose.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 28, 28, 20)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(purpose)
        column.addWidget(_licences())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()


def _licences() -> QPlainTextEdit:
    parts = (
        tr("Transcriber is free software under the MIT licence."),
        "\n".join(
            (
                tr("It is made with:"),
                _INDENT + tr("Qt for Python (PySide6): LGPL 3, replaceable as installed"),
                _INDENT + tr("Moonshine Voice with its English model: MIT"),
                _INDENT + tr("Inter typeface, The Inter Project Authors: SIL Open Font License 1.1"),
                _MADE_WITH,
            )
        ),
        tr("The demo: John F. Kennedy, 1961, and LJ Speech, a LibriVox reading; both in the public domain."),
    )
    text = QPlainTextEdit("\n\n".join(parts))
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(tr("Licences"))
    text.setFixedHeight(250)
    return text

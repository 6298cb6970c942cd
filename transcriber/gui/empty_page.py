"""What stands in place of a transcript that has no words yet; it does the first step for the person."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.wrapping_row import WrappingRow
from transcriber.gui.icons import stroke_icon, stroke_pixmap
from transcriber.gui.language import in_words, tr
from transcriber.gui.light_words import permission_hint
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.sentence import said

PageState = Literal["ready", "no_microphone", "listening"]

_TITLES = {
    "ready": said("Your words will appear here"),
    "no_microphone": said("No microphone was found"),
    "listening": said("Listening"),
}
_TEXTS = {
    "no_microphone": said("Plug one in and look again, or use an audio file or the demo instead."),
    "listening": said("Say something: the words appear as you speak."),
}
_MARGIN_PX = 28
_COMPACT_MARGIN_PX = 12


class EmptyPage(QWidget):
    """A few words and the first steps as buttons. Main thread."""

    rescan_asked = Signal()
    file_asked = Signal()
    demo_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._state: PageState = "ready"
        self._record_key = ""
        self._sign = QLabel()
        self._title = _words("pageTitle")
        self._text = _words("pageText")
        self._hint = _words("pageHint")
        self._rescan = QPushButton(" " + tr("Look again"))
        self._file = QPushButton(" " + tr("Open an audio file"))
        self._demo = QPushButton(" " + tr("Play the demo"))
        self._rescan.clicked.connect(self.rescan_asked)
        self._file.clicked.connect(self.file_asked)
        self._demo.clicked.connect(self.demo_asked)
        self._lay_out()
        theme.changed.connect(self._on_theme_changed)
        self.show_state("ready")

    @property
    def state(self) -> PageState:
        """What it speaks of."""
        return self._state

    def show_state(self, state: PageState) -> None:
        """Speak of something else."""
        self._state = state
        self._title.setText(in_words(_TITLES[state]))
        self._text.setText(self._words_now())
        self._hint.setText(tr("One is connected? {how}").format(how=permission_hint()))
        self._hint.setVisible(state == "no_microphone")
        self._rescan.setVisible(state == "no_microphone")
        self._file.setVisible(state != "listening")
        self._demo.setVisible(state != "listening")
        self._on_theme_changed()

    def show_key(self, record_key: str) -> None:
        """The key that records; empty without one."""
        self._record_key = record_key
        self._text.setText(self._words_now())

    def set_compact(self, is_compact: bool) -> None:
        """Without the picture and with little room around the words, for a small window."""
        self._sign.setVisible(not is_compact)
        layout = self.layout()
        assert layout is not None
        margin_px = scaled(_COMPACT_MARGIN_PX if is_compact else _MARGIN_PX)
        layout.setContentsMargins(margin_px, margin_px, margin_px, margin_px)

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """Nothing while the transcript stands in its place: a small window would scroll for a page that is not seen."""
        return QSize(0, 0) if self.isHidden() else super().minimumSizeHint()

    def _words_now(self) -> str:
        if self._state != "ready":
            return in_words(_TEXTS[self._state])
        if not self._record_key:
            return tr("Press Record, drop an audio file here, or play a 20-second demo.")
        words = tr("Press Record or {key}, drop an audio file here, or play a 20-second demo.")
        return words.format(key=self._record_key)

    def _lay_out(self) -> None:
        buttons = WrappingRow(is_centred=True)
        buttons.setSpacing(8)
        for button in (self._rescan, self._file, self._demo):
            button.setAccessibleName(button.text().strip())
            button.setIconSize(QSize(18, 18))
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        column.setSpacing(0)
        column.addStretch(4)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sign.setContentsMargins(0, 0, 0, 20)
        column.addWidget(self._sign)
        for part, gap in ((self._title, 8), (self._text, 24)):
            column.addWidget(part)
            column.addSpacing(gap)
        column.addLayout(buttons)
        self._hint.setContentsMargins(0, 20, 0, 0)
        column.addWidget(self._hint)
        column.addStretch(5)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        name = "microphone-off" if self._state == "no_microphone" else "microphone"
        colour = colours.accent if self._state == "listening" else colours.faint
        self._sign.setPixmap(stroke_pixmap(name, colour, 44, self.devicePixelRatioF()))
        for button, icon in ((self._rescan, "refresh"), (self._file, "audio-file"), (self._demo, "play")):
            button.setIcon(stroke_icon(icon, colours.muted, colours.disabled, 18))


def _words(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

"""The three lights at the foot of the window: words with a dot each, and on a press why, and what to do."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.elided_words import ElidedWords
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.controls.wrapping_row import WrappingRow
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import in_words, tr
from transcriber.gui.light_words import Explanation, Light, explanation, light_tone, light_words
from transcriber.gui.state_words import Situation, Tone, closing_words
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme

_SEPARATOR = "   ·   "
_DOT_PX = 8
_GAP_PX = 8
_SIDE_PX = 8
_HEIGHT_PX = 28


class LightButton(QAbstractButton):
    """One light. Main thread."""

    def __init__(self, theme: Theme, light: Light, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.light = light
        self._theme = theme
        self._tone: Tone = "quiet"
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy.Policy.Maximum if light is Light.LINK else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_state(self, words: str, tone: Tone) -> None:
        """Say something else; a light without words is not there."""
        self.setVisible(bool(words))
        if (words, tone) != (self.text(), self._tone):
            self._tone = tone
            self.setText(words)
            self.setAccessibleName(tr("{state}. Why?").format(state=words))
            self.setToolTip(plain_tip(tr("{state}. Press to read why, and what to do.").format(state=words)))
            self.updateGeometry()
            self.update()

    @property
    def shown(self) -> str:
        """What there is room for."""
        room_px = self.width() - scaled(2 * _SIDE_PX + _DOT_PX + _GAP_PX)
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room_px)

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Room for all of it."""
        words_px = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(scaled(2 * _SIDE_PX + _DOT_PX + _GAP_PX) + words_px, scaled(_HEIGHT_PX))

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """The dot and a few letters."""
        return QSize(min(self.sizeHint().width(), scaled(72)), scaled(_HEIGHT_PX))

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot in the colour of the state, then its words."""
        colours = self._theme.colours
        dots = {"quiet": colours.faint, "ok": colours.ok, "warn": colours.warn, "bad": colours.record}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isDown():
            painter.setBrush(QColor(colours.control))
            painter.drawRoundedRect(ground, scaled(8), scaled(8))
        painter.setBrush(QColor(dots[self._tone]))
        dot_px = scaled(_DOT_PX)
        painter.drawEllipse(QRectF(scaled(_SIDE_PX), (self.height() - dot_px) / 2, dot_px, dot_px))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(colours.muted if self._tone in ("quiet", "ok") else dots[self._tone]))
        left_px = scaled(_SIDE_PX + _DOT_PX + _GAP_PX)
        room = QRectF(left_px, 0, self.width() - left_px, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.shown)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(ground, scaled(8), scaled(8))
        painter.end()


class StateLights(QWidget):
    """The lights, and what the recording costs. Main thread."""

    asked = Signal(object)
    """The `Light` that was pressed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("State of microphone, link and text"))
        self.buttons = tuple(LightButton(theme, light) for light in Light)
        self.cost = ElidedWords("footText")
        self._message = ElidedWords("footText")
        row = WrappingRow(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, light=button.light: self.asked.emit(light))
            row.addWidget(button)
        row.addWidget(self.cost)
        row.addWidget(self._message)
        for words in (self.cost, self._message):
            words.hide()
        self.show_situation(Situation())

    def text(self) -> str:
        """Everything that it says, in one line."""
        if not self._message.isHidden():
            return self._message.text()
        parts = [button.text() for button in self.buttons] + [self.cost.text()]
        return _SEPARATOR.join(part for part in parts if part)

    @property
    def is_cut(self) -> bool:
        """Whether there is not room for all of it."""
        return any(not button.isHidden() and button.shown != button.text() for button in self.buttons)

    def show_situation(self, situation: Situation) -> None:
        """Say how things are now."""
        message = closing_words(situation)
        self._message.setVisible(bool(message))
        if self._message.text() != message:
            self._message.say(message)
        for button in self.buttons:
            words = light_words(situation, button.light)
            button.show_state("" if message else words, light_tone(situation, button.light))
        if self.cost.text() != situation.cost:
            self.cost.say(situation.cost)
        self.cost.setVisible(bool(situation.cost) and not message)


class LightNote(QFrame):
    """Why a light says what it says: a few words above the foot, closed with Escape. Main thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lightNote")
        self._theme = theme
        self._before: QWidget | None = None
        """What had the keyboard."""
        self.light: Light | None = None
        self._shown: Explanation | None = None
        self.title = QLabel()
        self.title.setObjectName("sectionTitle")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.reason = PlainWords("bodyText")
        self.remedy = PlainWords("subtitle")
        self.close_button = ToolButton(tr("Close (Esc)"), 28, 28, 16)
        self.close_button.clicked.connect(self.close_note)
        words = QVBoxLayout()
        words.setSpacing(4)
        for part in (self.title, self.reason, self.remedy):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.hide()

    def explain(self, situation: Situation, light: Light) -> None:
        """Open on this light; pressed once more, it closes."""
        if not self.isHidden() and light is self.light:
            self.close_note()
            return
        if self.isHidden():
            self._before = self.window().focusWidget()
        self.light = light
        self.update_words(situation)
        self.show()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def update_words(self, situation: Situation) -> None:
        """What it tells about may change while it is read."""
        if self.light is None:
            return
        told = explanation(situation, self.light)
        if told != self._shown:
            self._shown = told
            self.title.setText(in_words(told.title))
            self.reason.say(told.reason)
            self.remedy.say(told.remedy)
            self.setAccessibleName(" ".join(filter(None, (f"{told.title}.", told.reason, told.remedy))))

    def close_note(self) -> None:
        """Away with it; the keyboard goes back to where it was."""
        self.light = self._shown = None
        before, self._before = self._before, None
        if before is not None and isValid(before) and self.isAncestorOf(self.window().focusWidget() or before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_note()
        else:
            super().keyPressEvent(event)

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        self.close_button.setIcon(stroke_icon("close", colours.muted, colours.disabled, 16))

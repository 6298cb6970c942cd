"""The record button: one saturated pill that never moves, with the recording's clock in it."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from transcriber.audio.durations import clock
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import in_words, tr
from transcriber.gui.text_scale import scaled, text_percent
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.sentence import said
from transcriber.session.notices import RecordingState

PILL = QSize(156, 42)
"""As wide at least: wider where the words of a language need it, whatever they are at the moment."""
_RING_PX = 3
_WORD_LEFT_PX = 41
_CLOCK_GAP_PX = 6
_RIGHT_PX = 18
_LONGEST_CLOCK = "00:00"
_USUAL_KEY = "F9"
_WORDS = {
    RecordingState.STOPPED: said("Record"),
    RecordingState.STARTING: said("Starting"),
    RecordingState.RECORDING: said("Stop"),
    RecordingState.PAUSED: said("Stop"),
    RecordingState.FINISHING: said("Finishing"),
}
_NAMES = {
    RecordingState.STOPPED: said("Record"),
    RecordingState.STARTING: said("Stop recording"),
    RecordingState.RECORDING: said("Stop recording"),
    RecordingState.PAUSED: said("Stop recording"),
    RecordingState.FINISHING: said("Finishing the recording"),
}
_FILE_NAME = said("Transcribing the file")


class RecordButton(QAbstractButton):
    """Says what pressing it does. Main thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = RecordingState.STOPPED
        self._is_transcribing = False
        self._clock = ""
        self._key = _USUAL_KEY
        self._stood_in: QWidget | None = None
        self.setFixedSize(_pill() + QSize(2 * _RING_PX, 2 * _RING_PX))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Record or stop (F9 or Ctrl+R)"))
        theme.changed.connect(self.update)
        self.show_state(RecordingState.STOPPED)

    def show_state(self, state: RecordingState) -> None:
        """Another word, and nothing to press while the last text is awaited."""
        self._state = state
        self._name()
        self._set_pressable(state is not RecordingState.FINISHING)
        if state is RecordingState.STOPPED:
            self._clock = ""
        self.update()

    def show_transcribing(self, is_transcribing: bool) -> None:
        """Whether nothing is read any more and most is still to be heard: of a file that is not its end."""
        if is_transcribing is not self._is_transcribing:
            self._is_transcribing = is_transcribing
            self._name()
            self.update()

    def _name(self) -> None:
        is_file = self._state is RecordingState.FINISHING and self._is_transcribing
        self.setText(_transcribing() if is_file else in_words(_WORDS[self._state]))
        self.setAccessibleName(in_words(_FILE_NAME if is_file else _NAMES[self._state]))

    def _set_pressable(self, can_press: bool) -> None:
        # A disabled button hands the keyboard to its neighbour, who must not keep it: the next Space is meant for here.
        window = self.window()
        had_keyboard = window.focusWidget() is self
        was_pressable = self.isEnabled()
        self.setEnabled(can_press)
        if was_pressable and not can_press:
            self._stood_in = window.focusWidget() if had_keyboard else None
        elif can_press and not was_pressable:
            if self._stood_in is not None and window.focusWidget() is self._stood_in:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._stood_in = None

    def show_clock(self, recorded_ms: int) -> None:
        """The time recorded so far; repaints once a second."""
        text = clock(recorded_ms)
        if text != self._clock:
            self._clock = text
            self.setAccessibleDescription(tr("{time} recorded").format(time=text))
            self.update()

    def show_key(self, key: str) -> None:
        """The key that does the same, where there is room for it."""
        if key != self._key:
            self._key = key
            self.update()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """The pill and room for its focus ring."""
        return self.size()

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill, its sign, its word, the clock; a ring when focused."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring_px = scaled(_RING_PX)
        pill = QRectF(self.rect().adjusted(ring_px, ring_px, -ring_px, -ring_px))
        ground = QColor(colours.record)
        if self.isDown():
            ground = ground.darker(115)
        elif self.underMouse() and self.isEnabled():
            ground = ground.darker(106)
        is_still = self._state in (RecordingState.FINISHING, RecordingState.PAUSED)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.record_soft) if is_still else ground)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        ink = QColor(colours.record if is_still else colours.on_record)
        self._paint_sign(painter, pill, ink)
        self._paint_words(painter, pill, ink)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            ring = pill.adjusted(-2, -2, 2, 2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.end()

    def _paint_sign(self, painter: QPainter, pill: QRectF, ink: QColor) -> None:
        """A disc to record, a square to stop."""
        painter.setBrush(ink)
        side = float(scaled(13))
        sign = QRectF(pill.left() + scaled(18), pill.center().y() - side / 2, side, side)
        radius = side / 2 if self._state is RecordingState.STOPPED else scaled(3)
        painter.drawRoundedRect(sign, radius, radius)

    def _paint_words(self, painter: QPainter, pill: QRectF, ink: QColor) -> None:
        painter.setPen(ink)
        painter.setFont(typeface(14, QFont.Weight.DemiBold))
        left, right = (
            pill.adjusted(scaled(_WORD_LEFT_PX), 0, -scaled(16), 0),
            pill.adjusted(0, 0, -scaled(_RIGHT_PX), 0),
        )
        painter.drawText(left, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._state is RecordingState.STOPPED:
            taken_px = painter.fontMetrics().horizontalAdvance(self.text()) + scaled(_CLOCK_GAP_PX)
            painter.setFont(typeface(12, QFont.Weight.Medium))
            if painter.fontMetrics().horizontalAdvance(self._key) <= right.right() - left.left() - taken_px:
                painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key)
        elif self._state in (RecordingState.RECORDING, RecordingState.PAUSED):
            painter.setFont(typeface(14, QFont.Weight.Medium, is_tabular=True))
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._clock)


def _transcribing() -> str:
    return tr("Transcribing", "on the record button, which has room for one short word")


def _pill() -> QSize:
    """At 100 %."""
    words, times = QFontMetrics(typeface(14, QFont.Weight.DemiBold)), QFontMetrics(typeface(14, QFont.Weight.Medium))
    beside = {RecordingState.STOPPED: _USUAL_KEY, RecordingState.RECORDING: _LONGEST_CLOCK}
    widest = words.horizontalAdvance(_transcribing())
    for state, word in _WORDS.items():
        behind = times.horizontalAdvance(beside[state]) + scaled(_CLOCK_GAP_PX) if state in beside else 0
        widest = max(widest, words.horizontalAdvance(in_words(word)) + behind)
    width = math.ceil(widest * 100 / text_percent()) + _WORD_LEFT_PX + _RIGHT_PX
    return QSize(max(PILL.width(), width), PILL.height())

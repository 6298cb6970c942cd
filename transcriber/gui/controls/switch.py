"""An on-off switch with its words at the left; a check box to the keyboard and to a screen reader."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import in_words
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

_WIDTH_PX = 38
_HEIGHT_PX = 22
_LEAST_HEIGHT_PX = 28
_WRAPPED = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value


class Switch(QCheckBox):
    """On or off. Main thread."""

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__(in_words(label))
        self._theme = theme
        self._when = ""
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_when(self, words: str) -> None:
        """Say beside the switch when a change of it counts."""
        self._when = words
        self.updateGeometry()
        self.update()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """The words, some air, the switch."""
        return QSize(_label_metrics().horizontalAdvance(self.text()) + scaled(_WIDTH_PX + 16), scaled(_LEAST_HEIGHT_PX))

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """Its longest word beside the switch."""
        longest = max((_label_metrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(longest + scaled(_WIDTH_PX + 16), scaled(_LEAST_HEIGHT_PX))

    @asked_by_qt
    def hasHeightForWidth(self) -> bool:
        """Words that need it stand in several lines."""
        return True

    @asked_by_qt
    def heightForWidth(self, width: int) -> int:
        """As many lines as the words need."""
        room = width - scaled(_WIDTH_PX + 8)
        lines = self._bounds(room).height()
        if self._when and not self._has_room_beside(room):
            lines += _when_metrics().height()
        return max(scaled(_LEAST_HEIGHT_PX), lines + scaled(6))

    def _bounds(self, room: int) -> QRect:
        return _label_metrics().boundingRect(QRect(0, 0, room, 10_000), _WRAPPED, self.text())

    def _has_room_beside(self, room: int) -> bool:
        """Whether the words about when it counts stand beside the others."""
        both = _label_metrics().horizontalAdvance(self.text()) + _when_metrics().horizontalAdvance(self._when)
        return both + scaled(8) <= room

    @asked_by_qt
    def hitButton(self, _position: object) -> bool:
        """Anywhere in the row."""
        return True

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, the track, the knob, and a ring if focused."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(typeface(12, QFont.Weight.Medium))
        painter.setPen(QColor(colours.muted if self.isEnabled() else colours.disabled))
        width, height, edge = scaled(_WIDTH_PX), scaled(_HEIGHT_PX), scaled(3)
        words = self.rect().adjusted(0, 0, -width - scaled(8), 0)
        is_beside = not self._when or self._has_room_beside(words.width())
        above = words if is_beside else words.adjusted(0, 0, 0, -_when_metrics().height())
        painter.drawText(above, _WRAPPED | Qt.AlignmentFlag.AlignVCenter.value, self.text())
        if self._when:
            painter.setFont(typeface(11))
            painter.setPen(QColor(colours.faint))
            place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            if not is_beside:
                place = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, place, self._when)
        track = QRectF(self.width() - width - scaled(2), (self.height() - height) / 2, width, height)
        is_on = self.isChecked() and self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen)
        off = colours.control_edge if self.isEnabled() else colours.strong_border
        painter.setBrush(QColor(colours.accent if is_on else off))
        painter.drawRoundedRect(track, height / 2, height / 2)
        knob = height - 2 * edge
        left = track.right() - knob - edge if self.isChecked() else track.left() + edge
        painter.setBrush(QColor(colours.surface))
        painter.drawEllipse(QRectF(left, track.top() + edge, knob, knob))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.text), 1.5))
            painter.drawRoundedRect(track.adjusted(-1.5, -1.5, 1.5, 1.5), height / 2 + 1.5, height / 2 + 1.5)
        painter.end()


def _label_metrics() -> QFontMetrics:
    return QFontMetrics(typeface(12, QFont.Weight.Medium))


def _when_metrics() -> QFontMetrics:
    return QFontMetrics(typeface(11))

"""An on-off switch with its words at the left; a check box to the keyboard and to a screen reader."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from transcriber.gui.language import in_words
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

_WIDTH_PX = 38
_HEIGHT_PX = 22


class Switch(QCheckBox):
    """On or off. Main thread."""

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__(in_words(label))
        self._theme = theme
        self._when = ""
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_when(self, words: str) -> None:
        """Say beside the switch when a change of it counts."""
        self._when = words
        self.update()

    def sizeHint(self) -> QSize:
        """The words, some air, the switch."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + scaled(_WIDTH_PX + 16), scaled(28))

    def hitButton(self, _position: object) -> bool:
        """Anywhere in the row."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, the track, the knob, and a ring if focused."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(typeface(12, QFont.Weight.Medium))
        painter.setPen(QColor(colours.muted if self.isEnabled() else colours.faint))
        width, height, edge = scaled(_WIDTH_PX), scaled(_HEIGHT_PX), scaled(3)
        words = self.rect().adjusted(0, 0, -width - scaled(8), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._when:
            painter.setFont(typeface(11))
            painter.setPen(QColor(colours.faint))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._when)
        track = QRectF(self.width() - width - scaled(2), (self.height() - height) / 2, width, height)
        is_on = self.isChecked() and self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent if is_on else colours.strong_border))
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

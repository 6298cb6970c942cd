"""A choice of few: radio buttons to the keyboard and to a screen reader.

They stand side by side or, where there is no room for that, one under the other.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QRadioButton, QSizePolicy, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import in_words
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface

_HEIGHT_PX = 34
_INSET_PX = 3


class SegmentedChoice(QWidget):
    """One of a few values. Main thread."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, choices: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        name = in_words(name)
        self._theme = theme
        self._values = [value for _, value in choices]
        self.segments = [_Segment(theme, in_words(label)) for label, _ in choices]
        row = self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(_INSET_PX, _INSET_PX, _INSET_PX, _INSET_PX)
        row.setSpacing(0)
        for segment in self.segments:
            segment.setAccessibleName(f"{name}: {segment.text()}")
            segment.clicked.connect(self.changed)
            row.addWidget(segment)
        self.segments[0].setChecked(True)
        self.setFixedHeight(_HEIGHT_PX)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    @property
    def value(self) -> object:
        """The chosen one."""
        return next(value for value, segment in zip(self._values, self.segments, strict=True) if segment.isChecked())

    def set_value(self, value: object) -> None:
        """Choose without a signal."""
        self.segments[self._values.index(value)].setChecked(True)

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Side by side."""
        return QSize(self._side_by_side_px, self.height())

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """One under the other."""
        widest = max(segment.minimumSizeHint().width() for segment in self.segments)
        return QSize(widest + 2 * scaled(_INSET_PX), self.height())

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words are never cut: what has no room beside the others goes under them."""
        super().resizeEvent(event)
        is_narrow = self._side_by_side_px > self.width()
        ways = QBoxLayout.Direction
        if is_narrow is not (self._row.direction() is ways.TopToBottom):
            self._row.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
            rows = len(self.segments) if is_narrow else 1
            self.setFixedHeight(scaled(2 * _INSET_PX + rows * (_HEIGHT_PX - 2 * _INSET_PX)))

    @property
    def _side_by_side_px(self) -> int:
        return sum(segment.minimumSizeHint().width() for segment in self.segments) + 2 * scaled(_INSET_PX)

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The trough the segments lie in."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.control))
        painter.drawRoundedRect(QRectF(self.rect()), scaled(8), scaled(8))
        painter.end()


class _Segment(QRadioButton):
    """One choice; painted here because a style sheet cannot centre a radio button's words."""

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__(label)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Room for the words in their heavier weight."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + scaled(20), scaled(_HEIGHT_PX - 2 * _INSET_PX))

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """The same with less air."""
        return self.sizeHint() - QSize(scaled(12), 0)

    @asked_by_qt
    def hitButton(self, _position: object) -> bool:
        """Anywhere, not only on the words."""
        return True

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """A raised ground if chosen, a ring if focused, the words in the middle."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(colours.control_edge) if self.isChecked() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.control_on) if self.isChecked() else Qt.BrushStyle.NoBrush)
        if self.isChecked() and self.isEnabled():
            painter.drawRoundedRect(ground, scaled(6), scaled(6))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), scaled(6), scaled(6))
        chosen = self.isChecked() and self.isEnabled()
        painter.setFont(typeface(12, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium))
        painter.setPen(QColor(colours.text if chosen else colours.muted if self.isEnabled() else colours.disabled))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

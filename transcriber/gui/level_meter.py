"""The level meter: a progress bar to a screen reader, a row of small bars to the eye, its value in words beside it."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from transcriber.gui.announcements import LoudnessAnnouncements
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.language import tr
from transcriber.gui.state_words import meter_words
from transcriber.gui.theme import Theme
from transcriber.session.notices import Meter

_LOWEST_DBFS = -60
_LOUD_DBFS = -12
_BAR_COUNT = 22
_BAR_WIDTH_PX = 4
_BAR_STEP_PX = 6
_HEIGHT_PX = 16
_OWN_PART = 0.56
_PLAYED_PART = 0.32
"""Of its height, where there are two rows."""
_BAR_DBFS = -_LOWEST_DBFS / _BAR_COUNT


class LevelMeter(QProgressBar):
    """Shows the newest `Meter`; moves only when told to. Main thread."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._peak_bar = -1
        self._is_clipping = False
        self._played_bar: int | None = None
        self._announcements = LoudnessAnnouncements(self)
        self.setRange(_LOWEST_DBFS, 0)
        self.setTextVisible(False)
        self.setFixedSize(_BAR_COUNT * _BAR_STEP_PX - 2, _HEIGHT_PX)
        self.setAccessibleName(tr("Input level in dBFS"))
        self.setToolTip(tr("Input level"))
        theme.changed.connect(self.update)
        self.rest()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Fixed."""
        return self.size()

    def rest(self) -> None:
        """Nothing is being captured."""
        self._show_played(None)
        self._show(_LOWEST_DBFS, -1, False)
        self.setAccessibleDescription(tr("off"))
        self._announcements.forget()

    def show_meter(self, meter: Meter) -> None:
        """The level now, the peak as a single bar; repaints only what changed to the eye."""
        self._show_played(meter.played_level_dbfs)
        self._show(meter.level_dbfs, _bar_at(meter.peak_dbfs), meter.is_clipping)
        self.setAccessibleDescription(meter_words(meter))
        self._announcements.tell(meter.verdict)

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars up to the level; the loud ones and the peak in other colours."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        level_bar = _bar_at(self.value())
        step_px = (self.width() + 2) / _BAR_COUNT
        width_px = step_px * _BAR_WIDTH_PX / _BAR_STEP_PX
        for bar in range(_BAR_COUNT):
            bar_dbfs = _LOWEST_DBFS + (bar + 1) * _BAR_DBFS
            lit = colours.ok
            if self._is_clipping or bar_dbfs > -3:
                lit = colours.record
            elif bar_dbfs > _LOUD_DBFS:
                lit = colours.warn
            is_lit = bar <= level_bar or bar == self._peak_bar
            painter.setBrush(QColor(lit if is_lit else colours.strong_border))
            height_px = self.height() if self._played_bar is None else self.height() * _OWN_PART
            painter.drawRoundedRect(QRectF(bar * step_px, 0, width_px, height_px), 1.5, 1.5)
            if self._played_bar is not None:
                painter.setBrush(QColor(colours.accent if bar <= self._played_bar else colours.strong_border))
                top_px = self.height() * (1 - _PLAYED_PART)
                below = QRectF(bar * step_px, top_px, width_px, self.height() * _PLAYED_PART)
                painter.drawRoundedRect(below, 1.0, 1.0)
        painter.end()

    def _show_played(self, level_dbfs: float | None) -> None:
        """A second, thinner row: what the computer plays, where that is recorded too."""
        bar = None if level_dbfs is None else _bar_at(level_dbfs)
        if bar != self._played_bar:
            self._played_bar = bar
            self.update()

    def _show(self, level_dbfs: float, peak_bar: int, is_clipping: bool) -> None:
        level = round(min(max(level_dbfs, _LOWEST_DBFS), 0)) if math.isfinite(level_dbfs) else _LOWEST_DBFS
        if (level, peak_bar, is_clipping) != (self.value(), self._peak_bar, self._is_clipping):
            self._peak_bar, self._is_clipping = peak_bar, is_clipping
            self.setValue(level)
            self.update()


def _bar_at(level_dbfs: float) -> int:
    """The highest bar that a level lights; -1 for none."""
    if not level_dbfs > _LOWEST_DBFS:
        return -1
    return min(_BAR_COUNT - 1, int((level_dbfs - _LOWEST_DBFS) / _BAR_DBFS))

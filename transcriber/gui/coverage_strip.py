"""What became of a recording's audio, from left to right: transcribed, silent, missing, or still to come."""

import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QToolTip, QWidget

from transcriber.audio.durations import clock
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.plain_tip import plain_tip
from transcriber.gui.language import in_words, stored_words, tr
from transcriber.gui.theme import Theme
from transcriber.transcript.coverage_account import CoverageAccount
from transcriber.transcript.missing_words import NO_REASON, summary_words
from transcriber.transcript.stretches import Stretch, StretchState, summary_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

STRIP_HEIGHT_PX = 6
_AREA_HEIGHT_PX = 14
"""Room to point at it."""
_LEAST_GAP_PX = 3
_NEAR_PX = 4
_SHORTEST_SAMPLES = 60 * SPOOL_SAMPLE_RATE_HZ
"""A recording that has just begun does not fill the strip at once."""

_PENDING, _SILENT, _TRANSCRIBED, _MISSING = range(4)
_RANKS = {
    StretchState.SILENT: _SILENT,
    StretchState.TRANSCRIBED: _TRANSCRIBED,
    StretchState.UNHEARD: _MISSING,
    StretchState.GAP: _MISSING,
}


class CoverageStrip(QProgressBar):
    """Of a recording that runs, or of one of the history. Main thread."""

    gap_asked = Signal(object)
    """A `Stretch` without a text was clicked, or chosen with the keyboard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self._theme = theme
        self._account = CoverageAccount()
        self._recorded_samples = 0
        self._known: npt.NDArray[np.int64] | None = None
        """Start, end and rank of each stretch."""
        self._chosen = -1
        self._is_over = False
        self.setObjectName("coverage")
        self.setFixedHeight(_AREA_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("What became of the recording's sound"))
        theme.changed.connect(self.update)
        self._tell()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What is shown."""
        return self._account.stretches

    @property
    def words(self) -> str:
        """The same as one line."""
        return in_words(summary_words(summary_of(self.stretches, self._recorded_samples)))

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, _AREA_HEIGHT_PX)

    def clear(self) -> None:
        """Another recording begins."""
        self.show_stretches((), 0)
        self._is_over = False

    def end(self, recorded_samples: int) -> None:
        """The recording is over: it fills the strip, however short it is."""
        self._is_over = True
        self._show(recorded_samples)

    def grow(self, recorded_samples: int) -> None:
        """The recording is so long now; nothing else is known of it yet."""
        if recorded_samples > self._recorded_samples:
            self._recorded_samples = recorded_samples
            self.update()

    def lay(self, stretches: Iterable[Stretch], recorded_samples: int) -> None:
        """More is known: each stretch takes the place of what was known of its samples."""
        self._account.lay(stretches)
        self._show(recorded_samples)

    def show_stretches(self, stretches: Iterable[Stretch], recorded_samples: int) -> None:
        """Show these and no others, of a recording that is over; they do not overlap."""
        self._account = CoverageAccount(stretches)
        self._recorded_samples, self._chosen, self._is_over = 0, -1, True
        self._show(recorded_samples)

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """Runs of equal pixels, the missing ones taller, so that they do not differ by colour alone."""
        colours = self._theme.colours
        inks = {_PENDING: colours.accent_soft, _SILENT: colours.strong_border, _TRANSCRIBED: colours.ok}
        painter = QPainter(self)
        top = (self.height() - STRIP_HEIGHT_PX) // 2
        painter.fillRect(0, top, self.width(), STRIP_HEIGHT_PX, QColor(colours.control))
        for left, right, rank in self._runs():
            if rank == _MISSING:
                painter.fillRect(left, top - 2, right - left, STRIP_HEIGHT_PX + 4, QColor(colours.record))
            else:
                painter.fillRect(left, top, right - left, STRIP_HEIGHT_PX, QColor(inks[rank]))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(0, 0, self.width() - 1, self.height() - 1)
        painter.end()

    @asked_by_qt
    def event(self, event: QEvent) -> bool:
        """Pointing at a gap tells why it is one; elsewhere the sums are told."""
        if isinstance(event, QHelpEvent):
            gap = self.gap_at(event.pos().x())
            QToolTip.showText(event.globalPos(), plain_tip(_gap_words(gap)) if gap else self.words, self)
            return True
        return super().event(event)

    @asked_by_qt
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A gap can be clicked."""
        is_gap = self.gap_at(event.position().x()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_gap else Qt.CursorShape.ArrowCursor)

    @asked_by_qt
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the gap under the pointer."""
        gap = self.gap_at(event.position().x())
        if gap is not None and event.button() is Qt.MouseButton.LeftButton:
            self.gap_asked.emit(gap)

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from gap to gap, Enter or space asks for one."""
        gaps = self._gaps()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if gaps and step is not None:
            self._chosen = min(max(self._chosen + step, 0), len(gaps) - 1)
            words = _gap_words(gaps[self._chosen])
            self.setAccessibleDescription(words)
            place = self.mapToGlobal(QPointF(self._x(gaps[self._chosen].start_sample), 0)).toPoint()
            QToolTip.showText(place, plain_tip(words))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and 0 <= self._chosen < len(gaps):
            self.gap_asked.emit(gaps[self._chosen])
        else:
            super().keyPressEvent(event)

    def gap_at(self, x: float) -> Stretch | None:
        """What is missing at a pixel, or very near it."""
        near = [
            (max(self._x(gap.start_sample) - x, x - self._x(gap.end_sample), 0.0), gap.start_sample, gap)
            for gap in self._gaps()
        ]
        distance, _, gap = min(near, default=(_NEAR_PX + 1.0, 0, None))
        return gap if distance <= _NEAR_PX else None

    def _show(self, recorded_samples: int) -> None:
        stretches = self.stretches
        last = stretches[-1].end_sample if stretches else 0
        self._recorded_samples = max(self._recorded_samples, recorded_samples, last)
        known = [(s.start_sample, s.end_sample, _RANKS.get(s.state, _PENDING)) for s in stretches]
        # NumPy is loaded by the first recording: the first window does not wait for it.
        import numpy as np

        self._known = np.array(known, np.int64).reshape(-1, 3)
        self._tell()
        self.update()

    def _tell(self) -> None:
        words = self.words or tr("Nothing was recorded yet")
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        missing = sum(gap.end_sample - gap.start_sample for gap in self._gaps())
        whole = max(self._recorded_samples, missing)
        # The part in percent that nothing is missing of: all of nothing is none.
        self.setValue(100 - math.ceil(100 * missing / whole) if whole else 0)

    def _gaps(self) -> list[Stretch]:
        return [stretch for stretch in self.stretches if stretch.is_missing]

    @property
    def _samples_across(self) -> int:
        return max(self._recorded_samples, 1 if self._is_over else _SHORTEST_SAMPLES)

    def _x(self, sample: int) -> float:
        return sample * self.width() / self._samples_across

    def _runs(self) -> list[tuple[int, int, int]]:
        """From pixel to pixel, and what is seen there: of several the one that matters most."""
        if self._known is None:
            pending_px = round(self._x(self._recorded_samples))
            return _grouped([_PENDING] * pending_px + [-1] * (max(1, self.width()) - pending_px))
        import numpy as np

        ranks = np.full(max(1, self.width()), -1, np.int8)
        ranks[: round(self._x(self._recorded_samples))] = _PENDING
        scale = self.width() / self._samples_across
        for rank in (_PENDING, _SILENT, _TRANSCRIBED, _MISSING):
            of_rank = self._known[self._known[:, 2] == rank]
            least_px = _LEAST_GAP_PX if rank == _MISSING else 1
            first = (of_rank[:, 0] * scale).astype(np.int64)
            last = np.maximum(first + least_px, np.rint(of_rank[:, 1] * scale).astype(np.int64))
            edges = np.zeros(len(ranks) + 1, np.int64)
            np.add.at(edges, np.minimum(first, len(ranks)), 1)
            np.add.at(edges, np.minimum(last, len(ranks)), -1)
            ranks[np.cumsum(edges)[:-1] > 0] = rank
        return _grouped(ranks.tolist())


def _grouped(ranks: Sequence[int]) -> list[tuple[int, int, int]]:
    runs, left = [], 0
    for rank, pixels in groupby(ranks):
        right = left + sum(1 for _ in pixels)
        if rank >= 0:
            runs.append((left, right, rank))
        left = right
    return runs


def _gap_words(gap: Stretch) -> str:
    start, end = clock(gap.start_sample // SPOOL_SAMPLES_PER_MS), clock(gap.end_sample // SPOOL_SAMPLES_PER_MS)
    return tr("Gap {start} to {end}: {reason}").format(
        start=start, end=end, reason=stored_words(gap.missing_reason or NO_REASON)
    )

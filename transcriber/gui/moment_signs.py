"""Marks and notes of the recording that runs, each beside the turn in which its moment lies.

A moment after the last turn stands beside that one until the next begins.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap

from transcriber.gui.icons import stroke_pixmap
from transcriber.gui.text_scale import scaled
from transcriber.gui.transcript_rows import Row

_SIGN_PX = 14
_GAP_PX = 3
_BELOW_PX = 4
"""Under the time's baseline, within the row's own height: the next time may stand close below."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a person added: its icon, and what it says."""

    at_ms: int
    icon: str
    words: str


class MomentSigns:
    """Knows the moments in their order. Main thread."""

    def __init__(self) -> None:
        self._moments: list[Moment] = []
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def __len__(self) -> int:
        return len(self._moments)

    def show(self, moments: Iterable[Moment]) -> None:
        """These, and no others: what a person marked, and wrote about it."""
        self._moments = sorted(moments, key=_at_ms)

    def beside(self, before: Row | None, row: Row, after: Row | None) -> tuple[Moment, ...]:
        """Those that lie in the turn of `row`, which stands between two others or at an end."""
        begins_ms = _begins_ms(row)
        if begins_ms is None or not self._moments:
            return ()
        # What was added before the first word stands beside it.
        first = 0 if before is None else bisect_left(self._moments, begins_ms, key=_at_ms)
        after_ms = _begins_ms(after)
        end = len(self._moments) if after_ms is None else bisect_left(self._moments, after_ms, key=_at_ms)
        return tuple(self._moments[first:end])

    def paint(self, painter: QPainter, baseline: QPointF, moments: tuple[Moment, ...], colour: str) -> None:
        """Below the time, one beside the other; one of a kind."""
        left_px = 0
        for icon in dict.fromkeys(moment.icon for moment in moments):
            painter.drawPixmap(baseline + QPointF(left_px, scaled(_BELOW_PX)), self._pixmap(icon, colour, painter))
            left_px += scaled(_SIGN_PX + _GAP_PX)

    def _pixmap(self, icon: str, colour: str, painter: QPainter) -> QPixmap:
        key = (icon, colour, scaled(_SIGN_PX), painter.device().devicePixelRatio())
        if key not in self._pixmaps:
            self._pixmaps[key] = stroke_pixmap(icon, colour, _SIGN_PX, key[3])
        return self._pixmaps[key]


def _at_ms(moment: Moment) -> int:
    return moment.at_ms


def _begins_ms(row: Row | None) -> int | None:
    return row.turn.start_ms if row is not None and row.turn is not None else None

"""Paints what a search found: the recording, and below it each turn with the words that were looked for marked."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.history.hits_model import HIT_ROLE, FoundIn, time_of
from transcriber.gui.history.row_painting import ROW_HEIGHT_PX, paint_ground, paint_line, paint_marked, text_area
from transcriber.gui.text_scale import scaled
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.store.hits import Hit, snippet

Index = QModelIndex | QPersistentModelIndex
_LETTERS = 68
"""About what two lines hold."""
_GAP_PX = 8


class HitDelegate(QStyledItemDelegate):
    """Title and day, or time and snippet. Main thread."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choose_fonts()
        theme.changed.connect(self._choose_fonts)

    @asked_by_qt
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same for all: it is asked once."""
        return QSize(0, scaled(ROW_HEIGHT_PX))

    @asked_by_qt
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Plain words only: transcripts come from anywhere."""
        painter.save()
        paint_ground(painter, option, self._theme.colours)
        row, area = index.data(HIT_ROLE), text_area(option.rect)
        if isinstance(row, FoundIn):
            paint_line(painter, area, row.title, self._title, self._theme.colours.text)
            area.setTop(area.top() + scaled(20))
            paint_line(painter, area, row.day, self._day, self._theme.colours.muted)
        elif isinstance(row, Hit):
            self._paint_hit(painter, area, row)
        painter.restore()

    def _choose_fonts(self) -> None:
        self._title = typeface(13, QFont.Weight.DemiBold)
        self._day = typeface(12)
        self._time = typeface(12, is_tabular=True)
        self._words = typeface(12)

    def _paint_hit(self, painter: QPainter, area: QRect, hit: Hit) -> None:
        piece, time = snippet(hit, _LETTERS), time_of(hit)
        width_px = paint_line(painter, area, time, self._time, self._theme.colours.faint)
        lead = "…" if piece.is_cut_before else ""
        text = f"{lead}{piece.text}{'…' if piece.is_cut_after else ''}"
        ranges = [(start + len(lead), end + len(lead)) for start, end in piece.ranges]
        indent_px = width_px + scaled(_GAP_PX) if time else 0
        paint_marked(painter, area, text, ranges, self._words, self._theme.colours, indent_px)

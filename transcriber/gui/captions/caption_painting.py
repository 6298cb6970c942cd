"""Outlined text as pixmaps. The outline is copies of the text around it: a tenth of the cost of stroking its path."""

import math
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QStaticText, QTextOption

from transcriber.captions.contrast import tail_colour
from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.caption_font import caption_font, line_height_px, time_font

_AROUND = 16
"""Places where the text is put once more: at eight, a wide outline has corners that are seen."""
_MOST_KEPT = 40


def outline_offsets(outline_px: float, scale: float = 1.0) -> tuple[tuple[int, int], ...]:
    """Where the text is put once more for such an outline, in device pixels, of which `scale` make one pixel."""
    width_px = outline_px * scale
    turns = (2 * math.pi * step / _AROUND for step in range(_AROUND))
    places = ((round(width_px * math.cos(turn)), round(width_px * math.sin(turn))) for turn in turns)
    return tuple(dict.fromkeys(places)) if outline_px else ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a pixmap is of."""

    text: str
    colour: str
    runs_right_to_left: bool


class CaptionPainter:
    """Draws lines of one look; what was drawn is kept while it may be shown again. Main thread."""

    def __init__(self, look: CaptionLook, scale: float = 1.0) -> None:
        self.look = look
        self.scale = scale
        """Device pixels per pixel."""
        self._font: QFont = caption_font(look)
        self._metrics = QFontMetricsF(self._font)
        self._tail_colour = tail_colour(look)
        self._offsets = tuple(QPointF(x, y) / scale for x, y in outline_offsets(look.outline_px, scale))
        self._kept: OrderedDict[_Piece, QPixmap] = OrderedDict()

    def draw(self, painter: QPainter, line: CaptionLine, box: QRectF) -> None:
        """A line into its row; one that is too wide for it is made narrower."""
        settled, tail = line.settled, line.tail
        gap_px = 0.0
        if line.label and not line.text:
            settled = f"{line.label}:"
            gap_px = self._metrics.horizontalAdvance(" ")
        if settled and tail[:1].isspace():
            gap_px = self._metrics.horizontalAdvance(" ")
        tail = tail.strip()
        settled_px = self._metrics.horizontalAdvance(settled) + (gap_px if tail else 0.0)
        wanted_px = settled_px + self._metrics.horizontalAdvance(tail)
        squeeze = min(1.0, box.width() / wanted_px) if wanted_px else 1.0
        is_rtl = line.runs_right_to_left
        painter.save()
        painter.translate(box.right() if is_rtl else box.left(), box.top())
        painter.scale(squeeze, 1.0)
        for text, colour, start_px in ((settled, self.look.text_colour, 0.0), (tail, self._tail_colour, settled_px)):
            if text:
                pixmap = self._pixmap(_Piece(text, colour, is_rtl), is_kept=line.is_finished or text is settled)
                air_px = self._air_px
                width_px = pixmap.width() / self.scale
                x_px = -start_px - width_px + air_px if is_rtl else start_px - air_px
                painter.drawPixmap(QPointF(x_px, -air_px), pixmap)
        painter.restore()

    def draw_time(self, painter: QPainter, words: str, row: QRectF, is_at_right: bool) -> None:
        """When a line was said, dim, at one end of its row."""
        side = Qt.AlignmentFlag.AlignRight if is_at_right else Qt.AlignmentFlag.AlignLeft
        painter.save()
        painter.setFont(time_font(self.look))
        for offset, colour in (
            *((offset, self.look.outline_colour) for offset in self._offsets),
            (QPointF(), self._tail_colour),
        ):
            painter.setPen(QColor(colour))
            painter.drawText(row.translated(offset), side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()

    @property
    def _air_px(self) -> int:
        return self.look.outline_px + 2

    def _pixmap(self, piece: _Piece, *, is_kept: bool) -> QPixmap:
        known = self._kept.get(piece)
        if known is not None:
            self._kept.move_to_end(piece)
            return known
        pixmap = self._drawn(piece)
        if is_kept:
            self._kept[piece] = pixmap
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return pixmap

    def _drawn(self, piece: _Piece) -> QPixmap:
        air_px, row_px = self._air_px, line_height_px(self.look)
        text = QStaticText(piece.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        direction = Qt.LayoutDirection.RightToLeft if piece.runs_right_to_left else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(direction)
        text.setTextOption(option)
        text.prepare(font=self._font)
        width_px = max(1, round(self._metrics.horizontalAdvance(piece.text)) + 2 * air_px)
        letters = self._blank(QSize(width_px, row_px + 2 * air_px))
        painter = QPainter(letters)
        painter.setFont(self._font)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(QColor(piece.colour))
        painter.drawStaticText(QPointF(air_px, air_px + (row_px - self._metrics.height()) / 2), text)
        painter.end()
        return self._outlined(letters) if self._offsets else letters

    def _outlined(self, letters: QPixmap) -> QPixmap:
        """Letters are drawn once and then copied: large ones are slow to draw."""
        size = letters.deviceIndependentSize().toSize()
        dark = QPixmap(letters)
        painter = QPainter(dark)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(QRect(QPoint(), size), QColor(self.look.outline_colour))
        painter.end()
        pixmap = self._blank(size)
        painter = QPainter(pixmap)
        for offset in self._offsets:
            painter.drawPixmap(offset, dark)
        painter.drawPixmap(QPointF(), letters)
        painter.end()
        return pixmap

    def _blank(self, size: QSize) -> QPixmap:
        pixmap = QPixmap(size * self.scale)
        pixmap.setDevicePixelRatio(self.scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap

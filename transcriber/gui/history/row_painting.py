"""What the rows of both lists have in common: their height, their ground, and words that end with an ellipsis."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from transcriber.gui.palettes import Colours
from transcriber.gui.text_scale import scaled

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

ROW_HEIGHT_PX = 52
"""Of every row: only so does a list of 10,000 open at once."""
SIDE_PX = 12
RADIUS_PX = 10


def text_area(row: QRect) -> QRect:
    """Where words may stand in a row."""
    return row.adjusted(scaled(SIDE_PX), scaled(8), -scaled(SIDE_PX), -scaled(8))


def paint_ground(painter: QPainter, option: "QStyleOptionViewItem", colours: Colours) -> None:
    """Behind the row that is chosen or pointed at; a ring where the keyboard is."""
    # Its many values take 8 ms, which the first window has no need of: it has no rows yet.
    from PySide6.QtWidgets import QStyle

    state = option.state
    is_chosen = bool(state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver and state & QStyle.StateFlag.State_Enabled)
    has_keyboard = bool(state & QStyle.StateFlag.State_HasFocus)
    area = QRectF(option.rect).adjusted(1, 1, -1, -1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.accent), 2) if has_keyboard else Qt.PenStyle.NoPen)
    ground = colours.accent_soft if is_chosen else colours.control if is_hovered else None
    painter.setBrush(QBrush() if ground is None else QBrush(QColor(ground)))
    painter.drawRoundedRect(area, scaled(RADIUS_PX), scaled(RADIUS_PX))


def paint_line(painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> int:
    """One line at the top of `area`; returns how wide it came to be, in pixels."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    line = QRect(area.left(), area.top(), area.width(), metrics.height())
    painter.drawText(line, Qt.TextFlag.TextSingleLine | Qt.AlignmentFlag.AlignLeft, shown)
    return metrics.horizontalAdvance(shown)


def paint_marked(
    painter: QPainter,
    area: QRect,
    text: str,
    ranges: Sequence[tuple[int, int]],
    font: QFont,
    colours: Colours,
    first_line_indent_px: int,
) -> None:
    """Text over the lines that fit, plain whatever it holds, with `ranges` of its characters marked."""
    layout = QTextLayout(_on_one_line(text), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_marked(text, start, end, colours) for start, end in ranges])
    line_px = QFontMetrics(font).height() + 1
    layout.beginLayout()
    top = 0.0
    while top + line_px <= area.height() + 1:
        line = layout.createLine()
        if not line.isValid():
            break
        indent_px = first_line_indent_px if not top else 0
        line.setLineWidth(area.width() - indent_px)
        line.setPosition(QPointF(indent_px, top))
        top += line_px
    layout.endLayout()
    painter.setPen(QColor(colours.text))
    layout.draw(painter, QPointF(area.topLeft()))


def _marked(text: str, start: int, end: int, colours: Colours) -> QTextLayout.FormatRange:
    looks = QTextCharFormat()
    looks.setBackground(QColor(colours.warn_background))
    looks.setForeground(QColor(colours.text))
    looks.setFontWeight(QFont.Weight.DemiBold)
    found = QTextLayout.FormatRange()
    found.start = _units(text[:start])
    found.length = _units(text[start:end])
    found.format = looks
    return found


def _units(text: str) -> int:
    """Qt counts in UTF-16."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\u2028", " ").replace("\u2029", " ")

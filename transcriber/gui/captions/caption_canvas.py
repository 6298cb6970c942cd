"""Caption lines as painted: rows from the top, rolling up when a line is pushed out, on a background of their own."""

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.captions.caption_font import edge_px, line_height_px, text_width_px, time_width_px
from transcriber.gui.captions.caption_painting import CaptionPainter
from transcriber.gui.motion import may_move

ROLL_UP_MS = 180
_RADIUS_PX = 14
_INVISIBLE_ALPHA = 1
"""A wholly transparent place of a window lets clicks through on some systems; this one can still be taken hold of."""


class CaptionCanvas(QLabel):
    """Paints the lines itself; as a label it tells a screen reader the finished ones. Main thread."""

    def __init__(self, look: CaptionLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._look = look
        self._painter = CaptionPainter(look)
        self._lines: tuple[CaptionLine, ...] = ()
        self._hint = ""
        self._rows = look.lines
        self._times: tuple[str, ...] = ()
        self._times_at: Qt.Edge | None = None
        self._leaving: CaptionLine | None = None
        self._rolled = 1.0
        self._roll_up = QVariantAnimation(self, duration=ROLL_UP_MS, startValue=0.0, endValue=1.0)
        self._roll_up.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._roll_up.valueChanged.connect(self._on_rolled)

    @property
    def lines(self) -> tuple[CaptionLine, ...]:
        """What stands there."""
        return self._lines

    def set_look(self, look: CaptionLook) -> None:
        """From now on like this."""
        self._look = look
        self._rows = look.lines
        self._painter = CaptionPainter(look, self.devicePixelRatioF())
        self.updateGeometry()
        self.update()

    @property
    def times(self) -> tuple[str, ...]:
        """What stands beside the lines, from the top."""
        return self._times

    def set_rows(self, rows: int, times: tuple[str, ...] = (), times_at: Qt.Edge | None = None) -> None:
        """Room for so many lines, whatever the look says, with a time beside each, at that side of all of them."""
        self._rows, self._times, self._times_at = rows, times, times_at
        self.updateGeometry()
        self.update()

    def set_hint(self, words: str) -> None:
        """What stands there while there are no lines; empty: nothing, not even a background."""
        if words != self._hint:
            self._hint = words
            self.update()

    def show_lines(self, lines: tuple[CaptionLine, ...], *, is_animated: bool = True) -> None:
        """These, and no others; what is pushed out rolls up."""
        before, self._lines = self._lines, lines
        pushed = before[0] if before and lines and before[0].number < lines[0].number else None
        if pushed is not None and len(lines) == self._rows and is_animated and self._may_move():
            # The first run begins with the value that it has already, of which it tells nobody.
            self._leaving, self._rolled = pushed, 0.0
            self._roll_up.stop()
            self._roll_up.start()
        elif [line.number for line in before] != [line.number for line in lines]:
            self._roll_up.stop()
            self._leaving, self._rolled = None, 1.0
        self._tell_reader()
        if self._leaving is None and before[:-1] == lines[:-1] and len(before) == len(lines) > 0:
            self.update(self._row_rect(len(lines) - 1))
        else:
            self.update()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Of all the rows in their full length."""
        edge = 2 * edge_px(self._look)
        width_px = text_width_px(self._look) + sum(self._times_px) + edge
        return QSize(width_px, self._rows * line_height_px(self._look) + edge)

    @asked_by_qt
    def minimumSizeHint(self) -> QSize:
        """None: the window decides."""
        return QSize(0, 0)

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """The background, then every row that is to be painted anew."""
        if self._painter.scale != self.devicePixelRatioF():
            self._painter = CaptionPainter(self._look, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_background(painter)
        edge = edge_px(self._look)
        inner = self.rect().adjusted(edge, self._look.margin_px, -edge, -self._look.margin_px)
        if self._leaving is not None:
            painter.setClipRect(inner.adjusted(-edge, 0, edge, 0))
        lines = self._lines if self._lines or not self._hint else (CaptionLine(number=0, tail=self._hint),)
        if self._leaving is not None:
            lines = (self._leaving, *lines)
        left_px, right_px = self._times_px
        shift_px = 0.0 if self._leaving is None else -self._rolled * line_height_px(self._look)
        for row, line in enumerate(lines):
            whole = QRectF(self._row_rect(row).adjusted(edge, 0, -edge, 0)).translated(0.0, shift_px)
            box = whole.adjusted(left_px, 0, -right_px, 0)
            if self._leaving is not None or event.rect().intersects(box.toAlignedRect()):
                self._painter.draw(painter, line, box)
                if row < len(self._times):
                    self._painter.draw_time(painter, self._times[row], whole, self._times_at is Qt.Edge.RightEdge)
        painter.end()

    def _paint_background(self, painter: QPainter) -> None:
        is_there = bool(self._lines or self._hint)
        colour = QColor(self._look.background_colour)
        alpha = round(255 * self._look.opacity_percent / 100) if is_there else 0
        colour.setAlpha(max(_INVISIBLE_ALPHA, alpha))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)

    @property
    def _times_px(self) -> tuple[int, int]:
        """The room for times at the left and at the right of the lines."""
        needed_px = time_width_px(self._look)
        return needed_px * (self._times_at is Qt.Edge.LeftEdge), needed_px * (self._times_at is Qt.Edge.RightEdge)

    def _row_rect(self, row: int) -> QRect:
        height_px = line_height_px(self._look)
        return QRect(0, edge_px(self._look) + row * height_px, self.width(), height_px)

    def _on_rolled(self, value: float) -> None:
        self._rolled = value
        if value >= 1.0:
            self._leaving = None
        self.update()

    def _may_move(self) -> bool:
        if not self._look.is_animated or not self.isVisible() or not may_move():
            return False
        return self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self) > 0

    def _tell_reader(self) -> None:
        """Of finished lines only: what may still change is not read out."""
        words = "\n".join(line.settled for line in self._lines if line.is_finished)
        if words != self.text():
            self.setText(words)

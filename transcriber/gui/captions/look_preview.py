"""How captions will look, over a light and a dark part of a picture, in the room that there is."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from transcriber.captions.line import CaptionLine
from transcriber.captions.look import CaptionLook
from transcriber.captions.words import NARROW, words_of
from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.captions.caption_canvas import CaptionCanvas
from transcriber.gui.captions.caption_font import edge_px, text_width_px
from transcriber.gui.language import tr

_HEIGHT_PX = 220
_AIR_PX = 24


class LookPreview(QWidget):
    """A picture with captions in it, made smaller where they are wider than it. Main thread."""

    def __init__(self, look: CaptionLook) -> None:
        super().__init__()
        self.setMinimumSize(320, _HEIGHT_PX)
        self.setAccessibleName(tr("Preview of the captions"))
        self._look = look
        self.canvas = CaptionCanvas(look, self)
        self.show_look(look)

    def show_look(self, look: CaptionLook) -> None:
        """Like this."""
        self._look = look
        self._place()

    @asked_by_qt
    def sizeHint(self) -> QSize:
        """Wide enough for the usual look at half its size."""
        return QSize(480, _HEIGHT_PX)

    @asked_by_qt
    def resizeEvent(self, event: QResizeEvent) -> None:
        """As large as fits."""
        super().resizeEvent(event)
        self._place()

    @asked_by_qt
    def paintEvent(self, event: QPaintEvent) -> None:
        """Sky, cloud and shade: the worst that text can stand on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sky = QLinearGradient(0, 0, self.width(), self.height())
        for place, colour in ((0.0, "#F7D774"), (0.45, "#FFFFFF"), (0.75, "#8FB4D9"), (1.0, "#14202E")):
            sky.setColorAt(place, QColor(colour))
        painter.setPen(QColor("transparent"))
        painter.setBrush(sky)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.end()

    def _place(self) -> None:
        look = self._look
        wanted_px = text_width_px(look) + 2 * edge_px(look)
        shrunk = min(1.0, (self.width() - 2 * _AIR_PX) / wanted_px) if self.width() > 2 * _AIR_PX else 1.0
        rows_px = self.canvas.sizeHint().height() if shrunk == 1.0 else 0
        shown = replace(
            look,
            size_px=max(4, round(look.size_px * shrunk)),
            outline_px=round(look.outline_px * shrunk),
            margin_px=round(look.margin_px * shrunk),
        )
        self.canvas.set_look(shown)
        self.canvas.show_lines(_sample(look), is_animated=False)
        size = self.canvas.sizeHint()
        height_px = max(_HEIGHT_PX, size.height() + 2 * _AIR_PX, rows_px)
        if self.minimumHeight() != height_px:
            self.setMinimumHeight(height_px)
        self.canvas.setGeometry(
            (self.width() - size.width()) // 2, max(self.height(), height_px) - size.height() - _AIR_PX, *size.toTuple()
        )


def _sample(look: CaptionLook) -> tuple[CaptionLine, ...]:
    """As many lines as the look has, the last one growing."""
    text = tr(
        "Captions stand still once they are said. What is not settled yet is dim and may change, what is settled never"
        " does, however long somebody speaks and however many lines there are on the screen at the same time, so that"
        " nobody who reads has to read anything twice or look for the place where they were a moment ago in the text."
    )
    lines: list[str] = []
    for word in words_of(text, look.characters * NARROW):
        if lines and len(lines[-1]) + 1 + len(word.text) <= look.characters:
            lines[-1] += f" {word.text}"
        elif len(lines) < look.lines:
            lines.append(word.text)
        else:
            break
    settled, _, tail = lines[-1].rpartition(" ")
    rows = [CaptionLine(number=place, text=line, is_finished=True) for place, line in enumerate(lines[:-1], start=1)]
    return (*rows, CaptionLine(number=len(lines), text=settled, tail=f" {tail}"))

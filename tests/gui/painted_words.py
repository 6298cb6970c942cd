"""What a widget really paints: each piece of text, and where, taken down instead of being made into pixels."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPaintDevice, QPaintEngine, QPaintEngineState, QRegion, QTextItem, QTransform
from PySide6.QtWidgets import QWidget

_DOTS_PER_INCH = 96
_METRIC = QPaintDevice.PaintDeviceMetric


@dataclass(frozen=True, slots=True)
class PaintedWords:
    """Words on one line, and their box in the widget."""

    words: str
    box: QRectF
    clip: QRectF | None = None
    """What is painted of it, where that may be less."""


class _WordsEngine(QPaintEngine):
    """Takes text down and leaves everything else out."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.painted: list[PaintedWords] = []
        self._transform = QTransform()

    def begin(self, device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: QPaintEngineState) -> None:
        if state.state() & QPaintEngine.DirtyFlag.DirtyTransform:
            self._transform = QTransform(state.transform())

    def drawTextItem(self, point: Any, item: QTextItem) -> None:
        box = QRectF(point.x(), point.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        box, clip = self._transform.mapRect(box), self._clip()
        last = self.painted[-1] if self.painted else None
        if last and abs(last.box.right() - box.left()) < 1 and abs(last.box.center().y() - box.center().y()) < 4:
            # A letter of another font in the middle of a line is no end of it.
            self.painted[-1] = PaintedWords(last.words + item.text(), last.box | box, clip)
        else:
            self.painted.append(PaintedWords(item.text(), box, clip))

    def _clip(self) -> QRectF | None:
        painter = self.painter()
        return self._transform.mapRect(painter.clipBoundingRect()) if painter.hasClipping() else None

    def drawPath(self, *_: Any, **__: Any) -> None:
        pass

    def drawPixmap(self, *_: Any, **__: Any) -> None:
        pass

    def drawImage(self, *_: Any, **__: Any) -> None:
        pass

    def drawPolygon(self, *_: Any, **__: Any) -> None:
        pass

    def drawRects(self, *_: Any, **__: Any) -> None:
        pass

    def drawLines(self, *_: Any, **__: Any) -> None:
        pass

    def drawTiledPixmap(self, *_: Any, **__: Any) -> None:
        pass

    def drawEllipse(self, *_: Any, **__: Any) -> None:
        pass

    def drawPoints(self, *_: Any, **__: Any) -> None:
        pass


class _WordsDevice(QPaintDevice):
    """A sheet of one widget's size."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.engine = _WordsEngine()
        self._metrics = {
            _METRIC.PdmWidth: size.width(),
            _METRIC.PdmHeight: size.height(),
            _METRIC.PdmWidthMM: round(size.width() * 25.4 / _DOTS_PER_INCH),
            _METRIC.PdmHeightMM: round(size.height() * 25.4 / _DOTS_PER_INCH),
            _METRIC.PdmNumColors: 2**31 - 1,
            _METRIC.PdmDepth: 32,
            _METRIC.PdmDevicePixelRatio: 1,
            _METRIC.PdmDevicePixelRatioScaled: round(QPaintDevice.devicePixelRatioFScale()),
        }

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        return self._metrics.get(metric, _DOTS_PER_INCH)


def painted_in(widget: QWidget) -> list[PaintedWords]:
    """What the widget itself paints now, without what stands in it."""
    device = _WordsDevice(widget.size())
    widget.render(device, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    return device.engine.painted

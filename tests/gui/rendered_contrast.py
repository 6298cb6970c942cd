"""Contrast as it is painted: of words with what is behind them, of a control's edge with what is around it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from tests.gui.accessibility import found, seen

LEAST_FOR_WORDS = 7.0
LEAST_FOR_EDGES = 3.0
_SCALE = 2
"""Device pixels per pixel: thick enough that the strokes of small letters have their full ink."""
_SPECK = 4
"""So many pixels of one colour may be anything."""

_VALUES = np.arange(256) / 255
_LIGHT = np.where(_VALUES <= 0.04045, _VALUES / 12.92, ((_VALUES + 0.055) / 1.055) ** 2.4)
_PARTS = np.array([0.2126, 0.7152, 0.0722])

Picture = npt.NDArray[np.float64]
"""Height x width, relative luminance (WCAG 2.2)."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Of one thing in a window."""

    what: str
    ratio: float

    def __str__(self) -> str:
        return f"{self.what}: {self.ratio:.2f}:1"


def luminance(pixels: npt.NDArray[np.uint8]) -> Picture:
    """Relative luminance of each pixel of height x width x 3."""
    return np.asarray(_LIGHT[pixels] @ _PARTS, np.float64)


def pixels_of(image: QImage) -> npt.NDArray[np.uint8]:
    """Height x width x 3."""
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def painted(window: QWidget, place: QRect | None = None, scale: int = _SCALE) -> QImage:
    """A place of the window as it is now, with everything behind and before it; the whole window without a place."""
    cut = window.rect() if place is None else place
    image = QImage(cut.size() * scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(0)
    window.render(image, QPoint(), QRegion(cut))
    return image


def weak_in(window: QWidget) -> Iterator[Contrast]:
    """Every text that has less than 7:1, and every field and push button whose edge has less than 3:1.

    Of what is seen whole. An edge is looked for where it crosses the middle of the left side.
    """
    whole = pixels_of(painted(window))
    for widget in seen(window):
        place = _place(widget, window)
        # A sign in a field is no word.
        if place is None or isinstance(widget.parentWidget(), QLineEdit):
            continue
        if isinstance(widget, QLabel | QAbstractButton | QComboBox | QLineEdit) and _words_of(widget):
            ratio = _ink(luminance(_cut(whole, place)))
            if ratio < LEAST_FOR_WORDS:
                yield Contrast(f"words of {found(widget)} “{_words_of(widget)[:40]}”", ratio)
        across = QRect(place.left() - 2, place.center().y(), 6, 1)
        if _has_an_edge(widget) and window.rect().contains(across):
            line = luminance(_cut(whole, across))[0]
            ratio = _ratio(float(line.max()), float(line.min()))
            if ratio < LEAST_FOR_EDGES:
                yield Contrast(f"edge of {found(widget)}", ratio)


def _has_an_edge(widget: QWidget) -> bool:
    """Figures and titles look like the words around them until they are pointed at."""
    is_field = isinstance(widget, QComboBox | QLineEdit | QPlainTextEdit | QAbstractSpinBox | QPushButton)
    is_part = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
    return is_field and not is_part and widget.objectName() not in ("figure", "titleEdit")


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText().strip()
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton | QLineEdit) else ""
    return text.strip() or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")


def _place(widget: QWidget, window: QWidget) -> QRect | None:
    if widget.visibleRegion().boundingRect() != widget.rect() or widget.size().isEmpty():
        return None
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _cut(whole: npt.NDArray[np.uint8], place: QRect) -> npt.NDArray[np.uint8]:
    top, left = place.top() * _SCALE, place.left() * _SCALE
    return whole[top : top + place.height() * _SCALE, left : left + place.width() * _SCALE]


def _ink(picture: Picture) -> float:
    """Between the luminance that most pixels have and the one farthest from it that is more than a speck."""
    values, counts = np.unique(np.round(picture, 4), return_counts=True)
    ground = float(values[counts.argmax()])
    common = values[counts > _SPECK]
    return max(_ratio(ground, float(each)) for each in common)


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)

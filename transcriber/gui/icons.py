"""Icons drawn from the program's own SVG strokes, in any colour."""

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from transcriber.gui.text_scale import scaled

_APPLICATION_SIZES_PX = (16, 24, 32, 48, 64, 128, 256)


@lru_cache(maxsize=1)
def _assets() -> Traversable:
    return files("transcriber.assets")


@lru_cache(maxsize=64)
def _svg(path: str) -> bytes:
    return (_assets() / path).read_bytes()


def stroke_pixmap(name: str, colour: str, size_px: int = 20, scale: float = 1.0) -> QPixmap:
    """One of `assets/icons` in `colour`, square, growing with the texts, sharp at `scale` device pixels per pixel."""
    svg = _svg(f"icons/{name}.svg").replace(b"currentColor", colour.encode())
    pixmap = _rendered(svg, round(scaled(size_px) * scale))
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def stroke_icon(name: str, colour: str, disabled_colour: str, size_px: int = 20) -> QIcon:
    """The same as an icon, with a second colour for what cannot be used now."""
    icon = QIcon()
    for scale in _scales():
        icon.addPixmap(stroke_pixmap(name, colour, size_px, scale))
        icon.addPixmap(stroke_pixmap(name, disabled_colour, size_px, scale), QIcon.Mode.Disabled)
    return icon


def application_icon() -> QIcon:
    """The program's own icon, for title bars and the desktop."""
    icon = QIcon()
    for size_px in _APPLICATION_SIZES_PX:
        icon.addPixmap(_rendered(_svg("transcriber.svg"), size_px))
    return icon


def _scales() -> list[float]:
    """Those of the screens there are; on another one the icons are still right, only less sharp."""
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


def _rendered(svg: bytes, size_px: int) -> QPixmap:
    return QPixmap.fromImage(_drawn(svg, size_px))


@lru_cache(maxsize=256)
def _drawn(svg: bytes, size_px: int) -> QImage:
    """Most icons are asked for several times until the first window is seen; an image outlives the application."""
    image = QImage(QSize(size_px, size_px), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return image

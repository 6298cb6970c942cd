"""The program's icon with what it is doing: a red dot while it records, two bars while it pauses."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from transcriber.gui.icons import application_icon
from transcriber.session.notices import RecordingState

_SIZES_PX = (16, 22, 24, 32, 48, 64, 128)
_BADGE = 0.56
"""Of the icon's side; less would be a speck in a tray."""
_RECORD, _PAUSED, _RIM = QColor("#E5283F"), QColor("#8A5A00"), QColor("#FFFFFF")
"""On every panel, light or dark: the badge brings its own rim."""


def state_icon(state: RecordingState) -> QIcon:
    """The icon for window and tray."""
    if state in (RecordingState.RECORDING, RecordingState.STARTING):
        return _with_badge(is_paused=False)
    if state is RecordingState.PAUSED:
        return _with_badge(is_paused=True)
    return application_icon()


def _with_badge(*, is_paused: bool) -> QIcon:
    plain, icon = application_icon(), QIcon()
    for size_px in _SIZES_PX:
        pixmap = QPixmap(plain.pixmap(size_px, size_px))
        pixmap.setDevicePixelRatio(1.0)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_badge(painter, pixmap.width(), is_paused=is_paused)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _paint_badge(painter: QPainter, size_px: int, *, is_paused: bool) -> None:
    side = size_px * _BADGE
    place = QRectF(size_px - side, size_px - side, side, side)
    rim = max(1.0, side / 9)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_RIM)
    painter.drawEllipse(place)
    painter.setBrush(_PAUSED if is_paused else _RECORD)
    painter.drawEllipse(place.adjusted(rim, rim, -rim, -rim))
    if not is_paused:
        return
    painter.setBrush(_RIM)
    bar = QRectF(0, 0, side / 8, side * 0.36)
    for middle in (-0.13, 0.13):
        bar.moveCenter(place.center())
        bar.translate(side * middle, 0)
        painter.drawRect(bar)

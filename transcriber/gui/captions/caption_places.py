"""Where the caption window stands: as it was left on each screen, and always on a screen that exists."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication

from transcriber.settings.caption_choices import CaptionPlace

_NAMELESS = "screen"
_FROM_BELOW = 0.06
"""Of a screen's height: where subtitles stand."""


def screens() -> tuple[tuple[str, QRect], ...]:
    """Every screen's name and the part of it that windows may use, the primary one first."""
    primary = QGuiApplication.primaryScreen()
    others = [screen for screen in QGuiApplication.screens() if screen is not primary]
    return tuple(
        (screen.name() or _NAMELESS, screen.availableGeometry()) for screen in (primary, *others) if screen is not None
    )


def remembered_place(size: QSize, there: Sequence[tuple[str, QRect]], places: Sequence[CaptionPlace]) -> QPoint:
    """The newest place whose screen is there; else below the middle of the first screen."""
    areas = dict(there)
    for place in reversed(places):
        if place.screen in areas:
            area = areas[place.screen]
            return kept_within(QRect(area.topLeft() + QPoint(place.x_px, place.y_px), size), area)
    area = there[0][1]
    x_px = area.x() + (area.width() - size.width()) // 2
    y_px = area.bottom() - size.height() - round(area.height() * _FROM_BELOW)
    return kept_within(QRect(QPoint(x_px, y_px), size), area)


def kept_within(window: QRect, area: QRect) -> QPoint:
    """The window's corner, moved so far that all of it is in the area, or at least its beginning."""
    x_px = max(area.left(), min(window.x(), area.right() + 1 - window.width()))
    y_px = max(area.top(), min(window.y(), area.bottom() + 1 - window.height()))
    return QPoint(x_px, y_px)


def place_of(window: QRect, there: Sequence[tuple[str, QRect]]) -> CaptionPlace | None:
    """The place to remember; None where its middle is on no screen."""
    for name, area in there:
        if area.contains(window.center()):
            corner = window.topLeft() - area.topLeft()
            return CaptionPlace(screen=name, x_px=corner.x(), y_px=corner.y())
    return None

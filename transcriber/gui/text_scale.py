"""The one size of everything: texts and what stands around them grow by the same share. It stands in the application.

Sizes are written as they are at 100 %; what paints or lays out by itself asks `scaled` for the pixels of now.
"""

import re

from PySide6.QtCore import QCoreApplication

_PROPERTY = "textPercent"
_PIXELS = re.compile(r"(?<![\w#.])(-?\d+)px")


def text_percent() -> int:
    """How large texts are now; 100 is the usual size. Main thread."""
    application = QCoreApplication.instance()
    percent = None if application is None else application.property(_PROPERTY)
    return percent if isinstance(percent, int) else 100


def set_text_percent(percent: int) -> None:
    """From now on; whoever shows something is told by `Theme.changed`. Main thread."""
    application = QCoreApplication.instance()
    assert application is not None
    application.setProperty(_PROPERTY, percent)


def scaled(size_px: float) -> int:
    """So many pixels at 100 % are how many now; what is there at all never vanishes. Main thread."""
    return scaled_by(size_px, text_percent())


def scaled_by(size_px: float, percent: int) -> int:
    """So many pixels at 100 % are how many at `percent`."""
    size = round(size_px * percent / 100)
    return size if size or not size_px else (1 if size_px > 0 else -1)


def scaled_sheet(sheet: str, percent: int) -> str:
    """A style sheet with all its pixels at `percent`."""
    if percent == 100:
        return sheet
    return _PIXELS.sub(lambda found: f"{scaled_by(int(found[1]), percent)}px", sheet)

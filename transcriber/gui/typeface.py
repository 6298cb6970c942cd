"""The bundled typeface. Figures that change in place are always tabular, so that nothing moves beside them."""

from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase

from transcriber.gui.text_scale import scaled

FAMILY = "Inter"
_STYLES = ("Regular", "Medium", "SemiBold")


def load_typeface() -> None:
    """Make the bundled fonts known to Qt; a system without them falls back by itself."""
    folder = files("transcriber.assets") / "fonts"
    for style in _STYLES:
        QFontDatabase.addApplicationFontFromData(QByteArray((folder / f"Inter-{style}.otf").read_bytes()))


def typeface(size_px: int = 13, weight: QFont.Weight = QFont.Weight.Normal, *, is_tabular: bool = False) -> QFont:
    """The interface's font, `size_px` high where texts have their usual size."""
    font = QFont(FAMILY)
    font.setPixelSize(scaled(size_px))
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if is_tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font

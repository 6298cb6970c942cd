"""Every icon that ships can be drawn, in the colour that is asked for, sharp."""

from importlib.resources import files

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from transcriber.gui.icons import application_icon, stroke_icon, stroke_pixmap

NAMES = sorted(
    entry.name.removesuffix(".svg")
    for entry in (files("transcriber.assets") / "icons").iterdir()
    if entry.name.endswith(".svg")
)


@pytest.mark.parametrize("name", NAMES)
def test_a_stroke_is_drawn_in_its_colour(styled: object, name: str) -> None:
    image = stroke_pixmap(name, "#ff0000", 20, 2.0).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    drawn = [pixel for pixel in pixels if pixel.alpha() == 255]
    assert image.size() == QSize(40, 40)
    assert drawn
    assert {pixel.name() for pixel in drawn} == {"#ff0000"}


def test_what_cannot_be_used_has_another_colour(styled: object) -> None:
    icon = stroke_icon("copy", "#00ff00", "#888888")
    normal, disabled = (icon.pixmap(QSize(20, 20), mode) for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    assert normal.toImage() != disabled.toImage()


def test_the_programs_icon_comes_in_the_sizes_that_desktops_ask_for(styled: object) -> None:
    sizes = {size.width() for size in application_icon().availableSizes()}
    assert {16, 32, 48, 256} <= sizes

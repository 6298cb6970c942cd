"""The palettes: readable by computation, applied to everything."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from transcriber.gui.icons import application_icon, stroke_pixmap
from transcriber.gui.theme import DARK, LIGHT, Colours, Theme, contrast
from transcriber.gui.typeface import typeface


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_all_words_are_readable(colours: Colours) -> None:
    pairs = [
        *((ink, ground) for ink in ("text", "muted", "faint", "accent") for ground in ("surface", "background")),
        *((ink, "surface") for ink in ("record", "ok")),
        ("warn", "warn_background"),
        ("ok", "ok_soft"),
        ("record", "record_soft"),
        ("muted", "control"),
        ("text", "control_on"),
        ("text", "accent_soft"),
        ("text", "selection"),
        ("on_accent", "accent"),
        ("on_record", "record"),
    ]
    ratios = {pair: contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_are_colours(colours: Colours) -> None:
    assert all(QColor.isValidColorName(getattr(colours, field.name)) for field in fields(colours))


def test_the_choice_is_applied_to_the_whole_program(theme: Theme, styled: QApplication) -> None:
    theme.dress()
    assert styled.palette().color(QPalette.ColorRole.Base) == QColor(LIGHT.surface)
    theme.choose("dark")
    assert theme.is_dark
    assert styled.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    assert DARK.surface in styled.styleSheet()


def test_the_bundled_typeface_is_used(styled: QApplication) -> None:
    assert QFontInfo(typeface(15)).family() == "Inter"
    assert QFontInfo(styled.font()).pixelSize() == 13


def test_icons_take_the_colour_they_are_given(styled: QApplication) -> None:
    image = stroke_pixmap("close", "#CF2338", 20).toImage()
    inked = [image.pixelColor(x, y) for x in range(20) for y in range(20) if image.pixelColor(x, y).alpha() > 250]
    assert inked
    assert all(colour.red() > 150 and colour.green() < 90 for colour in inked)
    assert not application_icon().pixmap(48, 48).isNull()

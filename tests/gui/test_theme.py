"""The looks in force are those of the whole program."""

from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from transcriber.gui.icons import application_icon, stroke_pixmap
from transcriber.gui.palettes import DARK, HIGH_CONTRAST_DARK, HIGH_CONTRAST_LIGHT, LIGHT
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.settings.appearance import Appearance


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


def test_high_contrast_is_a_choice_beside_light_and_dark(theme: Theme, styled: QApplication) -> None:
    theme.dress()
    theme.wear(Appearance(contrast="high"))
    assert theme.colours is HIGH_CONTRAST_LIGHT
    theme.toggle()
    assert theme.colours is HIGH_CONTRAST_DARK
    assert styled.palette().color(QPalette.ColorRole.Base) == QColor(HIGH_CONTRAST_DARK.surface)


def test_other_looks_are_told_once_and_only_if_they_are_other(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.wear(Appearance(text_percent=150))
    with qtbot.assertNotEmitted(theme.changed):
        theme.wear(Appearance(text_percent=150))


def test_the_style_sheet_and_the_font_grow(theme: Theme, styled: QApplication) -> None:
    theme.dress()
    theme.wear(Appearance(text_percent=200))
    assert styled.font().pixelSize() == 26
    assert "border-radius: 16px" in styled.styleSheet()


def test_what_the_desktop_says_counts_before_what_qt_knows_and_only_where_it_is_followed(theme: Theme) -> None:
    theme.follow_system()
    theme.set_system_dark(True)
    assert theme.is_dark
    theme.choose("light")
    assert not theme.is_dark
    theme.follow_system()
    assert theme.is_dark
    theme.set_system_dark(False)
    assert not theme.is_dark
    theme.set_system_dark(None)
    assert not theme.is_dark

"""The bar at the top: everything in it has a name, and it fits the narrowest window."""

from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from transcriber.gui.microphone_choice import MicrophoneChoice
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar


def new_bar(theme: Theme, qtbot: QtBot) -> TopBar:
    bar = TopBar(theme, MicrophoneChoice(theme, lambda: (), None))
    qtbot.addWidget(bar)
    return bar


def test_every_button_has_a_name_and_a_tip(theme: Theme, qtbot: QtBot) -> None:
    bar = new_bar(theme, qtbot)
    buttons = bar.findChildren(QToolButton)
    assert [button.accessibleName() for button in buttons] == [button.toolTip() for button in buttons]
    assert all(button.accessibleName() for button in buttons)
    assert all(not button.icon().isNull() for button in buttons)


def test_the_sun_offers_light_and_the_moon_dark(theme: Theme, qtbot: QtBot) -> None:
    bar = new_bar(theme, qtbot)
    moon = bar.theme_button.icon().pixmap(20).toImage()
    theme.choose("dark")
    sun = bar.theme_button.icon().pixmap(20).toImage()
    assert moon != sun


def test_the_last_button_opens_the_menu(theme: Theme, qtbot: QtBot) -> None:
    bar = new_bar(theme, qtbot)
    menu = QMenu(bar)
    bar.set_menu(menu)
    assert bar.menu_button.menu() is menu


def test_it_fits_the_narrowest_window_whatever_it_says(theme: Theme, qtbot: QtBot) -> None:
    bar = new_bar(theme, qtbot)
    bar.resize(900, 68)
    bar.show()
    bar.level.setText("−60 dBFS")
    bar.commit.show()
    bar.show_pause(is_shown=True, is_paused=False)
    bar.chip.show_state("Connecting again", "12 s", "warn")
    assert bar.minimumSizeHint().width() <= 900

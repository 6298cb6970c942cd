"""The bar at the top: everything in it has a name, and it fits the narrowest window."""

import pytest
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from transcriber.audio.loudness import Loudness
from transcriber.gui.microphone_choice import MicrophoneChoice
from transcriber.gui.state_words import meter_words
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar
from transcriber.session.notices import Meter


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


@pytest.mark.parametrize("verdict", Loudness)
def test_the_level_and_its_verdict_have_room(theme: Theme, qtbot: QtBot, verdict: Loudness) -> None:
    bar = new_bar(theme, qtbot)
    bar.level.setText(meter_words(Meter(level_dbfs=-119.0, loudness=verdict), "\n"))
    lines = bar.level.text().splitlines()
    assert max(bar.level.fontMetrics().horizontalAdvance(line) for line in lines) <= bar.level.width()
    assert bar.level.heightForWidth(bar.level.width()) < bar.height()


def test_it_fits_the_narrowest_window_whatever_it_says(theme: Theme, qtbot: QtBot) -> None:
    bar = new_bar(theme, qtbot)
    bar.fit(900)
    bar.resize(900, 68)
    bar.show()
    bar.level.setText("−60 dBFS")
    bar.commit.show()
    bar.show_pause(is_shown=True, is_paused=False)
    bar.chip.show_state("Connecting again", "12 s", "warn")
    assert bar.minimumSizeHint().width() <= 900


def test_what_is_left_out_depends_on_the_room_and_not_on_what_is_in_it(theme: Theme, qtbot: QtBot) -> None:
    bar = new_bar(theme, qtbot)
    bar.show()
    bar.fit(1_000)
    bar.resize(1_400, 68)
    assert not bar.level.isVisible()
    bar.fit(1_200)
    bar.resize(1_000, 68)
    assert bar.level.isVisible()

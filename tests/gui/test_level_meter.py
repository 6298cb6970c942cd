"""The level meter: a value in dBFS for a screen reader, bars for the eye, and nothing repainted in vain."""

import math

import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.level_meter import LevelMeter
from transcriber.gui.theme import Theme
from transcriber.session.notices import Meter


@pytest.fixture
def meter(theme: Theme, qtbot: QtBot) -> LevelMeter:
    made = LevelMeter(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def bar_colours(meter: LevelMeter) -> list[str]:
    image = meter.grab().toImage()
    return [image.pixelColor(2 + 6 * bar, 8).name() for bar in range(22)]


def test_the_bars_reach_as_far_as_the_level(meter: LevelMeter, theme: Theme) -> None:
    lit, unlit = theme.colours.ok.lower(), theme.colours.strong_border.lower()
    meter.show_meter(Meter(level_dbfs=-30, peak_dbfs=-30))
    colours = bar_colours(meter)
    assert colours == [lit] * 12 + [unlit] * 10
    meter.show_meter(Meter(level_dbfs=-30, peak_dbfs=-1))
    assert bar_colours(meter)[21] == theme.colours.record.lower()


def test_clipping_is_red_and_said_in_words(meter: LevelMeter, theme: Theme) -> None:
    meter.show_meter(Meter(level_dbfs=-3, peak_dbfs=0, is_clipping=True))
    assert bar_colours(meter)[0] == theme.colours.record.lower()
    assert meter.accessibleDescription() == "−3 dBFS, too loud"


@pytest.mark.parametrize("level_dbfs", [-math.inf, math.nan, -200.0, 12.0])
def test_any_level_stays_on_the_scale(meter: LevelMeter, level_dbfs: float) -> None:
    meter.show_meter(Meter(level_dbfs=level_dbfs, peak_dbfs=-60))
    assert meter.minimum() <= meter.value() <= meter.maximum()


def test_at_rest_nothing_is_lit(meter: LevelMeter, theme: Theme) -> None:
    meter.show_meter(Meter(level_dbfs=-10, peak_dbfs=-5))
    meter.rest()
    assert set(bar_colours(meter)) == {theme.colours.strong_border.lower()}
    assert meter.accessibleDescription() == "off"

import time
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from transcriber.gui.coverage_strip import CoverageStrip
from transcriber.gui.palettes import DARK, LIGHT
from transcriber.gui.theme import Theme
from transcriber.transcript.stretches import Stretch, StretchState

SECOND = 24_000
MINUTE = 60 * SECOND


def stretch(start_s: float, end_s: float, state: StretchState, reason: str = "") -> Stretch:
    return Stretch(
        start_sample=int(start_s * SECOND), end_sample=int(end_s * SECOND), state=state, reason=reason, has_audio=True
    )


TALK = (
    stretch(0, 30, StretchState.TRANSCRIBED),
    stretch(30, 60, StretchState.SILENT),
    stretch(60, 80, StretchState.GAP, "the link was lost"),
    stretch(80, 90, StretchState.TRANSCRIBED),
)


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> CoverageStrip:
    strip = CoverageStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(120, strip.height())
    return strip


def colour_at(strip: CoverageStrip, x: int) -> QColor:
    return strip.grab().toImage().pixelColor(x, strip.height() // 2)


def test_each_state_has_its_colour_and_what_is_to_come_another(strip: CoverageStrip) -> None:
    strip.show_stretches(TALK, 2 * MINUTE)

    seen = [colour_at(strip, x).name() for x in (10, 45, 70, 85, 110)]
    wanted = (LIGHT.ok, LIGHT.strong_border, LIGHT.record, LIGHT.ok, LIGHT.accent_soft)
    assert seen == [colour.lower() for colour in wanted]


def test_it_says_the_same_in_words(strip: CoverageStrip) -> None:
    assert strip.accessibleName() == "What became of the recording's sound"
    assert strip.accessibleDescription() == "Nothing was recorded yet"

    strip.lay(TALK, 90 * SECOND)
    assert strip.words == "1:30 recorded: 0:40 speech transcribed, 0:30 silent, 0:20 missing"
    assert strip.accessibleDescription() == strip.words
    strip.lay([stretch(60, 80, StretchState.TRANSCRIBED)], 90 * SECOND)
    assert strip.words == "1:30 recorded: 1:00 speech transcribed, 0:30 silent, 0:00 missing"


def test_a_reader_hears_the_part_that_nothing_is_missing_of(strip: CoverageStrip) -> None:
    assert strip.value() == 0, "all of nothing is none"
    strip.lay(TALK, 90 * SECOND)
    assert strip.value() == 77, "20 of 90 seconds are missing"
    strip.lay([stretch(60, 80, StretchState.TRANSCRIBED)], 90 * SECOND)
    assert strip.value() == 100
    strip.clear()
    assert strip.value() == 0


def test_a_gap_that_is_clicked_is_asked_for_however_short_it_is(strip: CoverageStrip, qtbot: QtBot) -> None:
    short = stretch(3_600, 3_601, StretchState.GAP, "unplugged")
    strip.show_stretches([stretch(0, 3_600, StretchState.SILENT), short], 7_200 * SECOND)
    asked: list[Stretch] = []
    strip.gap_asked.connect(asked.append)

    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 7))
    assert asked == []
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(61, 7))
    assert asked == [short]
    assert colour_at(strip, 61).name() == LIGHT.record.lower()


def test_the_keyboard_goes_from_gap_to_gap(strip: CoverageStrip, qtbot: QtBot) -> None:
    strip.show_stretches(TALK, 90 * SECOND)
    asked: list[Stretch] = []
    strip.gap_asked.connect(asked.append)

    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleDescription() == "Gap 1:00 to 1:20: the link was lost"
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert asked == [TALK[2]]


def test_it_follows_the_theme(strip: CoverageStrip, theme: Theme) -> None:
    strip.show_stretches(TALK, 2 * MINUTE)
    theme.choose("dark")

    assert colour_at(strip, 70).name() == DARK.record.lower()


def test_it_grows_with_the_recording(strip: CoverageStrip) -> None:
    strip.grow(30 * SECOND)
    assert colour_at(strip, 50).name() == LIGHT.accent_soft.lower()
    assert colour_at(strip, 70).name() == LIGHT.control.lower()
    strip.clear()
    assert colour_at(strip, 50).name() == LIGHT.control.lower()


def test_ten_thousand_stretches_are_painted_in_under_5_ms(strip: CoverageStrip) -> None:
    states = (StretchState.TRANSCRIBED, StretchState.SILENT, StretchState.UNHEARD)
    edges = pairwise(range(10_001))
    strip.resize(800, strip.height())
    strip.show_stretches([stretch(start, end, states[start % 3]) for start, end in edges], 10_000 * SECOND)
    strip.grab()

    took_s = []
    for _ in range(7):
        began_s = time.perf_counter()
        strip.repaint()
        strip.grab()
        took_s.append(time.perf_counter() - began_s)
    assert min(took_s) < 0.005

"""The palettes, judged by computation: readable words, visible edges, speakers told apart whatever hues one sees."""

import re
from dataclasses import fields
from itertools import combinations

import pytest

from transcriber.captions.contrast import contrast, linear
from transcriber.gui.palettes import (
    DARK,
    HIGH_CONTRAST_DARK,
    HIGH_CONTRAST_LIGHT,
    LIGHT,
    Colours,
    palette,
)

PLAIN = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
HIGH = [
    pytest.param(HIGH_CONTRAST_LIGHT, id="high contrast, light"),
    pytest.param(HIGH_CONTRAST_DARK, id="high contrast, dark"),
]
WORDS = [
    *((ink, ground) for ink in ("text", "muted", "faint", "accent") for ground in ("surface", "background")),
    *((ink, ground) for ink in ("record", "ok", "warn") for ground in ("surface", "background")),
    *((ink, "accent_soft") for ink in ("accent", "muted", "faint")),
    ("surface", "warn"),
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
# Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
# IEEE TVCG 15 (2009), severity 1.0, on linear light.
SEEN_BY = {
    "all": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopes": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopes": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopes": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TOLD_APART = 20.0
"""Distance in CIELAB (CIE 1976); about 2.3 is just noticed side by side."""


def failing(colours: Colours, pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    ratios = {pair: contrast(getattr(colours, pair[0]), getattr(colours, pair[1])) for pair in pairs}
    return {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < least}


def lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    """CIELAB of linear sRGB, white D65."""
    red, green, blue = (min(max(value, 0.0), 1.0) for value in light)
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29 for value in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, eyes: str) -> tuple[float, float, float]:
    light = linear(colour)
    return lab(tuple(sum(part * value for part, value in zip(row, light, strict=True)) for row in SEEN_BY[eyes]))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_distance_in_cielab_is_that_of_the_standard() -> None:
    assert lab((1.0, 1.0, 1.0)) == pytest.approx((100.0, 0.0, 0.0), abs=0.02)
    assert lab(linear("#FF0000")) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)


@pytest.mark.parametrize("colours", [*PLAIN, *HIGH])
def test_every_word_has_seven_to_one(colours: Colours) -> None:
    assert failing(colours, WORDS, 7.0) == {}
    assert {ink for ink in colours.speakers if contrast(ink, colours.surface) < 7.0} == set()


@pytest.mark.parametrize("colours", [*PLAIN, *HIGH])
def test_every_control_has_an_edge_that_is_seen(colours: Colours) -> None:
    grounds = ("surface", "background", "control", "control_on", "accent_soft")
    assert failing(colours, [("control_edge", ground) for ground in grounds], 3.0) == {}


@pytest.mark.parametrize("colours", [*PLAIN, *HIGH])
def test_what_is_lit_or_missing_is_told_from_its_ground(colours: Colours) -> None:
    lit = [(ink, ground) for ink in ("ok", "warn", "record", "accent") for ground in ("strong_border", "control")]
    assert failing(colours, lit, 3.0) == {}


@pytest.mark.parametrize("colours", [*PLAIN, *HIGH])
def test_what_is_read_for_long_has_seven_to_one(colours: Colours) -> None:
    grounds = ("surface", "background", "accent_soft", "selection", "control", "control_on")
    assert failing(colours, [("text", ground) for ground in grounds], 7.0) == {}


@pytest.mark.parametrize("colours", HIGH)
def test_in_high_contrast_every_edge_and_the_focus_are_seen(colours: Colours) -> None:
    grounds = ("surface", "background", "control", "accent_soft", "warn_background")
    edges = [(edge, ground) for edge in ("border", "accent") for ground in grounds]
    edges += [("strong_border", "surface"), ("strong_border", "background"), ("accent", "strong_border")]
    assert failing(colours, edges, 3.0) == {}


@pytest.mark.parametrize("colours", [*PLAIN, *HIGH])
def test_the_focus_is_seen_on_every_ground(colours: Colours) -> None:
    grounds = ("surface", "background", "control", "control_on", "accent_soft", "warn_background")
    assert failing(colours, [("accent", ground) for ground in grounds], 3.0) == {}


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize("colours", [*PLAIN, *HIGH])
def test_eight_speakers_are_told_apart_by_everyone(colours: Colours, eyes: str) -> None:
    assert len(set(colours.speakers)) >= 8
    distances = {
        (one, other): sum((a - b) ** 2 for a, b in zip(seen(one, eyes), seen(other, eyes), strict=True)) ** 0.5
        for one, other in combinations(colours.speakers, 2)
    }
    assert {pair: distance for pair, distance in distances.items() if distance < TOLD_APART} == {}


@pytest.mark.parametrize("colours", [*PLAIN, *HIGH])
def test_colours_are_colours(colours: Colours) -> None:
    values = [getattr(colours, field.name) for field in fields(colours)]
    texts = [value for value in values if isinstance(value, str)] + list(colours.speakers)
    assert all(re.fullmatch("#[0-9A-F]{6}", text) for text in texts)


def test_there_is_one_palette_for_each_wish() -> None:
    assert palette(is_dark=False, is_high_contrast=False) is LIGHT
    assert palette(is_dark=True, is_high_contrast=False) is DARK
    assert palette(is_dark=False, is_high_contrast=True) is HIGH_CONTRAST_LIGHT
    assert palette(is_dark=True, is_high_contrast=True) is HIGH_CONTRAST_DARK

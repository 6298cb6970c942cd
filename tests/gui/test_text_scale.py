"""Sizes at another text size: in numbers, in a style sheet, in fonts."""

import pytest

from transcriber.gui.text_scale import scaled, scaled_by, scaled_sheet, text_percent
from transcriber.gui.theme import Theme
from transcriber.gui.typeface import typeface
from transcriber.settings.appearance import Appearance


@pytest.mark.parametrize(
    ("size_px", "percent", "then_px"),
    [(10, 100, 10), (10, 250, 25), (13, 80, 10), (1, 80, 1), (0, 300, 0), (-2, 150, -3)],
)
def test_sizes_grow_and_what_is_there_never_vanishes(size_px: int, percent: int, then_px: int) -> None:
    assert scaled_by(size_px, percent) == then_px


def test_every_pixel_of_a_style_sheet_grows_and_nothing_else() -> None:
    sheet = "#a12px { margin: -7px 0; border: 1px solid #101318; font-weight: 600; padding: 0 15px }"
    assert scaled_sheet(sheet, 100) is sheet
    assert scaled_sheet(sheet, 200) == (
        "#a12px { margin: -14px 0; border: 2px solid #101318; font-weight: 600; padding: 0 30px }"
    )


def test_the_whole_program_has_one_size(theme: Theme) -> None:
    assert (text_percent(), scaled(20), typeface(13).pixelSize()) == (100, 20, 13)
    theme.wear(Appearance(text_percent=200))
    assert (text_percent(), scaled(20), typeface(13).pixelSize()) == (200, 40, 26)

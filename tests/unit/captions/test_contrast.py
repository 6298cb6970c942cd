import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.captions.contrast import blended, contrast, least_contrast

COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


def test_black_and_white_are_as_far_apart_as_colours_can_be() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@given(COLOURS, COLOURS, st.integers(0, 100))
def test_no_picture_behind_makes_it_worse_than_is_said(text: str, background: str, opacity_percent: int) -> None:
    least = least_contrast(text, background, opacity_percent)
    for grey in range(0, 256, 15):
        seen = blended(background, f"#{grey:02X}{grey:02X}{grey:02X}", opacity_percent)
        assert 1 <= least <= contrast(text, seen) + 0.001


def test_an_opaque_background_hides_the_picture() -> None:
    assert least_contrast("#FFFFFF", "#000000", 100) == pytest.approx(21)
    assert least_contrast("#FFFFFF", "#000000", 0) == 1
    assert blended("#000000", "#FFFFFF", 80) == "#333333"

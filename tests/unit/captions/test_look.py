from dataclasses import replace
from typing import Any

import pytest

from transcriber.captions.look import CaptionLook, validate_look
from transcriber.realtime.configuration import ConfigurationError


def test_what_captions_look_like_at_first_is_allowed() -> None:
    validate_look(CaptionLook())
    validate_look(CaptionLook(clears_after_s=5))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lines", 0),
        ("lines", 7),
        ("lines", True),
        ("characters", 15),
        ("size_px", 2000),
        ("opacity_percent", 101),
        ("outline_px", -1),
        ("margin_px", 65),
        ("reading_cps", 31),
        ("clears_after_s", 0),
        ("text_colour", "white"),
        ("background_colour", "#12345"),
        ("outline_colour", "#1234567"),
        ("font_family", " "),
        ("font_family", "x" * 101),
    ],
)
def test_what_is_out_of_bounds_is_named(name: str, value: Any) -> None:
    with pytest.raises(ConfigurationError) as refused:
        validate_look(replace(CaptionLook(), **{name: value}))
    assert refused.value.field == name

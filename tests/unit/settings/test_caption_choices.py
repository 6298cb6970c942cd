import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.caption_choices import MOST_PLACES, CaptionPlace, validate_place, with_place


def test_each_screen_has_one_place_and_the_newest_comes_last() -> None:
    first, second = CaptionPlace(screen="HDMI-1", x_px=10, y_px=20), CaptionPlace(screen="eDP-1", x_px=0, y_px=0)
    moved = CaptionPlace(screen="HDMI-1", x_px=30, y_px=40)
    assert with_place(with_place(with_place((), first), second), moved) == (second, moved)


def test_screens_that_were_seen_long_ago_are_forgotten() -> None:
    places: tuple[CaptionPlace, ...] = ()
    for number in range(MOST_PLACES + 5):
        places = with_place(places, CaptionPlace(screen=str(number), x_px=0, y_px=0))
    assert len(places) == MOST_PLACES
    assert places[-1].screen == str(MOST_PLACES + 4)


@pytest.mark.parametrize(
    "place", [CaptionPlace(screen="", x_px=0, y_px=0), CaptionPlace(screen="a", x_px=0, y_px=-(10**9))]
)
def test_nonsense_is_no_place(place: CaptionPlace) -> None:
    with pytest.raises(ConfigurationError):
        validate_place(place)

"""What a person chose for captions: their look, own presets, what the window does, and where it stands. Pure."""

from dataclasses import dataclass, field

from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import Preset
from transcriber.realtime.configuration import ConfigurationError

MOST_PLACES = 20
_FARTHEST_PX = 100_000
_LONGEST_SCREEN_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionPlace:
    """Where the window stood on a screen, from the screen's upper left corner."""

    screen: str
    x_px: int
    y_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionChoices:
    """Everything about captions that is remembered."""

    look: CaptionLook = field(default_factory=CaptionLook)
    presets: tuple[Preset, ...] = ()
    """A person's own."""
    is_shown: bool = False
    passes_clicks: bool = False
    """Clicks go to what lies under the captions."""
    covers_full_screen: bool = False
    """Past the window manager, where that can be (X11)."""
    places: tuple[CaptionPlace, ...] = ()
    """One for each screen, the newest last."""


def validate_place(place: CaptionPlace) -> None:
    """Raises ConfigurationError, which names the field."""
    if not 0 < len(place.screen) <= _LONGEST_SCREEN_NAME:
        raise ConfigurationError("screen", "A screen has a name.")
    if max(abs(place.x_px), abs(place.y_px)) > _FARTHEST_PX:
        raise ConfigurationError("x_px", "No screen is that large.")


def with_place(places: tuple[CaptionPlace, ...], place: CaptionPlace) -> tuple[CaptionPlace, ...]:
    """The places with another one for its screen, as the newest."""
    others = tuple(each for each in places if each.screen != place.screen)
    return (*others, place)[-MOST_PLACES:]

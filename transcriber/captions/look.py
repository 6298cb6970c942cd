"""How captions look: a person's choices as one frozen value, and their bounds. Pure."""

import re
from dataclasses import dataclass

from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said

DEFAULT_FAMILY = "Inter"
LINES = (1, 6)
CHARACTERS = (16, 80)
SIZE_PX = (12, 200)
OPACITY_PERCENT = (0, 100)
OUTLINE_PX = (0, 8)
MARGIN_PX = (0, 64)
CLEARS_AFTER_S = (1, 600)
READING_CPS = (8, 30)
_LONGEST_FAMILY = 100
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionLook:
    """At first as broadcasters have it: two lines, left-justified, white on black, outlined."""

    lines: int = 2
    characters: int = 37
    """In a line; of the wide ones of Chinese, Japanese and Korean 8 for 21."""
    font_family: str = DEFAULT_FAMILY
    size_px: int = 34
    text_colour: str = "#FFFFFF"
    background_colour: str = "#000000"
    opacity_percent: int = 80
    """Of the background; the text is always opaque."""
    outline_px: int = 2
    outline_colour: str = "#000000"
    margin_px: int = 16
    """Between the text and the edge of its background."""
    clears_after_s: int | None = None
    """Without a new word; None: never."""
    shows_speakers: bool = True
    is_animated: bool = True
    """Lines roll up; otherwise they jump."""
    reading_cps: int = 17
    """Characters a second that a reader is given time for, as long as nothing is late."""


def validate_look(look: CaptionLook) -> None:
    """Raises ConfigurationError, which names the field."""
    _bound(look, "lines", "Captions have", LINES, "lines")
    _bound(look, "characters", "A caption line has", CHARACTERS, "characters")
    _bound(look, "size_px", "Caption text is", SIZE_PX, "pixels high")
    _bound(look, "opacity_percent", "The background is", OPACITY_PERCENT, "percent opaque")
    _bound(look, "outline_px", "The outline is", OUTLINE_PX, "pixels wide")
    _bound(look, "margin_px", "The margin is", MARGIN_PX, "pixels wide")
    _bound(look, "reading_cps", "A reader is given", READING_CPS, "characters a second")
    if look.clears_after_s is not None:
        _bound(look, "clears_after_s", "Captions are cleared after", CLEARS_AFTER_S, "seconds, or never")
    for name in ("text_colour", "background_colour", "outline_colour"):
        if not _COLOUR.fullmatch(getattr(look, name)):
            raise ConfigurationError(name, said("A colour is written as # and six hexadecimal digits."))
    if not 0 < len(look.font_family.strip()) <= _LONGEST_FAMILY:
        raise ConfigurationError(
            "font_family",
            said("A font has a name of at most {longest_family} characters.", longest_family=_LONGEST_FAMILY),
        )


def _bound(look: CaptionLook, name: str, words: str, bounds: tuple[int, int], unit: str) -> None:
    least, most = bounds
    value = getattr(look, name)
    if type(value) is not int or not least <= value <= most:
        raise ConfigurationError(
            name, said("{words} {least} to {most} {unit}.", words=words, least=least, most=most, unit=unit)
        )

"""Looks to begin with, each after a public source. Pure."""

from dataclasses import dataclass

from transcriber.captions.look import CaptionLook, validate_look
from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said

LONGEST_NAME = 40
MOST_OWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A look with a name."""

    name: str
    look: CaptionLook
    source: str = ""
    """What it follows; empty for a person's own."""


PRESETS = (
    Preset(
        name=said("Standard"),
        look=CaptionLook(),
        source=said(
            "What broadcasters have in common: two lines, white on black at 80 %, outlined, 17 characters a second."
        ),
    ),
    Preset(
        name="BBC",
        look=CaptionLook(lines=2, characters=37, opacity_percent=100, outline_px=0),
        source=said(
            "BBC Subtitle Guidelines: two lines, about 37 characters, white on black, live text word by word and "
            "left-justified, 160 to 180 words a minute."
        ),
    ),
    Preset(
        name="Netflix",
        look=CaptionLook(lines=2, characters=42, opacity_percent=0, outline_px=3),
        source=said(
            "Netflix Timed Text Style Guide: two lines of 42 characters, white sans-serif without a box, at least "
            "5/6 of a second, 17 characters a second for adults."
        ),
    ),
    Preset(
        name="FCC",
        look=CaptionLook(lines=4, characters=42, opacity_percent=100, outline_px=0, size_px=30),
        source=said(
            "47 CFR 79.102 and CEA-708: up to four rows, 42 characters on a 16:9 screen, white on opaque black."
        ),
    ),
    Preset(
        name=said("Large hall"),
        look=CaptionLook(lines=3, characters=32, size_px=80, opacity_percent=100, outline_px=0, margin_px=32),
        source=said("Few large words for the last row: 32 characters as in 47 CFR 79.101, three lines, opaque."),
    ),
)


def validate_own(preset: Preset, others: tuple[Preset, ...]) -> None:
    """Raises ConfigurationError, which names the field."""
    name = preset.name
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise ConfigurationError(
            "name", said("A preset has a name of at most {longest_name} characters.", longest_name=LONGEST_NAME)
        )
    if any(other.name.casefold() == name.casefold() for other in (*PRESETS, *others)):
        raise ConfigurationError("name", said("There is a preset {name} already.", name=name))
    if len(others) >= MOST_OWN:
        raise ConfigurationError(
            "name", said("There are {most_own} presets already; delete one first.", most_own=MOST_OWN)
        )
    validate_look(preset.look)

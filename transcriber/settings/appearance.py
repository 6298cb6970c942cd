"""How the whole program looks, moves and speaks to a screen reader: a person's choices, frozen. Pure."""

from dataclasses import dataclass
from typing import Literal

from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said

Contrast = Literal["system", "normal", "high"]
Motion = Literal["system", "full", "reduced"]

TEXT_PERCENT = (80, 300)
TEXT_STEPS_PERCENT = (80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""What the keys go through; any whole number between the ends can be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """Whether it is light or dark stands in `Preferences.theme`."""

    contrast: Contrast = "system"
    text_percent: int = 100
    """Of every text, and of everything that stands around it."""
    motion: Motion = "system"
    announces_turns: bool = True
    """A screen reader is told of every finished turn."""


def validate_appearance(appearance: Appearance) -> None:
    """Raises ConfigurationError, which names the field."""
    least, most = TEXT_PERCENT
    if type(appearance.text_percent) is not int or not least <= appearance.text_percent <= most:
        raise ConfigurationError(
            "text_percent", said("Text can be {least} to {most} % of its usual size.", least=least, most=most)
        )


def larger(text_percent: int) -> int:
    """The next step up; the largest stays."""
    return next((step for step in TEXT_STEPS_PERCENT if step > text_percent), TEXT_PERCENT[1])


def smaller(text_percent: int) -> int:
    """The next step down; the smallest stays."""
    return next((step for step in reversed(TEXT_STEPS_PERCENT) if step < text_percent), TEXT_PERCENT[0])

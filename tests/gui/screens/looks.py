"""The looks that pictures are taken in: theme, contrast, size, language."""

from dataclasses import dataclass, field

from transcriber.gui.theme import ThemeChoice
from transcriber.settings.appearance import Appearance
from transcriber.settings.desktop_choices import WindowLanguage


def _still(contrast: str = "normal", text_percent: int = 100) -> Appearance:
    return Appearance(contrast="high" if contrast == "high" else "normal", text_percent=text_percent, motion="reduced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One of them; its name ends the names of its pictures."""

    name: str
    is_whole: bool = False
    """Every state is taken in it, not the main ones alone."""
    theme: ThemeChoice = "light"
    appearance: Appearance = field(default_factory=_still)
    language: WindowLanguage = "en"
    scale_factor: int = 1
    """Pixels of the screen for each of the window."""


LOOKS = (
    Look(name="light", is_whole=True),
    Look(name="dark", theme="dark"),
    Look(name="contrast", appearance=_still("high")),
    Look(name="dark-contrast", theme="dark", appearance=_still("high")),
    Look(name="large", appearance=_still(text_percent=200)),
    Look(name="dense", scale_factor=2),
    Look(name="german", language="de"),
)

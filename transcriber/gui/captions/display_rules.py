"""What the display lets a window do: a switch that would do nothing is not shown, and why is said."""

from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication

from transcriber.gui.language import tr


@dataclass(frozen=True, slots=True)
class DisplayRules:
    """Of one display server."""

    keeps_on_top: bool = True
    """A window stays above others, and may choose its place."""
    may_cover_full_screen: bool = False
    """Past the window manager."""

    @property
    def words(self) -> str:
        """What cannot be had here, and what to do instead; empty where nothing is missing."""
        if self.keeps_on_top:
            return ""
        return tr(
            "This desktop (Wayland) lets no program keep a window on top or choose its place. Use “Always on top” in"
            " the desktop’s own window menu (Alt+Space), or the captions page in a browser."
        )


def display_rules(platform: str | None = None) -> DisplayRules:
    """The rules of this display, or of the Qt platform that is named."""
    name = QGuiApplication.platformName() if platform is None else platform
    return DisplayRules(keeps_on_top=not name.startswith("wayland"), may_cover_full_screen=name == "xcb")

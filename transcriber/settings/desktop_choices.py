"""How the program lives on a desktop: a person's choices, frozen. Pure.

Whether it starts with the desktop is not among them: that stands where the desktop looks for it.
"""

from dataclasses import dataclass
from typing import Literal

WindowLanguage = Literal["system", "en", "de"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DesktopChoices:
    """What the desktop cannot do is left out there."""

    language: WindowLanguage = "system"
    """Of the window, from the next start on."""
    shows_tray_icon: bool = True
    keeps_running: bool = False
    """Closing the window leaves the program running, with its icon in the tray."""
    notifies: bool = True
    """What happens while the window is not in front is told by the desktop."""
    was_told_of_consent: bool = False
    """The sentence about those who are recorded was shown, which it is once."""

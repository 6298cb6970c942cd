"""What is recorded beside the microphone. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """A person's wishes; what cannot be had on a computer is left out there."""

    with_played_sound: bool = False
    """Also what the computer plays: as a second lane of each recording of a microphone."""

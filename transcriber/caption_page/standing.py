"""What a reader is told about the recording behind the captions. Pure."""

from enum import StrEnum


class Standing(StrEnum):
    """Spelled as the page's script knows it."""

    WAITING = "waiting"
    """Nothing is recorded now."""
    LISTENING = "listening"
    PAUSED = "paused"

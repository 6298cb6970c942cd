"""How the small window with nothing but the text was left. Pure."""

from dataclasses import dataclass

from transcriber.realtime.configuration import ConfigurationError

LEAST_WIDTH_PX = 360
LEAST_HEIGHT_PX = 200
_MOST_PX = 30_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactChoice:
    """Whether it is in use, and where it stood."""

    is_on: bool = False
    x_px: int | None = None
    """None: wherever the large window is."""
    y_px: int | None = None
    width_px: int = 420
    height_px: int = 300


def validate_compact_choice(choice: CompactChoice) -> None:
    """Refuse a size that cannot be used.

    Raises:
        ConfigurationError: It is too small, or larger than any screen.
    """
    for name, least_px in (("width_px", LEAST_WIDTH_PX), ("height_px", LEAST_HEIGHT_PX)):
        if not least_px <= getattr(choice, name) <= _MOST_PX:
            raise ConfigurationError(f"compact.{name}", f"The small window has from {least_px} to {_MOST_PX} pixels.")
    for name in ("x_px", "y_px"):
        if abs(getattr(choice, name) or 0) > _MOST_PX:
            raise ConfigurationError(f"compact.{name}", "The small window stands on no screen there.")

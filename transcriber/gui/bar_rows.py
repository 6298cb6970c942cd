"""How the bar at the top breaks: which of its parts stand in which row, by the room there is. It knows no widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What is never torn apart."""

    RECORD = "record"
    HISTORY = "history"
    INPUTS = "inputs"
    """Microphone, meter, level."""
    DOING = "doing"
    """Pause, commit."""
    CHIP = "chip"
    COMPACT = "compact"
    VIEWS = "views"
    """Captions, theme, panel, menu."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rows of parts in the order of reading; None pushes apart what stands at both its sides."""

    rows: tuple[tuple[Part | None, ...], ...]
    is_wide: bool = False
    """With everything that the menu does too, and with words on what can do without."""
    sides_px: tuple[int, int] = (14, 16)
    """At 100 %."""

    def needed_px(self, widths_px: Mapping[Part, int], spacing_px: int) -> int:
        """What the widest row needs beside the sides, of parts that need so much each."""
        return max(
            sum(widths_px[part] for part in row if part is not None) + spacing_px * (len(row) - 1) for row in self.rows
        )


_FIRST = (Part.RECORD, Part.HISTORY, Part.INPUTS)
_NARROW_SIDES_PX = (4, 4)
WHOLE = (
    Arrangement(((*_FIRST, None, Part.DOING, Part.CHIP, Part.COMPACT, Part.VIEWS),), is_wide=True),
    Arrangement(((*_FIRST, None, Part.DOING, Part.CHIP, Part.VIEWS),)),
    Arrangement((_FIRST, (Part.DOING, Part.CHIP, None, Part.VIEWS))),
    Arrangement(
        ((Part.RECORD, None, Part.DOING, Part.HISTORY, Part.VIEWS), (Part.INPUTS, Part.CHIP)),
        sides_px=_NARROW_SIDES_PX,
    ),
    Arrangement(
        ((Part.RECORD, None, Part.HISTORY, Part.VIEWS), (Part.INPUTS,), (Part.DOING, None, Part.CHIP)),
        sides_px=_NARROW_SIDES_PX,
    ),
)
"""Of the whole bar, from the widest to the narrowest."""
COMPACT = (
    Arrangement(((Part.RECORD, None, Part.CHIP, Part.COMPACT),), sides_px=_NARROW_SIDES_PX),
    Arrangement(((Part.RECORD, None, Part.COMPACT), (Part.CHIP, None)), sides_px=_NARROW_SIDES_PX),
)
"""Of the small one."""

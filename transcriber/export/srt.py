"""SubRip. Pure.

The format has no escapes: what a player would read as markup is written with characters that look alike.
"""

import re
from collections.abc import Sequence

from transcriber.export.clock import clock
from transcriber.export.cues import cues_of
from transcriber.export.material import Material

_TAG = re.compile(r"<(/?[A-Za-z][^<>]*)>")
_OVERRIDE = re.compile(r"\{(?=\\)")


def to_srt(material: Material) -> str:
    """Numbered cues. `-->` inside text would end a cue's times early, a tag or `{\\an8}` would vanish."""
    return "\n".join(
        f"{number}\n{clock(cue.start_ms, ',')} --> {clock(cue.end_ms, ',')}\n{_text(cue.lines)}"
        for number, cue in enumerate(cues_of(material), start=1)
    )


def _text(lines: Sequence[str]) -> str:
    words = _OVERRIDE.sub("｛", "\n".join(lines).replace("-->", "→"))
    return _TAG.sub(r"‹\1›", words) + "\n"

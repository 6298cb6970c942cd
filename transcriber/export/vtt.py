"""WebVTT (W3C). Pure."""

import html

from transcriber.export.clock import clock
from transcriber.export.cues import cues_of
from transcriber.export.material import Material


def to_vtt(material: Material) -> str:
    """Cues with `&`, `<` and `>` escaped, which also covers `-->`."""
    cues = "".join(
        f"\n{clock(cue.start_ms, '.')} --> {clock(cue.end_ms, '.')}\n"
        + "".join(f"{html.escape(line, quote=False)}\n" for line in cue.lines)
        for cue in cues_of(material)
    )
    return f"WEBVTT\n{cues}"

"""WebVTT (W3C). Pure."""

import html
from collections.abc import Sequence

from transcriber.export.cues import clock, cues_of
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn


def to_vtt(turns: Sequence[Turn], names: SpeakerNames | None = None) -> str:
    """Cues with `&`, `<` and `>` escaped, which also covers `-->`."""
    cues = "".join(
        f"\n{clock(cue.start_ms, '.')} --> {clock(cue.end_ms, '.')}\n"
        + "".join(f"{html.escape(line, quote=False)}\n" for line in cue.lines)
        for cue in cues_of(turns, names)
    )
    return f"WEBVTT\n{cues}"

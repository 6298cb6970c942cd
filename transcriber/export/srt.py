"""SubRip. Pure."""

from collections.abc import Sequence

from transcriber.export.cues import clock, cues_of
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.turns import Turn


def to_srt(turns: Sequence[Turn], names: SpeakerNames | None = None) -> str:
    """Numbered cues; `-->` inside text would end a cue's times early, so it is written as an arrow of one character."""
    return "\n".join(
        f"{number}\n{clock(cue.start_ms, ',')} --> {clock(cue.end_ms, ',')}\n" + _text(cue.lines)
        for number, cue in enumerate(cues_of(turns, names), start=1)
    )


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line.replace('-->', '→')}\n" for line in lines)

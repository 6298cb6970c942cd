"""Turns cut into cues that can be read: two lines of 42 characters at most, one after another, never overlapping. Pure.

Figures: BBC Subtitle Guidelines and the Netflix Timed Text Style Guide agree on two lines and about 42 characters.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcriber.transcript.speakers import SpeakerNames, SpokenRun, spoken_runs
from transcriber.transcript.turns import Turn, TurnState

LINE_CHARACTERS = 42
LINES = 2
_SHORTEST_MS = 833
_LONGEST_WITHOUT_END_MS = 3000


@dataclass(frozen=True, slots=True)
class Cue:
    """Text for the screen between two times of the recording."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def cues_of(turns: Sequence[Turn], names: SpeakerNames | None = None) -> list[Cue]:
    """The cues of every finished turn; a turn's time is shared out over its cues by their length.

    Where speakers are told apart, no cue holds more than one of them, and the first of each begins with the name.
    """
    names = names or SpeakerNames()
    cues: list[Cue] = []
    for turn in turns:
        for run in spoken_runs(turn, names) if turn.state is TurnState.FINISHED else ():
            cues.extend(_cut(run, earliest_ms=cues[-1].end_ms if cues else 0))
    return cues


def clock(time_ms: int, decimal_mark: str) -> str:
    """`HH:MM:SS` and milliseconds after `decimal_mark`."""
    seconds, ms = divmod(time_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{decimal_mark}{ms:03d}"


def _cut(run: SpokenRun, earliest_ms: int) -> Iterable[Cue]:
    lines = textwrap.wrap(str(run), LINE_CHARACTERS, break_on_hyphens=False)
    pairs = [tuple(lines[index : index + LINES]) for index in range(0, len(lines), LINES)]
    start_ms = max(earliest_ms, run.start_ms or 0)
    end_ms = run.end_ms if run.end_ms is not None else start_ms + _LONGEST_WITHOUT_END_MS
    end_ms = max(end_ms, start_ms + _SHORTEST_MS)
    total = sum(len(line) for line in lines)
    shown = 0
    for pair in pairs:
        cue_start_ms = start_ms + (end_ms - start_ms) * shown // total
        shown += sum(len(line) for line in pair)
        yield Cue(cue_start_ms, start_ms + (end_ms - start_ms) * shown // total, pair)

"""Markdown. Pure."""

import re
from collections.abc import Sequence

from transcriber.export.cues import clock
from transcriber.transcript.speakers import SpeakerNames, SpokenRun, spoken_runs
from transcriber.transcript.turns import Turn, TurnState

_MEANING = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def to_markdown(turns: Sequence[Turn], title: str, names: SpeakerNames | None = None) -> str:
    """A heading, then a paragraph a turn with its time, or one for each change of speaker in it.

    What Markdown would read as markup is escaped.
    """
    names = names or SpeakerNames()
    paragraphs = "".join(_paragraphs(turn, names) for turn in turns if turn.state is not TurnState.LIVE)
    return f"# {_escaped(title)}\n{paragraphs}"


def _paragraphs(turn: Turn, names: SpeakerNames) -> str:
    if turn.state is TurnState.FAILED:
        return f"\n{_time(turn.start_ms)} *Not transcribed: {_escaped(turn.failure)}*\n"
    return "".join(_paragraph(run) for run in spoken_runs(turn, names))


def _paragraph(run: SpokenRun) -> str:
    name = f" **{_escaped(run.name)}:**" if run.name else ""
    return f"\n{_time(run.start_ms)}{name} {_escaped(run.text)}\n"


def _time(start_ms: int | None) -> str:
    return clock(start_ms, ".")[:8] if start_ms is not None else ""


def _escaped(text: str) -> str:
    return _MEANING.sub(r"\\\1", " ".join(text.split()))

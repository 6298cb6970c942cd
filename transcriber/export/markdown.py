"""Markdown. Pure."""

import re
from collections.abc import Sequence

from transcriber.export.cues import clock
from transcriber.transcript.turns import Turn, TurnState

_MEANING = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def to_markdown(turns: Sequence[Turn], title: str) -> str:
    """A heading, then a paragraph a turn with its time; what Markdown would read as markup is escaped."""
    paragraphs = "".join(_paragraph(turn) for turn in turns if turn.state is not TurnState.LIVE)
    return f"# {_escaped(title)}\n{paragraphs}"


def _paragraph(turn: Turn) -> str:
    time = clock(turn.start_ms, ".")[:8] if turn.start_ms is not None else ""
    if turn.state is TurnState.FAILED:
        return f"\n{time} *Not transcribed: {_escaped(turn.failure)}*\n"
    return f"\n{time} {_escaped(turn.text)}\n"


def _escaped(text: str) -> str:
    return _MEANING.sub(r"\\\1", " ".join(text.split()))

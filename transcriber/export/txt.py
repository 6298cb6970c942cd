"""Plain text: the transcript alone, a turn a line. Pure."""

from collections.abc import Sequence

from transcriber.transcript.turns import Turn, TurnState


def to_txt(turns: Sequence[Turn]) -> str:
    """One line a finished turn; a failed one is said in brackets."""
    return "".join(f"{_line(turn)}\n" for turn in turns if turn.state is not TurnState.LIVE)


def _line(turn: Turn) -> str:
    if turn.state is TurnState.FAILED:
        return f"[not transcribed: {' '.join(turn.failure.split())}]"
    return " ".join(turn.text.split())

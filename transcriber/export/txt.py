"""Plain text: the transcript alone, a turn a line. Pure."""

from collections.abc import Sequence

from transcriber.transcript.turns import Turn, TurnState


def to_txt(turns: Sequence[Turn]) -> str:
    """One line a finished turn; a failed one is said in brackets."""
    return "".join(f"{turn_line(turn)}\n" for turn in turns if turn.state is not TurnState.LIVE)


def turn_line(turn: Turn) -> str:
    """A finished or failed turn as one line."""
    if turn.state is TurnState.FAILED:
        return f"[not transcribed: {' '.join(turn.failure.split()) or 'the service gave no reason'}]"
    return " ".join(turn.text.split())

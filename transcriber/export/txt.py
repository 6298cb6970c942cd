"""Plain text: the transcript alone, a turn a line. Pure."""

from collections.abc import Sequence

from transcriber.transcript.speakers import SpeakerNames, spoken_runs
from transcriber.transcript.turns import Turn, TurnState


def to_txt(turns: Sequence[Turn], names: SpeakerNames | None = None) -> str:
    """One line a finished turn, or one for each change of speaker in it; a failed one is said in brackets."""
    names = names or SpeakerNames()
    return "".join(
        f"{line}\n" for turn in turns if turn.state is not TurnState.LIVE for line in turn_lines(turn, names)
    )


def turn_lines(turn: Turn, names: SpeakerNames) -> list[str]:
    """A finished or failed turn as a line for each change of speaker, one where nobody is told apart."""
    if turn.state is TurnState.FAILED:
        return [turn_line(turn)]
    return [" ".join(str(run).split()) for run in spoken_runs(turn, names)]


def turn_line(turn: Turn) -> str:
    """A finished or failed turn as one line."""
    if turn.state is TurnState.FAILED:
        return f"[not transcribed: {' '.join(turn.failure.split()) or 'the service gave no reason'}]"
    return " ".join(turn.text.split())

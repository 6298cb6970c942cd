"""A turn as one row of the transcript: bounded, plain, speakers on lines of their own, its unsettled end. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum

from transcriber.gui.shown_text import LINE_SEPARATOR, TURN_LIMIT_CHARACTERS, omitted_characters, shown_text
from transcriber.gui.speaker_lines import stretches
from transcriber.transcript.turns import Turn, TurnState


class TailKind(StrEnum):
    """What follows the settled text of a turn."""

    NONE = "none"
    PROVISIONAL = "provisional"
    FAILURE = "failure"
    OMISSION = "omission"


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker, from `position` in the settled text on."""

    position: int
    speaker: str


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in one block."""

    turn: Turn | None = None
    settled: str = ""
    tail: str = ""
    tail_kind: TailKind = TailKind.NONE
    voices: tuple[Voice, ...] = ()
    """Who speaks from where on; empty where nobody tells."""
    doubtful: tuple[tuple[int, int], ...] = ()
    """Stretches of `settled` that the service is not sure of."""

    @property
    def text(self) -> str:
        """The block's text."""
        return self.settled + self.tail


def row_of(turn: Turn) -> Row:
    """A turn as it is shown: bounded, plain, with its unsettled end or its failure."""
    settled, voices = _settled(turn)
    doubtful = _doubtful(turn, settled) if turn.doubtful else ()
    row = Row(turn, settled, voices=voices, doubtful=doubtful)
    if turn.state is TurnState.FAILED:
        reason = shown_text(turn.failure, 500) or "the service gave no reason"
        tail = f"{' ' if settled else ''}Not transcribed: {reason}"
        return replace(row, tail=tail, tail_kind=TailKind.FAILURE)
    omitted = omitted_characters(turn.text)
    if omitted:
        tail = f" … {omitted:,} more characters: save the transcript to read them"
        return replace(row, tail=tail, tail_kind=TailKind.OMISSION)
    tail = shown_text(turn.provisional, max(0, TURN_LIMIT_CHARACTERS - len(turn.text)))
    if tail and settled and not settled[-1].isspace() and not tail[0].isspace() and _wants_space(settled[-1], tail[0]):
        tail = " " + tail
    return replace(row, tail=tail, tail_kind=TailKind.PROVISIONAL) if tail else row


def _settled(turn: Turn) -> tuple[str, tuple[Voice, ...]]:
    """The settled text with every speaker on a line of its own, and where those lines begin."""
    parts = stretches(turn)
    if len(parts) < 2 or len(turn.text) > TURN_LIMIT_CHARACTERS:
        return shown_text(turn.text), tuple(Voice(0, part.speaker) for part in parts[:1])
    lines, voices, position = [], [], 0
    for part in parts:
        words = shown_text(turn.text[part.start : part.end].strip())
        voices.append(Voice(position, part.speaker))
        lines.append(words)
        position += len(words) + len(LINE_SEPARATOR)
    return LINE_SEPARATOR.join(lines), tuple(voices)


def _doubtful(turn: Turn, settled: str) -> tuple[tuple[int, int], ...]:
    """The doubtful stretches as they lie in the shown text, which may hold other spaces than the turn's."""
    found, position, read = [], 0, 0
    for start, end in turn.doubtful:
        words = shown_text(turn.text[start:end]).strip()
        # What lies between is shown with about as many characters; looking on from there cannot find another word.
        near = max(position, position + len(shown_text(turn.text[read:start]).strip()) - 2)
        place = settled.find(words, near) if words else -1
        if place >= 0:
            found.append((place, place + len(words)))
            position, read = place + len(words), end
    return tuple(found)


def _wants_space(before: str, after: str) -> bool:
    """Words of scripts that are written with spaces are kept apart; those of Chinese or Japanese are not."""
    return before < "\u2e80" and after < "\u2e80" and after.isalnum()

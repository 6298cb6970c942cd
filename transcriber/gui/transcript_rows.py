"""A turn as one row of the transcript: bounded, plain, speakers on lines of their own, its unsettled end.

Pure but for the window's language.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from transcriber.gui.language import in_words, number, stored_words, tr
from transcriber.gui.shown_text import LINE_SEPARATOR, TURN_LIMIT_CHARACTERS, omitted_characters, shown_text
from transcriber.gui.speaker_lines import stretches
from transcriber.transcript.missing_words import NO_REASON, NO_REASON_OF_SERVICE
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
    maker: str = ""
    """Told above the row: what made it, where it is the first of another service."""

    @property
    def text(self) -> str:
        """The block's text."""
        return self.settled + self.tail

    @property
    def voice(self) -> tuple[int, str, bool]:
        """Whose words come first: the source, the speaker where somebody is told apart, and whether they are there."""
        lane = 0 if self.turn is None else self.turn.lane
        return lane, self.voices[0].speaker if self.voices else "", self.tail_kind is not TailKind.FAILURE

    def goes_on_from(self, before: "Row") -> bool:
        """Whether the voice is the one that spoke last there; a row that says nothing yet does not break it."""
        if self.turn is None or before.turn is None:
            return True
        lane, first, is_heard = before.voice
        return self.voice == (lane, before.voices[-1].speaker if before.voices else first, is_heard)


def row_of(turn: Turn) -> Row:
    """A turn as it is shown: bounded, plain, with its unsettled end or its failure."""
    lines = _lines(turn)
    settled = LINE_SEPARATOR.join(line.words for line in lines)
    voices = tuple(Voice(line.position, line.speaker) for line in lines if line.speaker)
    row = Row(turn, settled, voices=voices, doubtful=_doubtful(turn, lines))
    if turn.state is TurnState.FAILED:
        reason = shown_text(stored_words(turn.failure), 500) or in_words(NO_REASON_OF_SERVICE)
        tail = (" " if settled else "") + tr("Not transcribed: {reason}").format(reason=reason)
        return replace(row, tail=tail, tail_kind=TailKind.FAILURE)
    if turn.state is TurnState.GAP:
        reason = shown_text(stored_words(turn.failure), 500) or in_words(NO_REASON)
        return replace(row, tail=tr("Gap: {reason}").format(reason=reason), tail_kind=TailKind.FAILURE)
    omitted = omitted_characters(turn.text)
    if omitted:
        tail = " … " + tr("{count} more characters: save the transcript to read them").format(count=number(omitted))
        return replace(row, tail=tail, tail_kind=TailKind.OMISSION)
    tail = shown_text(turn.provisional, max(0, TURN_LIMIT_CHARACTERS - len(turn.text)))
    if tail and settled and not settled[-1].isspace() and not tail[0].isspace() and _wants_space(settled[-1], tail[0]):
        tail = " " + tail
    return replace(row, tail=tail, tail_kind=TailKind.PROVISIONAL) if tail else row


@dataclass(frozen=True, slots=True)
class _Line:
    """What one speaker says in a turn: where it stands in the turn's text, and where in what is shown."""

    speaker: str
    start: int
    end: int
    position: int
    words: str


def _lines(turn: Turn) -> tuple[_Line, ...]:
    """The settled text with every speaker on a line of its own."""
    parts = stretches(turn)
    if len(parts) < 2 or len(turn.text) > TURN_LIMIT_CHARACTERS:
        speaker = parts[0].speaker if parts else ""
        return (_Line(speaker, 0, len(turn.text), 0, shown_text(turn.text)),)
    lines: list[_Line] = []
    position = 0
    for part in parts:
        said = turn.text[part.start : part.end]
        start = part.start + len(said) - len(said.lstrip())
        line = _Line(part.speaker, start, part.end, position, shown_text(said.strip()))
        lines.append(line)
        position += len(line.words) + len(LINE_SEPARATOR)
    return tuple(lines)


def _doubtful(turn: Turn, lines: tuple[_Line, ...]) -> tuple[tuple[int, int], ...]:
    """The doubtful stretches as they lie in the shown text."""
    found = []
    for start, end in turn.doubtful:
        for line in lines:
            first, last = (_place(turn, line, index) for index in (max(start, line.start), min(end, line.end)))
            if first < last:
                found.append((first, last))
    return tuple(found)


def _place(turn: Turn, line: _Line, index: int) -> int:
    """Where a character of the turn is shown; what is shown for a beginning begins what is shown for the whole."""
    length = len(shown_text(turn.text[line.start : index])) if index > line.start else 0
    return line.position + min(length, len(line.words))


def _wants_space(before: str, after: str) -> bool:
    """Words of scripts that are written with spaces are kept apart; those of Chinese or Japanese are not."""
    return before < "\u2e80" and after < "\u2e80" and after.isalnum()

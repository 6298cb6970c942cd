"""Words into lines, each broken once: what stands in a line stays in it. Pure."""

from collections import deque
from dataclasses import dataclass

from transcriber.captions.line import CaptionLine, PastLine
from transcriber.captions.look import CaptionLook
from transcriber.captions.words import NARROW, Word, units_of

OMISSION = "[…]"
"""Stands for what was left out."""
MOST_WAITING = 24
"""Lines that wait to be shown: about a minute of speech. A reader who is further behind is helped by the present."""


@dataclass(slots=True, kw_only=True)
class MadeLine:
    """One line, shown or waiting."""

    arrived_ms: int
    """When its first word was there."""
    lane: int = 0
    who: str = ""
    label: str = ""
    heard_ms: int | None = None
    runs_right_to_left: bool = False
    text: str = ""
    units: int = 0
    number: int = 0
    """0 until it is shown."""
    shown_ms: int = 0
    grown_ms: int = 0
    """When its newest word was shown."""
    read_ms: int = 0
    """When a reader has come to its end."""
    is_finished: bool = False

    def caption(self, tail: str = "") -> CaptionLine:
        """What a view gets of it."""
        return CaptionLine(
            number=self.number,
            label=self.label,
            text=self.text,
            tail=tail,
            is_finished=self.is_finished,
            runs_right_to_left=self.runs_right_to_left,
        )

    def past(self) -> PastLine:
        """What is looked back at."""
        return PastLine(
            text=self.caption().settled,
            shown_ms=self.shown_ms,
            heard_ms=self.heard_ms,
            runs_right_to_left=self.runs_right_to_left,
        )


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a word, and in which way it runs."""

    lane: int
    who: str
    """Empty where it is not known or not to be shown."""
    runs_right_to_left: bool
    heard_ms: int | None


class LineMaker:
    """Knows the line that words are added to, and those that wait to be shown. The thread of the view that made it."""

    def __init__(self, look: CaptionLook) -> None:
        self.waiting: deque[MadeLine] = deque()
        """Made and not yet shown, oldest first."""
        self.last: MadeLine | None = None
        """The one that words are added to, shown or waiting."""
        self._who = ""
        self._lane = 0
        self.set_look(look)

    @property
    def line_units(self) -> int:
        """How long a line may be."""
        return self._line_units

    def set_look(self, look: CaptionLook) -> None:
        """Counts from the next line on."""
        self._line_units = look.characters * NARROW
        self._shows_speakers = look.shows_speakers

    def begin(self) -> None:
        """Forget what was said."""
        self.waiting.clear()
        self.last = None
        self._who, self._lane = "", 0

    def end_line(self) -> None:
        """The next word begins a line."""
        if self.last is not None:
            self.last.is_finished = True
            self.last = None

    def add(self, word: Word, voice: Voice, arrived_ms: int) -> MadeLine:
        """Put a word where it belongs; the line that has it now."""
        line = self.last
        if line is None or (line.text and self._must_break(line, word.units, word.is_after_space, voice)):
            line = self._new_line(voice, arrived_ms)
        elif not line.text:
            self._address(line, voice)
        space = " " if word.is_after_space and line.text else ""
        line.text += space + word.text
        line.units += NARROW * len(space) + word.units
        self._who, self._lane = voice.who or (self._who if voice.lane == self._lane else ""), voice.lane
        return line

    def leave_out(self, voice: Voice, arrived_ms: int) -> None:
        """Something is missing here."""
        self.end_line()
        self._new_line(voice, arrived_ms).text = OMISSION
        self.end_line()

    def make_room(self, voice: Voice, arrived_ms: int) -> MadeLine:
        """A line without a word yet, for what is not settled."""
        return self._new_line(voice, arrived_ms)

    def fits(self, units: int, voice: Voice) -> bool:
        """Whether so much more, after a space, stays in the last line."""
        line = self.last
        return line is not None and (not line.text or not self._must_break(line, units, True, voice))

    def drop_surplus(self) -> None:
        """Leave out what waits beyond what may wait, at its oldest end."""
        if len(self.waiting) <= MOST_WAITING:
            return
        while len(self.waiting) >= MOST_WAITING:
            dropped = self.waiting.popleft()
        mark = MadeLine(
            arrived_ms=dropped.arrived_ms, lane=dropped.lane, who=dropped.who, heard_ms=dropped.heard_ms, text=OMISSION
        )
        mark.units, mark.is_finished = units_of(OMISSION), True
        following = self.waiting[0]
        if following.who and self._shows_speakers and not following.label:
            mark.label = following.who
        self.waiting.appendleft(mark)

    def drop_room(self) -> None:
        """Take a line without words back that nobody has seen."""
        if self.waiting and not self.waiting[-1].text:
            self.waiting.pop()
            self.last = None

    def _must_break(self, line: MadeLine, units: int, is_after_space: bool, voice: Voice) -> bool:
        is_other = voice.lane != self._lane or (voice.who != "" and self._who != "" and voice.who != self._who)
        turns_round = voice.runs_right_to_left != line.runs_right_to_left
        return is_other or turns_round or line.units + NARROW * is_after_space + units > self._line_units

    def _new_line(self, voice: Voice, arrived_ms: int) -> MadeLine:
        self.end_line()
        line = MadeLine(arrived_ms=arrived_ms)
        self._address(line, voice)
        self.waiting.append(line)
        self.last = line
        return line

    def _address(self, line: MadeLine, voice: Voice) -> None:
        """Who speaks in it, and in which direction it runs: fixed with its first word."""
        line.lane, line.heard_ms, line.runs_right_to_left = voice.lane, voice.heard_ms, voice.runs_right_to_left
        line.who = voice.who or (self._who if voice.lane == self._lane else "")
        is_news = line.who != self._who or voice.lane != self._lane
        line.label = line.who if self._shows_speakers and line.who and is_news else ""
        line.units = units_of(line.label) + 2 * NARROW if line.label else 0

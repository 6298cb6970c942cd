"""A reader of captions that checks every promise at every step, and a speaker that makes turns grow."""

from dataclasses import dataclass, replace

from transcriber.captions.line import CaptionLine
from transcriber.captions.line_maker import OMISSION
from transcriber.captions.lines import CaptionLines
from transcriber.captions.look import CaptionLook
from transcriber.captions.words import NARROW, units_of
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


@dataclass
class Seen:
    """What a reader knows of a line."""

    line: CaptionLine
    shown_ms: int
    grown_ms: int


class CaptionStage:
    """Time, turns and what was seen."""

    def __init__(self, look: CaptionLook | None = None, lane_names: tuple[str, ...] = ("Me", "Others")) -> None:
        self.look = look or CaptionLook()
        self.lines = CaptionLines(self.look, lane_names=lane_names)
        self.now_ms = 10_000
        self.turns: dict[int, Turn] = {}
        self.order: list[int] = []
        self.seen: dict[int, Seen] = {}
        self.clears = 0

    @property
    def words(self) -> list[str]:
        """Every settled word that was ever shown, in order, without labels."""
        return " ".join(seen.line.text for seen in self.seen.values()).split()

    @property
    def rows(self) -> list[str]:
        """What stands on the screen, what is not settled in angle brackets."""
        return [line.settled + (f"<{line.tail}>" if line.tail else "") for line in self.lines.shown]

    def say(self, number: int, text: str = "", *, tail: str | None = None, lane: int = 0) -> None:
        """A turn grows by `text`; what is not settled of it is `tail`."""
        turn = self.turns.get(number) or Turn(number=number, lane=lane, start_ms=number * 1000)
        provisional = turn.provisional if tail is None else tail
        self.turns[number] = replace(turn, text=turn.text + text, provisional=provisional)
        self._tell(TurnChange.DELTA if text else TurnChange.PROVISIONAL, number, text)

    def end(self, number: int, text: str | None = None, **changes: object) -> None:
        """A turn is over, with another text if one is given."""
        turn = self.turns[number]
        ended = replace(turn, state=TurnState.FINISHED, provisional="", text=turn.text if text is None else text)
        self.turns[number] = replace(ended, **changes)  # type: ignore[arg-type]
        self._tell(TurnChange.COMPLETED, number)

    def remove(self, number: int) -> None:
        """It turned out to be nothing."""
        del self.turns[number]
        self.order.remove(number)
        self.lines.apply(TurnRemoved(number), self.now_ms)
        self.look_on()

    def wait(self, duration_ms: int) -> None:
        """Time passes; the captions are asked when they wanted to be."""
        until_ms = self.now_ms + duration_ms
        while (next_ms := self.lines.next_ms) is not None and next_ms <= until_ms:
            assert next_ms >= self.now_ms
            before = (self.lines.shown, self.now_ms)
            self.now_ms = next_ms
            self.look_on()
            assert (self.lines.shown, self.lines.next_ms) != (before[0], next_ms), "woken for nothing, for ever"
        self.now_ms = until_ms
        self.look_on()

    def read_to_the_end(self) -> None:
        """Until nothing waits any more."""
        for _ in range(60):
            self.wait(2_000)

    def look_on(self) -> None:
        """Ask once, and hold what is shown against every promise."""
        before = self.lines.shown
        assert self.lines.advance(self.now_ms) is (self.lines.shown != before)
        shown = self.lines.shown
        assert len(shown) <= self.look.lines
        if before and not shown:
            self.clears += 1
        self._check_leaving(before, shown)
        for place, line in enumerate(shown):
            assert place == len(shown) - 1 or (line.is_finished and not line.tail)
            assert units_of(line.settled + line.tail) <= self.look.characters * NARROW + units_of(f"{line.label}: ")
            self._see(line)

    def _check_leaving(self, before: tuple[CaptionLine, ...], shown: tuple[CaptionLine, ...]) -> None:
        there = {line.number for line in shown}
        for line in before:
            if line.number not in there and shown:
                assert self.now_ms - self.seen[line.number].grown_ms >= 833, "pushed out before it was held"

    def _see(self, line: CaptionLine) -> None:
        known = self.seen.get(line.number)
        if known is None:
            last = max(self.seen, default=0)
            assert line.number == last + 1
            if last:
                assert self.now_ms - self.seen[last].shown_ms >= 800, "two lines at once"
            self.seen[line.number] = Seen(line, self.now_ms, self.now_ms)
            return
        if known.line.is_finished:
            assert line == known.line, "a finished line moved"
        assert line.text.startswith(known.line.text)
        if known.line.text:
            assert (line.label, line.runs_right_to_left) == (known.line.label, known.line.runs_right_to_left)
        grown_ms = self.now_ms if line.text != known.line.text else known.grown_ms
        self.seen[line.number] = Seen(line, known.shown_ms, grown_ms)

    def _tell(self, change: TurnChange, number: int, appended: str = "") -> None:
        if number not in self.order:
            self.order.append(number)
        told = TurnChanged(change, self.turns[number], self.order.index(number), appended)
        self.lines.apply(told, self.now_ms)
        self.look_on()


def without_omissions(words: list[str]) -> list[str]:
    """The words that were said."""
    return [word for word in words if word != OMISSION]

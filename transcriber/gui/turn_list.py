"""Every turn of a recording in reading order, as the window knows them. Pure; it does not know its view."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transcriber.audio.durations import clock
from transcriber.transcript.missing_words import gap_words
from transcriber.transcript.speakers import SpeakerNames, spoken_text
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


@dataclass(frozen=True, slots=True)
class TurnInserted:
    """A turn now stands at `position`; those behind it moved back by one."""

    position: int


@dataclass(frozen=True, slots=True)
class TurnRewritten:
    """The turn at `position` has other words, times or another state."""

    position: int


@dataclass(frozen=True, slots=True)
class TurnTakenOut:
    """The turn that stood at `position` is gone; those behind it moved up by one."""

    position: int


Edit = TurnInserted | TurnRewritten | TurnTakenOut


class TurnList:
    """Turns by reading order. Main thread."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []
        self._numbers: set[int] = set()
        self._word_count = 0
        self.names = SpeakerNames()
        """Of everyone who spoke so far."""

    def __len__(self) -> int:
        return len(self._turns)

    def __getitem__(self, position: int) -> Turn:
        return self._turns[position]

    def __iter__(self) -> Iterator[Turn]:
        return iter(self._turns)

    def turn_at(self, position: int) -> Turn:
        """The turn at `position`."""
        return self._turns[position]

    def position_of(self, number: int) -> int | None:
        """Where the turn of this number stands."""
        if number not in self._numbers:
            return None
        # What changes is nearly always at the end.
        for position in range(len(self._turns) - 1, -1, -1):
            if self._turns[position].number == number:
                return position
        return None

    @property
    def word_count(self) -> int:
        """Settled words in all turns."""
        return self._word_count

    def clear(self) -> None:
        """Forget everything: another recording begins."""
        self._turns.clear()
        self._numbers.clear()
        self.names = SpeakerNames()
        self._word_count = 0

    def apply(self, notice: TurnChanged | TurnRemoved) -> list[Edit]:
        """Take one change in; what it means for a view, in the order to do it."""
        if isinstance(notice, TurnRemoved):
            return self._take_out(notice.number)
        self.names.meet(notice.turn)
        position = self.position_of(notice.turn.number)
        if position is None:
            return self._insert(notice)
        if notice.change is TurnChange.PLACED and notice.position != position:
            return [*self._take_out(notice.turn.number), *self._insert(notice)]
        self._count(self._turns[position], notice.turn)
        self._turns[position] = notice.turn
        return [TurnRewritten(position)]

    def text(self, *, with_times: bool = False) -> str:
        """All settled words, as `text_of` writes them."""
        return text_of(self._turns, self.names, with_times=with_times)

    def _insert(self, notice: TurnChanged) -> list[Edit]:
        position = min(max(notice.position, 0), len(self._turns))
        self._turns.insert(position, notice.turn)
        self._numbers.add(notice.turn.number)
        self._count(None, notice.turn)
        return [TurnInserted(position)]

    def _take_out(self, number: int) -> list[Edit]:
        position = self.position_of(number)
        if position is None:
            return []
        self._count(self._turns.pop(position), None)
        self._numbers.remove(number)
        return [TurnTakenOut(position)]

    def _count(self, before: Turn | None, after: Turn | None) -> None:
        if before is not None and after is not None and before.text == after.text:
            return
        self._word_count -= len(before.text.split()) if before else 0
        self._word_count += len(after.text.split()) if after else 0


def text_of(turns: Iterable[Turn], names: SpeakerNames, *, with_times: bool = False) -> str:
    """All settled words, one turn a line, or one speaker's part of it; a failed turn says so.

    Ends with a line feed unless empty.
    """
    lines = []
    for turn in turns:
        if turn.is_on_silence:
            continue
        words = spoken_text(turn, names).strip()
        if turn.state is TurnState.GAP:
            # Its own times are in it.
            name = names.lane_name(turn.lane)
            lines.append(f"{name}: {gap_words(turn)}" if name else gap_words(turn))
            continue
        if turn.failure:
            words = f"{words} [not transcribed: {turn.failure}]".lstrip()
        if not words:
            continue
        if with_times and turn.start_ms is not None:
            words = f"{clock(turn.start_ms)}  {words}"
        lines.append(words)
    return "\n".join(lines) + "\n" if lines else ""

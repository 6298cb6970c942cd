"""Turns as they can be printed: one after another in reading order, each once it is over. Pure.

What was printed stays: a turn that takes the place of a printed one, because its audio was heard again, is not printed.
"""

from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved, TurnState, is_same_speech


class ReadingOrder:
    """Follows the changes of one recording. Main thread."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []
        self._seen = 0
        """How many of them, from the first on, are printed or never will be."""
        self._printed_numbers: set[int] = set()
        self._taken_back: list[Turn] = []

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every turn so far."""
        return tuple(self._turns)

    @property
    def live(self) -> Turn | None:
        """The newest turn that still grows."""
        return next((turn for turn in reversed(self._turns) if turn.state is TurnState.LIVE), None)

    def update(self, change: TurnChanged | TurnRemoved) -> list[Turn]:
        """Take a change in; returns the turns that can be printed now."""
        number = change.number if isinstance(change, TurnRemoved) else change.turn.number
        at = self._index(number)
        if at is not None:
            self._take_out(at, is_removed=isinstance(change, TurnRemoved))
        if isinstance(change, TurnChanged):
            self._turns.insert(change.position, change.turn)
            self._seen = min(self._seen, change.position)
        return self._printable()

    def rest(self) -> list[Turn]:
        """What can be printed because nothing more comes."""
        return self._printable(is_over=True)

    def _take_out(self, at: int, *, is_removed: bool) -> None:
        turn = self._turns.pop(at)
        if at < self._seen:
            self._seen -= 1
        if is_removed and turn.number in self._printed_numbers and turn.state is not TurnState.GAP:
            self._taken_back.append(turn)

    def _index(self, number: int) -> int | None:
        for index in range(len(self._turns) - 1, -1, -1):
            if self._turns[index].number == number:
                return index
        return None

    def _printable(self, *, is_over: bool = False) -> list[Turn]:
        found = []
        while self._seen < len(self._turns):
            turn = self._turns[self._seen]
            # A gap at the end may still grow.
            is_growing = turn.state is TurnState.GAP and self._seen + 1 == len(self._turns)
            if turn.state is TurnState.LIVE or (is_growing and not is_over):
                break
            self._seen += 1
            if turn.number not in self._printed_numbers and not any(is_same_speech(t, turn) for t in self._taken_back):
                found.append(turn)
                self._printed_numbers.add(turn.number)
        return found

"""Turns as they can be printed: one after another in reading order, each once it is over. Pure."""

from transcriber.transcript.turns import Turn, TurnChanged, TurnRemoved, TurnState


class ReadingOrder:
    """Follows the changes of one recording. Main thread."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []
        self._printed = 0

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
            del self._turns[at]
        if isinstance(change, TurnChanged):
            self._turns.insert(change.position, change.turn)
        return self._printable()

    def _index(self, number: int) -> int | None:
        for index in range(len(self._turns) - 1, -1, -1):
            if self._turns[index].number == number:
                return index
        return None

    def _printable(self) -> list[Turn]:
        start = self._printed
        while self._printed < len(self._turns) and self._turns[self._printed].state is not TurnState.LIVE:
            self._printed += 1
        return self._turns[start : self._printed]

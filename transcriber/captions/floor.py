"""Who has the floor: of turns that grow at the same time, one is shown at a time, in reading order. Pure.

Words of two sources are not mixed word by word: who has the floor keeps it until the turn is over or has been quiet,
or until another one has waited for as long as words may be held back.
"""

from collections.abc import Iterator, Mapping

from transcriber.captions.heard_again import HeardAgain
from transcriber.captions.spoken_turn import SpokenTurn, SpokenWord
from transcriber.transcript.speakers import LANE_NAMES, SpeakerNames
from transcriber.transcript.turns import TurnChange, TurnChanged, TurnRemoved, TurnState

QUIET_MS = 700
"""A turn that says nothing for so long may be interrupted."""
PATIENCE_MS = 1_500
"""Nobody waits longer for another one to end: half of what captions may be late."""


class Floor:
    """The thread of the view that made it."""

    def __init__(self, given_names: Mapping[str, str] | None = None) -> None:
        self._order: list[int] = []
        self._turns: dict[int, SpokenTurn] = {}
        """Those that have, or may get, something to say."""
        self._ended: set[int] = set()
        self._current: SpokenTurn | None = None
        self._heard_again = HeardAgain()
        self._names = SpeakerNames(given_names)
        self.lanes: set[int] = set()
        """In which something was heard."""

    @property
    def speaking(self) -> SpokenTurn | None:
        """Whose words are shown."""
        return self._current

    def name_speakers(self, given: Mapping[str, str]) -> None:
        """What a person called whom; counts for what is said from here on."""
        met = self._names.speakers
        self._names = SpeakerNames({speaker: name for speaker, name in given.items() if speaker not in LANE_NAMES})
        for speaker in met:
            self._names.name(speaker)

    def apply(self, change: TurnChanged | TurnRemoved, line_units: int, now_ms: int) -> None:
        """Take one change in."""
        if isinstance(change, TurnRemoved):
            self._remove(change.number)
            return
        self._place(change)
        if change.turn.state is TurnState.GAP or change.turn.number in self._ended:
            return
        turn = self._turns.setdefault(change.turn.number, SpokenTurn(change.turn.number, change.turn.lane))
        if not turn.has_begun and change.turn.text.strip():
            turn.told_before = self._heard_again.told_by(change.turn)
        turn.take(change.turn, self._names, line_units, now_ms)
        if turn.words or turn.has_tail:
            self.lanes.add(turn.lane)
        self._forget_if_done(turn)

    def take(self, now_ms: int) -> Iterator[tuple[SpokenTurn, SpokenWord]]:
        """Every word that may be shown by now, in order, with its turn."""
        while (turn := self._next(now_ms)) is not None:
            while turn.words:
                yield turn, turn.words.popleft()
            self._forget_if_done(turn)

    def skip(self) -> None:
        """What waits is not shown, and counts as if it had been."""
        for turn in list(self._turns.values()):
            turn.words.clear()
            self._forget_if_done(turn)

    def wakes_ms(self, now_ms: int) -> int | None:
        """When somebody who waits may speak; None: nobody waits."""
        times_ms = [self._allowed_ms(turn) for turn in self._turns.values() if turn is not self._current]
        return min((time_ms for time_ms in times_ms if time_ms is not None and time_ms > now_ms), default=None)

    def _next(self, now_ms: int) -> SpokenTurn | None:
        if self._current is not None and self._current.words:
            return self._current
        turns = sorted((turn for turn in self._turns.values() if turn is not self._current), key=self._position)
        for has_something in (_has_words, _has_tail):
            for turn in turns:
                allowed_ms = self._allowed_ms(turn) if has_something(turn) else None
                if allowed_ms is not None and allowed_ms <= now_ms:
                    self._current = turn
                    return turn if turn.words else None
        return None

    def _allowed_ms(self, turn: SpokenTurn) -> int | None:
        """When it may have the floor; None: it has nothing to say."""
        if not turn.words and not turn.has_tail:
            return None
        at_latest_ms = turn.waiting_since_ms + PATIENCE_MS
        current = self._current
        free_ms = turn.waiting_since_ms
        if current is not None and not current.is_over and current.number in self._turns:
            free_ms = max(free_ms, current.grown_ms + QUIET_MS)
        if any(other is not current and self._precedes(other, turn) for other in self._turns.values()):
            free_ms = at_latest_ms
        if not turn.words:
            # What is not settled interrupts nobody.
            return free_ms if current is None or current.is_over or not current.has_tail else None
        return min(free_ms, at_latest_ms)

    def _precedes(self, other: SpokenTurn, turn: SpokenTurn) -> bool:
        return (
            other is not turn
            and other.lane == turn.lane
            and not (other.is_over and not other.words)
            and self._position(other) < self._position(turn)
        )

    def _place(self, change: TurnChanged) -> None:
        number, position = change.turn.number, max(0, change.position)
        known = self._index(number)
        if known is None:
            self._order.insert(min(position, len(self._order)), number)
        elif change.change is TurnChange.PLACED and known != position:
            del self._order[known]
            self._order.insert(min(position, len(self._order)), number)

    def _remove(self, number: int) -> None:
        known = self._index(number)
        if known is not None:
            del self._order[known]
        turn = self._turns.pop(number, None)
        if turn is not None:
            self._heard_again.keep(turn)
            turn.drop()
        self._heard_again.remove(number)
        self._ended.discard(number)

    def _forget_if_done(self, turn: SpokenTurn) -> None:
        if turn.is_over and not turn.words:
            if self._turns.pop(turn.number, None) is not None:
                self._heard_again.keep(turn)
            self._ended.add(turn.number)

    def _position(self, turn: SpokenTurn) -> int:
        index = self._index(turn.number)
        return len(self._order) if index is None else index

    def _index(self, number: int) -> int | None:
        # What changes is nearly always at the end.
        for index in range(len(self._order) - 1, -1, -1):
            if self._order[index] == number:
                return index
        return None


def _has_words(turn: SpokenTurn) -> bool:
    return bool(turn.words)


def _has_tail(turn: SpokenTurn) -> bool:
    return turn.has_tail

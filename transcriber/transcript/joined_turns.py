"""The turns of two lanes as one transcript: one order by time, one numbering, each turn with its lane. Pure.

Within a lane the lane's own order counts, whatever the times say; between the two it is when a turn begins. A turn of
which that is not known yet stands behind everything before it in its lane.
"""

from dataclasses import dataclass, replace

from transcriber.transcript.transcript import Change
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved

OTHERS_PREFIX = "others:"
"""Before the service's names for speakers in lane 1: they are other people than those of the same name in lane 0."""


@dataclass(slots=True, eq=False)
class _Entry:
    lane: int
    turn: Turn
    """With its number in the joined transcript."""


class JoinedTurns:
    """One recording's. Session thread."""

    def __init__(self) -> None:
        """There are none."""
        self._lanes: tuple[list[_Entry], list[_Entry]] = ([], [])
        """In each lane's own order."""
        self._order: list[_Entry] = []
        self._entries: dict[tuple[int, int], _Entry] = {}
        self._last_number = 0

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Every turn in reading order."""
        return tuple(entry.turn for entry in self._order)

    def turn_of(self, lane: int, number: int) -> Turn | None:
        """The turn that has this number in its lane, as the joined transcript has it."""
        entry = self._entries.get((lane, number))
        return None if entry is None else entry.turn

    def apply(self, lane: int, change: Change) -> list[Change]:
        """What a change of one lane's transcript is in the joined one."""
        if isinstance(change, TurnRemoved):
            return self._remove(lane, change.number)
        key = (lane, change.turn.number)
        entry = self._entries.get(key)
        if entry is None:
            self._last_number += 1
            entry = self._entries[key] = _Entry(lane, replace(change.turn, number=self._last_number))
            was_at, is_in_place = None, False
        else:
            was_at = _index(self._order, entry)
            is_in_place = entry.turn.start_ms == change.turn.start_ms and self._stands(entry, change.position)
        entry.turn = in_lane(lane, change.turn, entry.turn.number)
        at = was_at if is_in_place and was_at is not None else self._place(entry, change.position)
        told = replace(change, turn=entry.turn, position=at)
        if was_at is None or was_at == at or change.change is TurnChange.PLACED:
            return [told if was_at is None or was_at == at else replace(told, change=TurnChange.PLACED)]
        return [replace(told, change=TurnChange.PLACED, appended=""), told]

    def rewrite(self, turn: Turn) -> list[Change]:
        """A finished turn, by its number in the joined transcript, gets other words."""
        for at in range(len(self._order) - 1, -1, -1):
            if self._order[at].turn.number == turn.number:
                self._order[at].turn = turn
                return [TurnChanged(TurnChange.COMPLETED, turn, at)]
        return []

    def _remove(self, lane: int, number: int) -> list[Change]:
        entry = self._entries.pop((lane, number), None)
        if entry is None:
            return []
        self._lanes[lane].remove(entry)
        self._order.remove(entry)
        return [TurnRemoved(entry.turn.number)]

    def _stands(self, entry: _Entry, position: int) -> bool:
        lane = self._lanes[entry.lane]
        return position < len(lane) and lane[position] is entry

    def _place(self, entry: _Entry, position: int) -> int:
        """Put it where it belongs; its index."""
        lane = self._lanes[entry.lane]
        for entries in (lane, self._order):
            if entry in entries:
                del entries[_index(entries, entry)]
        index = min(position, len(lane))
        lane.insert(index, entry)
        first = _index(self._order, lane[index - 1]) + 1 if index else 0
        last = _index(self._order, lane[index + 1]) if index + 1 < len(lane) else len(self._order)
        at = self._by_time(entry, first, last)
        self._order.insert(at, entry)
        return at

    def _by_time(self, entry: _Entry, first: int, last: int) -> int:
        """Between its neighbours in its lane: behind the last turn of the other one that does not begin later."""
        start_ms = entry.turn.start_ms
        if start_ms is None:
            return last
        for at in range(last, first, -1):
            other_ms = self._order[at - 1].turn.start_ms
            if other_ms is not None and (other_ms, self._order[at - 1].lane) <= (start_ms, entry.lane):
                return at
        return first


def _index(entries: list[_Entry], entry: _Entry) -> int:
    """From the end: what changes is nearly always there."""
    at = len(entries) - 1
    while entries[at] is not entry:
        at -= 1
    return at


def in_lane(lane: int, turn: Turn, number: int) -> Turn:
    """A turn as its lane's service told it, as the recording's turn of this number."""
    segments = turn.segments
    if lane and segments:
        segments = tuple(replace(each, speaker=f"{OTHERS_PREFIX}{each.speaker}") for each in segments)
    return replace(turn, number=number, lane=lane, segments=segments)

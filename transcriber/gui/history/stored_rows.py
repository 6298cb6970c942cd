"""A stored recording's turns and gaps in reading order, and what differs when they are read again."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transcriber.app.stored_material import gap_of, missing_beside
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.time_order import in_time_order
from transcriber.transcript.turns import Turn, TurnState


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A turn of the store, or a gap: `stored` is None in a gap, `stretch` in a turn."""

    turn: Turn
    """What a person reads."""
    stored: StoredTurn | None = None
    stretch: Stretch | None = None

    @property
    def can_be_made_up(self) -> bool:
        """Whether there is nothing to read here, but sound to be transcribed."""
        if self.stretch is not None:
            return self.stretch.has_audio
        return self.turn.state is TurnState.FAILED

    @property
    def is_edited(self) -> bool:
        """Whether a person changed what the machine wrote."""
        return self.stored is not None and self.stored.edited_text is not None


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows `start` up to `old_end` gave way to the new rows `start` up to `new_end`."""

    start: int
    old_end: int
    new_end: int

    def moved(self, index: int | None) -> int | None:
        """Where a row is afterwards, or the one that took its place; None stays None."""
        if index is None or index < self.start:
            return index
        if index >= self.old_end:
            return index + self.new_end - self.old_end
        return min(index, self.new_end - 1) if self.new_end > self.start else max(0, self.start - 1)


class StoredRows:
    """Rows that never change, with the ways to find one. Any thread.

    Args:
        turns: In reading order.
        stretches: What became of the audio.
        given_names: What a person called whom.
    """

    def __init__(
        self,
        turns: Sequence[StoredTurn] = (),
        stretches: Iterable[Stretch] = (),
        given_names: Mapping[str, str] | None = None,
    ) -> None:
        self.rows = tuple(_in_order(turns, stretches))
        self.names = SpeakerNames.of((row.turn for row in self.rows), given_names)
        self._indexes = {row.stored.id: index for index, row in enumerate(self.rows) if row.stored is not None}
        self._reached_ms: list[int] = []
        reached_ms = 0
        for row in self.rows:
            reached_ms = max(reached_ms, row.turn.start_ms or 0)
            self._reached_ms.append(reached_ms)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, index: int) -> StoredRow:
        return self.rows[index]

    def turn_at(self, index: int) -> Turn:
        """What the row at `index` says."""
        return self.rows[index].turn

    def index_of(self, turn_id: int) -> int | None:
        """Where a turn of the store stands."""
        return self._indexes.get(turn_id)

    def index_at(self, time_ms: int) -> int | None:
        """The last row that begins at or before this time; the first row before that; None where there is none."""
        return max(0, bisect_right(self._reached_ms, time_ms) - 1) if self.rows else None


def differences(old: Sequence[StoredRow], new: Sequence[StoredRow]) -> tuple[Difference, ...]:
    """What leads from `old` to `new`, one after the other: a part completed at both ends, or one stretch replaced."""
    if old and (start := _place_of(old, new)):
        end = start + len(old)
        return (Difference(0, 0, start), Difference(end, end, len(new)))[: 2 if end < len(new) else 1]
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    if start == len(old) == len(new):
        return ()
    same = 0
    while same < shorter - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return (Difference(start, len(old) - same, len(new) - same),)


def _place_of(old: Sequence[StoredRow], new: Sequence[StoredRow]) -> int | None:
    """Where the whole of `old` stands within `new`."""
    start = next((index for index, row in enumerate(new) if row == old[0]), None)
    return start if start is not None and tuple(new[start : start + len(old)]) == tuple(old) else None


def _in_order(turns: Sequence[StoredTurn], stretches: Iterable[Stretch]) -> Iterable[StoredRow]:
    return in_time_order(
        ((stored.machine.start_ms, StoredRow(stored.shown, stored)) for stored in turns),
        ((row.turn.start_ms or 0, row) for row in _gaps(missing_beside(turns, stretches))),
    )


def _gaps(missing: Iterable[Stretch]) -> Iterable[StoredRow]:
    for number, stretch in enumerate(missing, start=1):
        gap = gap_of(stretch)
        # Numbers below zero: no turn has one.
        turn = Turn(
            number=-number,
            state=TurnState.GAP,
            failure=gap.reason,
            start_ms=gap.start_ms,
            end_ms=gap.end_ms,
            lane=gap.lane,
        )
        yield StoredRow(turn, stretch=stretch)

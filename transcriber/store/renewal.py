"""Turns whose audio was transcribed again: others in their place, new ones where none were, all of it in one change.

The machine's text of a turn is replaced, never what a person made of it, as long as one turn stands for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcriber.store.recordings import recording_id_of
from transcriber.store.stored_turn import Origin, Renewal, StoredTurn
from transcriber.store.turn_rows import values_of
from transcriber.store.turns import INSERT, PUT_BACK, Turns
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.turns import Turn

_Stay = tuple[int, int | None]
"""Lane and beginning of a turn that stays."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A renewal and where in reading order it belongs: before the turn of this index among those that stay."""

    index: int
    before: tuple[StoredTurn, ...] = ()
    turns: tuple[Turn, ...] = ()
    same: StoredTurn | None = None
    """Where one stands for one: the turn that goes on."""

    @property
    def length(self) -> int:
        """Places that it takes in reading order, with those for the way back."""
        return max(len(self.before), len(self.turns))


class RenewedTurns(Turns):
    """Turns that can be made anew. The thread of its connection. Raises as `Turns`."""

    def renew(
        self,
        public_id: str,
        renewals: Sequence[Renewal],
        origin: Origin,
        lane: int = 0,
        stretches: Sequence[Stretch] = (),
    ) -> list[StoredTurn]:
        """Carry all of them out, as one change that `undo` takes back; the turns that were made, in reading order.

        What became known of the audio is laid in the same change, and taken back with it.

        Raises:
            StoreError: unknown_turn where one of the old ones is gone.
        """
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            coverage = self._coverage.renewed(public_id, stretches)
            places = self._places(recording_id, lane, renewals)
            if not places:
                return []
            before: list[StoredTurn] = []
            made: list[StoredTurn] = []
            position = self._make_room(recording_id, places)
            number = self._last_number(recording_id)
            for stored in (stored for place in places for stored in place.before):
                self._database.change("DELETE FROM turns WHERE id = ?", stored.id)
                self._absorb(recording_id, stored)
            for place, next_position in zip(places, position, strict=True):
                before += [replace(old, position=next_position + index) for index, old in enumerate(place.before)]
                for index, turn in enumerate(place.turns):
                    number += 1
                    stored = _made(place, turn, number, lane, origin)
                    stored = replace(stored, position=next_position + index)
                    sql, values = (PUT_BACK, values_of(stored)) if stored.id else (INSERT, values_of(stored)[1:])
                    made.append(self.get(self._database.insert(sql, recording_id, *values)))
            self._note_revision(recording_id, "reshape", before, made, coverage)
        return made

    def _places(self, recording_id: int, lane: int, renewals: Sequence[Renewal]) -> list[_Place]:
        """In reading order; the index counts only the turns that stay."""
        gone = {old_id for renewal in renewals for old_id in renewal.old_ids}
        rows = self._database.rows(
            "SELECT id, lane, start_ms FROM turns WHERE recording_id = ? ORDER BY position, number, part, id",
            recording_id,
        )
        stays_before: dict[int, int] = {}
        stays: list[_Stay] = []
        for row in rows:
            stays_before[row["id"]] = len(stays)
            if row["id"] not in gone:
                stays.append((row["lane"], row["start_ms"]))
        places: list[_Place] = []
        for renewal in renewals:
            old = tuple(self.get(old_id) for old_id in renewal.old_ids)
            index = min((stays_before[stored.id] for stored in old), default=None)
            places += _places_of(old, renewal.turns, lane, index, stays)
        return sorted(places, key=lambda place: (place.index, _start_ms(place)))

    def _make_room(self, recording_id: int, places: Sequence[_Place]) -> list[int]:
        """Move the turns that stay so far that each renewal has its places; the first one of each."""
        gone = [stored.id for place in places for stored in place.before]
        marks = ", ".join("?" for _ in gone)
        stays = self._database.rows(
            f"""SELECT id, position, number, part FROM turns WHERE recording_id = ? AND id NOT IN ({marks})
            ORDER BY position, number, part, id""",
            *(recording_id, *gone),
        )
        first, last = places[0].index, places[-1].index
        position = stays[first - 1]["position"] + 1 if first else 0
        found: list[int] = []
        between: list[tuple[int, int]] = []
        waiting = list(places)
        for index in range(first, last + 1):
            while waiting and waiting[0].index == index:
                found.append(position)
                position += waiting.pop(0).length
            if index < last:
                between.append((stays[index]["id"], position))
                position += 1
        if last < len(stays) and (shift := position - stays[last]["position"]) > 0:
            self._database.change(
                """UPDATE turns SET position = position + ?
                WHERE recording_id = ? AND (position, number, part, id) >= (?, ?, ?, ?)""",
                *(shift, recording_id, *(stays[last][name] for name in ("position", "number", "part", "id"))),
            )
        for turn_id, place in between:
            self._database.change("UPDATE turns SET position = ? WHERE id = ?", place, turn_id)
        return found

    def _last_number(self, recording_id: int) -> int:
        """Of both lanes: whoever reads them knows turns by their numbers alone."""
        return max(
            self._database.number(f"SELECT max(number) FROM {table} WHERE recording_id = ?", recording_id)
            for table in ("turns", "absorbed")
        )


def _places_of(
    old: tuple[StoredTurn, ...], turns: Sequence[Turn], lane: int, index: int | None, stays: Sequence[_Stay]
) -> list[_Place]:
    """One renewal's: what was said in the other lane meanwhile stands between its turns."""
    first, last = (0, len(stays)) if index is None else _between_neighbours(stays, lane, index)
    by_index: dict[int, tuple[Turn, ...]] = {}
    for turn in turns:
        first = _index_at(stays, (turn.start_ms or 0, lane), first, last)
        by_index[first] = (*by_index.get(first, ()), turn)
    same = old[0] if len(old) == len(turns) == 1 else None
    if index is None:
        return [_Place(at, (), there) for at, there in by_index.items()]
    was_there = _Place(index, old, by_index.pop(index, ()), same)
    return [was_there, *(_Place(at, (), there, same) for at, there in by_index.items())]


def _between_neighbours(stays: Sequence[_Stay], lane: int, index: int) -> tuple[int, int]:
    """Where the order of its own lane lets a turn stand that stood at the index."""
    first, last = index, index
    while first and stays[first - 1][0] != lane:
        first -= 1
    while last < len(stays) and stays[last][0] != lane:
        last += 1
    return first, last


def _made(place: _Place, turn: Turn, number: int, lane: int, origin: Origin) -> StoredTurn:
    if place.same is not None:
        return replace(place.same, machine=replace(turn, number=place.same.machine.number), origin=origin)
    return StoredTurn(id=0, machine=replace(turn, number=number), lane=lane, origin=origin)


def _index_at(stays: Sequence[_Stay], begins: tuple[int, int], first: int, last: int) -> int:
    """Behind the last turn there that began earlier; of two that began at once, lane 0 stands first."""
    for at in range(last, first, -1):
        lane, start_ms = stays[at - 1]
        if start_ms is not None and (start_ms, lane) <= begins:
            return at
    return first


def _start_ms(place: _Place) -> int:
    if place.before:
        return min(stored.machine.start_ms or 0 for stored in place.before)
    return place.turns[0].start_ms or 0

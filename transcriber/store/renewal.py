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


@dataclass(frozen=True, slots=True)
class _Place:
    """A renewal and where in reading order it belongs: before the turn of this index among those that stay."""

    index: int
    before: tuple[StoredTurn, ...]
    turns: tuple[Turn, ...]

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
            for place, next_position in zip(places, position, strict=True):
                before += [replace(old, position=next_position + index) for index, old in enumerate(place.before)]
                for stored in place.before:
                    self._database.change("DELETE FROM turns WHERE id = ?", stored.id)
                    self._absorb(recording_id, stored)
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
            "SELECT id, start_ms FROM turns WHERE recording_id = ? ORDER BY position, number, part, id", recording_id
        )
        stays_before: dict[int, int] = {}
        starts: list[int | None] = []
        for row in rows:
            stays_before[row["id"]] = len(starts)
            if row["id"] not in gone:
                starts.append(row["start_ms"])
        places = []
        for renewal in renewals:
            old = tuple(self.get(old_id) for old_id in renewal.old_ids)
            if old:
                index = min(stays_before[stored.id] for stored in old)
            elif renewal.turns:
                index = _index_at(starts, renewal.turns[0].start_ms or 0)
            else:
                continue
            places.append(_Place(index, old, renewal.turns))
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


def _made(place: _Place, turn: Turn, number: int, lane: int, origin: Origin) -> StoredTurn:
    if len(place.before) == len(place.turns) == 1:
        [old] = place.before
        return replace(old, machine=replace(turn, number=old.machine.number), origin=origin)
    return StoredTurn(id=0, machine=replace(turn, number=number), lane=lane, origin=origin)


def _index_at(starts: Sequence[int | None], start_ms: int) -> int:
    """Behind the last turn that began earlier."""
    earlier = (index for index, other_ms in enumerate(starts, 1) if other_ms is not None and other_ms <= start_ms)
    return max(earlier, default=0)


def _start_ms(place: _Place) -> int:
    if place.before:
        return min(stored.machine.start_ms or 0 for stored in place.before)
    return place.turns[0].start_ms or 0

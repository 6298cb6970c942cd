"""The turns of a recording: each durable before it is shown as finished, edits apart from the machine's text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from transcriber.sentence import said
from transcriber.store.connection import Database, Row
from transcriber.store.coverage import Coverage, way_back_from_text
from transcriber.store.errors import StoreError
from transcriber.store.recordings import recording_id_of
from transcriber.store.reshaping import merged, split
from transcriber.store.stored_turn import NOTHING_KNOWN, Origin, StoredTurn
from transcriber.store.turn_rows import COLUMNS, rows_as_text, turn_of, turns_from_text, values_of
from transcriber.transcript.plain_text import plain
from transcriber.transcript.turns import Turn, TurnState

PAGE = 500
REVISIONS_KEPT = 100
"""Of a recording: how many changes can be taken back."""
_WITHOUT_ID = COLUMNS[1:]
_REFRESHED = tuple(name for name in _WITHOUT_ID if name not in ("lane", "number", "part", "edited_text", "is_speech"))
INSERT = f"""INSERT INTO turns (recording_id, {", ".join(_WITHOUT_ID)})
  VALUES (?, {", ".join("?" for _ in _WITHOUT_ID)})"""
_UPSERT = f"""{INSERT} ON CONFLICT (recording_id, lane, number) WHERE part = 0
  DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _REFRESHED)}"""
PUT_BACK = f"""INSERT INTO turns (recording_id, {", ".join(COLUMNS)})
  VALUES (?, {", ".join("?" for _ in COLUMNS)})"""


class TurnPages:
    """Reads the turns in reading order. The thread of its connection. Everything raises what `Database` raises."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, public_id: str, after: StoredTurn | None = None, count: int = PAGE) -> list[StoredTurn]:
        """The first turns of a recording, or those that follow `after`; fewer than `count` is the end.

        Raises:
            StoreError: unknown_recording.
        """
        recording_id = recording_id_of(self._database, public_id)
        place = (-1, 0, 0, 0) if after is None else (after.position, after.machine.number, after.part, after.id)
        rows = self._database.rows(
            """SELECT * FROM turns WHERE recording_id = ? AND (position, number, part, id) > (?, ?, ?, ?)
            ORDER BY position, number, part, id LIMIT ?""",
            *(recording_id, *place, count),
        )
        return [turn_of(row) for row in rows]

    def all(self, public_id: str) -> list[StoredTurn]:
        """Every turn of a recording. Raises as `page`."""
        found = self.page(public_id)
        while len(found) % PAGE == 0 and (more := self.page(public_id, found[-1] if found else None)):
            found += more
        return found

    def end_ms(self, public_id: str) -> int:
        """Where the last one ends, as far as that is known; 0 where nothing is. Raises as `page`."""
        return self._database.number(
            "SELECT max(end_ms) FROM turns WHERE recording_id = ?", recording_id_of(self._database, public_id)
        )

    def count(self, public_id: str) -> int:
        """How many turns a recording has. Raises as `page`."""
        return self._database.number(
            "SELECT count(*) FROM turns WHERE recording_id = ?", recording_id_of(self._database, public_id)
        )

    def between(self, public_id: str, start_ms: int, end_ms: int) -> list[StoredTurn]:
        """Those that lie between two times of the recording, at least partly, in reading order. Raises as `page`."""
        rows = self._database.rows(
            """SELECT * FROM turns WHERE recording_id = ? AND end_ms >= ? AND start_ms <= ?
            ORDER BY position, number, part, id""",
            *(recording_id_of(self._database, public_id), start_ms, end_ms),
        )
        return [turn_of(row) for row in rows]

    def get(self, turn_id: int) -> StoredTurn:
        """One turn.

        Raises:
            StoreError: unknown_turn.
        """
        return turn_of(self._row(turn_id))

    def _row(self, turn_id: int) -> Row:
        found = self._database.row("SELECT * FROM turns WHERE id = ?", turn_id)
        if found is None:
            raise StoreError("unknown_turn", said("This turn is no longer in the history."))
        return found


class Turns(TurnPages):
    """Writes the turns, each call one transaction. The thread of its connection. Raises as the pages."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._coverage = Coverage(database)

    def save(
        self, public_id: str, turn: Turn, position: int, *, lane: int = 0, origin: Origin = NOTHING_KNOWN
    ) -> StoredTurn | None:
        """Keep a finished or failed turn; when this returns, it is on the disk.

        A turn of the same lane and number is replaced, its edit stays. None where a person has merged, split or
        replaced that turn since: then nothing changes.

        Raises:
            ValueError: The turn is live.
        """
        if turn.state is TurnState.LIVE:
            raise ValueError("a live turn is not kept")
        stored = StoredTurn(id=0, machine=turn, lane=lane, position=position, origin=origin)
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            if self._is_reshaped(recording_id, lane, turn.number):
                return None
            self._database.change(_UPSERT, recording_id, *values_of(stored)[1:])
            [row] = self._database.rows(
                "SELECT * FROM turns WHERE recording_id = ? AND lane = ? AND number = ? AND part = 0",
                *(recording_id, lane, turn.number),
            )
        return turn_of(row)

    def remove(self, public_id: str, number: int, lane: int = 0) -> None:
        """The turn turned out to be nothing, or its audio is sent again. What a person reshaped stays."""
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            if not self._is_reshaped(recording_id, lane, number):
                self._database.change(
                    "DELETE FROM turns WHERE recording_id = ? AND lane = ? AND number = ?", recording_id, lane, number
                )

    def place(self, public_id: str, positions: dict[int, int], lane: int = 0) -> None:
        """Turns, by number, changed their places in reading order."""
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            for number, position in positions.items():
                self._database.change(
                    "UPDATE turns SET position = ? WHERE recording_id = ? AND lane = ? AND number = ?",
                    *(position, recording_id, lane, number),
                )

    def edit(self, turn_id: int, text: str) -> StoredTurn:
        """What a person made of it; the machine's own text takes the edit away."""
        with self._database.write():
            self.edit_all({turn_id: text})
            return self.get(turn_id)

    def edit_all(self, texts: Mapping[int, str]) -> int:
        """What a person made of several turns of one recording, as one change that `undo` takes back.

        Args:
            texts: By the turns' ids; as `edit`.

        Returns:
            How many of them are other than before.
        """
        with self._database.write():
            changed: list[tuple[StoredTurn, str | None]] = []
            recording_id = 0
            for turn_id, text in texts.items():
                row = self._row(turn_id)
                before, recording_id = turn_of(row), row["recording_id"]
                edited = None if plain(text) == before.machine.text else plain(text)
                if edited != before.edited_text:
                    changed.append((before, edited))
            if changed:
                turns = [before for before, _ in changed]
                self._note_revision(recording_id, "edit", turns, turns)
            for before, edited in changed:
                self._database.change("UPDATE turns SET edited_text = ? WHERE id = ?", edited, before.id)
        return len(changed)

    def call_speech(self, turn_id: int) -> StoredTurn:
        """A person says that it was speech, whatever the local evidence heard; `undo` takes it back."""
        with self._database.write():
            row = self._row(turn_id)
            before = turn_of(row)
            if before.is_speech or not before.machine.is_on_silence:
                return before
            self._note_revision(row["recording_id"], "edit", [before], [before])
            self._database.change("UPDATE turns SET is_speech = 1 WHERE id = ?", turn_id)
        return replace(before, is_speech=True)

    def merge(self, turn_ids: Sequence[int]) -> StoredTurn:
        """Make one turn of neighbours in reading order.

        Raises:
            StoreError: not_neighbours.
        """
        with self._database.write():
            recording_id, turns = self._neighbours(turn_ids)
            return self._reshape(recording_id, turns, [merged(turns)])[0]

    def split(self, turn_id: int, index: int) -> tuple[StoredTurn, StoredTurn]:
        """Make two turns, cut at this index of the text that is shown.

        Raises:
            ValueError: Nothing but blanks would be left on one side.
        """
        with self._database.write():
            row = self._row(turn_id)
            before = turn_of(row)
            first, second = self._reshape(row["recording_id"], [before], list(split(before, index)))
        return first, second

    def replace(self, turn_ids: Sequence[int], turns: Sequence[Turn], origin: Origin) -> list[StoredTurn]:
        """The audio of neighbours was transcribed again: `turns` stand in their place. One for one keeps the edit.

        Raises:
            StoreError: not_neighbours.
        """
        with self._database.write():
            recording_id, before = self._neighbours(turn_ids)
            edited = before[0].edited_text if len(before) == len(turns) == 1 else None
            after = [replace(before[0], machine=turn, edited_text=edited, origin=origin) for turn in turns]
            return self._reshape(recording_id, before, after)

    def undo(self, public_id: str) -> bool:
        """Take the last edit, merge, split or replacement in a recording back; False where there is none."""
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            revision = self._database.row(
                "SELECT * FROM revisions WHERE recording_id = ? ORDER BY id DESC LIMIT 1", recording_id
            )
            if revision is None:
                return False
            before, after = turns_from_text(revision["before"]), turns_from_text(revision["after"])
            if revision["kind"] == "edit":
                for each in before:
                    self._take_edit_back(each)
            else:
                self._put_back(recording_id, before, after)
                self._put_back_coverage(recording_id, revision["coverage"])
            self._database.change("DELETE FROM revisions WHERE id = ?", revision["id"])
        return True

    def _is_reshaped(self, recording_id: int, lane: int, number: int) -> bool:
        key = (recording_id, lane, number)
        return bool(
            self._database.row("SELECT 1 FROM absorbed WHERE recording_id = ? AND lane = ? AND number = ?", *key)
        )

    def _neighbours(self, turn_ids: Sequence[int]) -> tuple[int, list[StoredTurn]]:
        rows = sorted(map(self._row, dict.fromkeys(turn_ids)), key=_place)
        recordings, lanes = {row["recording_id"] for row in rows}, {row["lane"] for row in rows}
        if len(recordings) != 1 or len(lanes) != 1 or self._count_between(rows[0], rows[-1]) != len(rows):
            raise StoreError("not_neighbours", said("Only turns that follow each other can be taken together."))
        return recordings.pop(), [turn_of(row) for row in rows]

    def _count_between(self, first: Row, last: Row) -> int:
        return self._database.number(
            """SELECT count(*) FROM turns WHERE recording_id = ? AND lane = ?
            AND (position, number, part, id) BETWEEN (?, ?, ?, ?) AND (?, ?, ?, ?)""",
            *(first["recording_id"], first["lane"], *_place(first), *_place(last)),
        )

    def _reshape(
        self, recording_id: int, before: Sequence[StoredTurn], after: Sequence[StoredTurn]
    ) -> list[StoredTurn]:
        """`after` takes the place, the number and (the first of it) the id of the first of `before`."""
        first = before[0]
        for stored in before:
            self._database.change("DELETE FROM turns WHERE id = ?", stored.id)
            self._absorb(recording_id, stored)
        self._database.change(
            """UPDATE turns SET part = part + ? WHERE recording_id = ? AND lane = ? AND number = ? AND part > ?""",
            *(len(after), recording_id, first.lane, first.machine.number, first.part),
        )
        made: list[StoredTurn] = []
        for part, stored in enumerate(after, first.part):
            machine = replace(stored.machine, number=first.machine.number)
            stored = replace(stored, machine=machine, lane=first.lane, position=first.position, part=part)
            sql, values = (INSERT, values_of(stored)[1:]) if made else (PUT_BACK, values_of(stored))
            made.append(self.get(self._database.insert(sql, recording_id, *values)))
        self._note_revision(recording_id, "reshape", before, made)
        return made

    def _absorb(self, recording_id: int, stored: StoredTurn) -> None:
        self._database.change(
            "INSERT OR IGNORE INTO absorbed (recording_id, lane, number) VALUES (?, ?, ?)",
            *(recording_id, stored.lane, stored.machine.number),
        )

    def _note_revision(
        self,
        recording_id: int,
        kind: Literal["edit", "reshape"],
        before: Sequence[StoredTurn],
        after: Sequence[StoredTurn],
        coverage: str = "",
    ) -> None:
        revision_id = self._database.insert(
            "INSERT INTO revisions (recording_id, kind, before, after, coverage) VALUES (?, ?, ?, ?, ?)",
            *(recording_id, kind, rows_as_text(before), rows_as_text(after), coverage),
        )
        self._database.change(
            """DELETE FROM revisions WHERE recording_id = ? AND id <= (SELECT id FROM revisions
            WHERE recording_id = ? AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?)""",
            *(recording_id, recording_id, revision_id, REVISIONS_KEPT - 1),
        )

    def _take_edit_back(self, before: StoredTurn) -> None:
        self._database.change(
            "UPDATE turns SET edited_text = ?, is_speech = ? WHERE id = ?",
            *(before.edited_text, int(before.is_speech), before.id),
        )

    def _put_back(self, recording_id: int, before: Sequence[StoredTurn], after: Sequence[StoredTurn]) -> None:
        for stored in after:
            self._database.change("DELETE FROM turns WHERE id = ?", stored.id)
        for stored in before:
            self._database.insert(PUT_BACK, recording_id, *values_of(stored))

    def _put_back_coverage(self, recording_id: int, coverage: str) -> None:
        if coverage:
            self._coverage.put_back(recording_id, way_back_from_text(coverage))


def _place(row: Row) -> tuple[int, int, int, int]:
    return row["position"], row["number"], row["part"], row["id"]

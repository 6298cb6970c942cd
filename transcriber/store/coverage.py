"""What became of each second of a recording's audio: stretches that never overlap, kept from sample to sample."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transcriber.store.connection import Database
from transcriber.store.recordings import recording_id_of
from transcriber.store.turn_rows import Fields
from transcriber.transcript.plain_text import plain
from transcriber.transcript.stretches import Stretch, StretchState, lacking, laid_over

PAGE = 2000
_COLUMNS = ("lane", "start_sample", "end_sample", "state", "reason", "has_audio")


class CoverageList:
    """Reads the stretches. The thread of its connection. Raises StoreError unknown_recording, or as `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, public_id: str) -> list[Stretch]:
        """Every stretch of a recording, by lane and time."""
        found = self.page(public_id)
        while len(found) % PAGE == 0 and (more := self.page(public_id, found[-1] if found else None)):
            found += more
        return found

    def page(self, public_id: str, after: Stretch | None = None) -> list[Stretch]:
        """The first stretches by lane and time, or those that follow `after`; none behind the last one."""
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows(
            """SELECT lane, start_sample, end_sample, state, reason, has_audio FROM stretches
            WHERE recording_id = ? AND (lane, start_sample) > (?, ?) ORDER BY lane, start_sample LIMIT ?""",
            *(recording_id, *((-1, 0) if after is None else (after.lane, after.start_sample)), PAGE),
        )
        return [_stretch(row) for row in rows]

    def missing(self, public_id: str) -> list[Stretch]:
        """Those in which something that may have been said has no text, by lane and time."""
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows(
            """SELECT lane, start_sample, end_sample, state, reason, has_audio FROM stretches
            WHERE recording_id = ? AND state IN ('gap', 'unheard') ORDER BY lane, start_sample""",
            recording_id,
        )
        return [_stretch(row) for row in rows]

    def lacking(self, public_id: str, end_sample: int, lane: int = 0) -> list[tuple[int, int]]:
        """What of a lane's audio, up to `end_sample` of its spool, came to no end: start and end samples in order."""
        return lacking([stretch for stretch in self.of(public_id) if stretch.lane == lane], end_sample)


class Coverage(CoverageList):
    """Writes the stretches, each call one transaction. The thread of its connection. Raises as the list."""

    def lay(self, public_id: str, stretches: Iterable[Stretch]) -> None:
        """Each takes the place of whatever was known of its samples; like neighbours become one."""
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            for stretch in stretches:
                self._lay(recording_id, replace(stretch, reason=plain(stretch.reason)))

    def renewed(self, public_id: str, stretches: Sequence[Stretch]) -> str:
        """Lay them; what was known of their samples before, for the way back."""
        with self._database.write():
            recording_id = recording_id_of(self._database, public_id)
            before = [old for each in stretches for old in self._known_of(recording_id, each)]
            self.lay(public_id, stretches)
        return _as_text(stretches, before)

    def put_back(self, recording_id: int, way_back: "WayBack") -> None:
        """Of those samples it is known again what was known before."""
        with self._database.write():
            for each in way_back.laid:
                for old in self._taken(recording_id, each):
                    for start, end in ((old.start_sample, each.start_sample), (each.end_sample, old.end_sample)):
                        if start < end:
                            self._insert(recording_id, replace(old, start_sample=start, end_sample=end))
            for old in way_back.before:
                self._lay(recording_id, old)

    def _known_of(self, recording_id: int, stretch: Stretch) -> list[Stretch]:
        """What lies within its samples, cut off at both ends of it."""
        start, end = stretch.start_sample, stretch.end_sample
        return [
            replace(each, start_sample=max(each.start_sample, start), end_sample=min(each.end_sample, end))
            for each in self._touching(recording_id, stretch)
            if each.start_sample < end and each.end_sample > start
        ]

    def _lay(self, recording_id: int, stretch: Stretch) -> None:
        for each in laid_over(self._taken(recording_id, stretch), stretch):
            self._insert(recording_id, each)

    def _taken(self, recording_id: int, stretch: Stretch) -> list[Stretch]:
        """Those that touch it, no longer in the store."""
        touching = self._touching(recording_id, stretch)
        for each in touching:
            self._database.change(
                "DELETE FROM stretches WHERE recording_id = ? AND lane = ? AND start_sample = ?",
                *(recording_id, stretch.lane, each.start_sample),
            )
        return touching

    def _touching(self, recording_id: int, stretch: Stretch) -> list[Stretch]:
        rows = self._database.rows(
            # Stretches never overlap: of those that begin before it only the last one can touch it.
            """SELECT lane, start_sample, end_sample, state, reason, has_audio FROM stretches
            WHERE recording_id = ?1 AND lane = ?2 AND end_sample >= ?3 AND start_sample <= ?4
            AND start_sample >= coalesce((SELECT max(start_sample) FROM stretches
              WHERE recording_id = ?1 AND lane = ?2 AND start_sample < ?3), ?3)""",
            *(recording_id, stretch.lane, stretch.start_sample, stretch.end_sample),
        )
        return [_stretch(row) for row in rows]

    def _insert(self, recording_id: int, stretch: Stretch) -> None:
        self._database.change(
            "INSERT INTO stretches VALUES (?, ?, ?, ?, ?, ?, ?)",
            *(recording_id, stretch.lane, stretch.start_sample, stretch.end_sample),
            *(stretch.state.value, stretch.reason, int(stretch.has_audio)),
        )


@dataclass(frozen=True, slots=True)
class WayBack:
    """What was laid, and what was known of its samples before."""

    laid: list[Stretch]
    before: list[Stretch]


def way_back_from_text(text: str) -> WayBack:
    """What `Coverage.renewed` gave."""
    laid, before = json.loads(text)
    return WayBack(*([_stretch(dict(zip(_COLUMNS, row, strict=True))) for row in rows] for rows in (laid, before)))


def _as_text(laid: Iterable[Stretch], before: Iterable[Stretch]) -> str:
    rows = [[[getattr(each, name) for name in _COLUMNS] for each in stretches] for stretches in (laid, before)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _stretch(row: Fields) -> Stretch:
    return Stretch(
        lane=row["lane"],
        start_sample=row["start_sample"],
        end_sample=row["end_sample"],
        state=StretchState(row["state"]),
        reason=row["reason"],
        has_audio=bool(row["has_audio"]),
    )

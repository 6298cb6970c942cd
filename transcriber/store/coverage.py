"""What became of each second of a recording's audio: stretches that never overlap, kept from sample to sample."""

from collections.abc import Iterable
from dataclasses import replace

from transcriber.store.connection import Database, Row
from transcriber.store.recordings import recording_id_of
from transcriber.transcript.plain_text import plain
from transcriber.transcript.stretches import Stretch, StretchState, lacking, laid_over


class CoverageList:
    """Reads the stretches. The thread of its connection. Raises StoreError unknown_recording, or as `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, public_id: str) -> list[Stretch]:
        """Every stretch of a recording, by lane and time."""
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows(
            """SELECT lane, start_sample, end_sample, state, reason, has_audio FROM stretches WHERE recording_id = ?
            ORDER BY lane, start_sample""",
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

    def _lay(self, recording_id: int, stretch: Stretch) -> None:
        touching = self._database.rows(
            """SELECT lane, start_sample, end_sample, state, reason, has_audio FROM stretches
            WHERE recording_id = ? AND lane = ? AND end_sample >= ? AND start_sample <= ?""",
            *(recording_id, stretch.lane, stretch.start_sample, stretch.end_sample),
        )
        old = [_stretch(row) for row in touching]
        for each in old:
            self._database.change(
                "DELETE FROM stretches WHERE recording_id = ? AND lane = ? AND start_sample = ?",
                *(recording_id, stretch.lane, each.start_sample),
            )
        for each in laid_over(old, stretch):
            self._database.change(
                "INSERT INTO stretches VALUES (?, ?, ?, ?, ?, ?, ?)",
                *(recording_id, each.lane, each.start_sample, each.end_sample, each.state.value, each.reason),
                int(each.has_audio),
            )


def _stretch(row: Row) -> Stretch:
    return Stretch(
        lane=row["lane"],
        start_sample=row["start_sample"],
        end_sample=row["end_sample"],
        state=StretchState(row["state"]),
        reason=row["reason"],
        has_audio=bool(row["has_audio"]),
    )

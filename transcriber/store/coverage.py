"""What became of each second of a recording's audio: stretches that never overlap, kept from sample to sample."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transcriber.store.connection import Database
from transcriber.store.recordings import recording_id_of
from transcriber.store.values import FINAL_STATES, Stretch, StretchState
from transcriber.transcript.plain_text import plain


class CoverageList:
    """Reads the stretches. The thread of its connection. Raises StoreError unknown_recording, or as `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, public_id: str) -> list[Stretch]:
        """Every stretch of a recording, by lane and time."""
        recording_id = recording_id_of(self._database, public_id)
        rows = self._database.rows(
            """SELECT lane, start_sample, end_sample, state, reason FROM stretches WHERE recording_id = ?
            ORDER BY lane, start_sample""",
            recording_id,
        )
        return [
            Stretch(
                lane=row["lane"],
                start_sample=row["start_sample"],
                end_sample=row["end_sample"],
                state=StretchState(row["state"]),
                reason=row["reason"],
            )
            for row in rows
        ]

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
            """SELECT start_sample, end_sample, state, reason FROM stretches WHERE recording_id = ? AND lane = ?
            AND end_sample >= ? AND start_sample <= ?""",
            *(recording_id, stretch.lane, stretch.start_sample, stretch.end_sample),
        )
        old = [
            Stretch(
                lane=stretch.lane,
                start_sample=row["start_sample"],
                end_sample=row["end_sample"],
                state=StretchState(row["state"]),
                reason=row["reason"],
            )
            for row in touching
        ]
        for each in old:
            self._database.change(
                "DELETE FROM stretches WHERE recording_id = ? AND lane = ? AND start_sample = ?",
                *(recording_id, stretch.lane, each.start_sample),
            )
        for each in laid_over(old, stretch):
            self._database.change(
                "INSERT INTO stretches VALUES (?, ?, ?, ?, ?, ?)",
                *(recording_id, each.lane, each.start_sample, each.end_sample, each.state.value, each.reason),
            )


def laid_over(old: Sequence[Stretch], new: Stretch) -> list[Stretch]:
    """What is left of `old` beside `new`, and `new`, joined with what it touches and is like; in order."""
    start_sample, end_sample = new.start_sample, new.end_sample
    beside: list[Stretch] = []
    for each in old:
        is_like = (each.state, each.reason) == (new.state, new.reason)
        if is_like and each.start_sample <= new.end_sample and each.end_sample >= new.start_sample:
            start_sample, end_sample = min(start_sample, each.start_sample), max(end_sample, each.end_sample)
            continue
        if each.start_sample < new.start_sample:
            beside.append(replace(each, end_sample=min(each.end_sample, new.start_sample)))
        if each.end_sample > new.end_sample:
            beside.append(replace(each, start_sample=max(each.start_sample, new.end_sample)))
    beside.append(replace(new, start_sample=start_sample, end_sample=end_sample))
    return sorted(beside, key=lambda each: each.start_sample)


def lacking(stretches: Iterable[Stretch], end_sample: int) -> list[tuple[int, int]]:
    """What of the samples from 0 to `end_sample` is in no stretch of a final state; the stretches are of one lane."""
    missing: list[tuple[int, int]] = []
    done_sample = 0
    for stretch in sorted(stretches, key=lambda each: each.start_sample):
        if stretch.state in FINAL_STATES and stretch.start_sample < end_sample:
            if stretch.start_sample > done_sample:
                missing.append((done_sample, stretch.start_sample))
            done_sample = max(done_sample, stretch.end_sample)
    if done_sample < end_sample:
        missing.append((done_sample, end_sample))
    return missing

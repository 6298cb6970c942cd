"""Jobs of transcribing again that have not come to their end: what is left to do, and with which service."""

from collections.abc import Iterable
from dataclasses import dataclass

from transcriber.store.connection import Database, Row
from transcriber.store.recordings import recording_id_of

_LEFT = """
SELECT jobs.id, public_id, title, jobs.profile_name, jobs.model, jobs.language, wanted, jobs.holder, is_told
FROM jobs JOIN recordings ON recordings.id = recording_id WHERE deleted_utc_ms IS NULL ORDER BY jobs.id
"""


@dataclass(frozen=True, slots=True)
class StoredJob:
    """One of a program that is gone."""

    id: int
    public_id: str
    """Of its recording."""
    title: str
    """Of its recording; may be empty."""
    profile_name: str
    model: str
    language: str
    wanted: str
    """What is left, as whoever began it wrote it down."""


class JobList:
    """Reads them. The thread of its connection. Raises StoreError as `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def left_behind(self, running: Iterable[str]) -> list[StoredJob]:
        """Those that no program of `running` is at, in the order in which they were begun."""
        present = set(running)
        return [_job(row) for row in self._database.rows(_LEFT) if row["holder"] not in present]


class Jobs(JobList):
    """Keeps them, in the name of one program. Raises StoreError as `Database`.

    Args:
        database: Written by this program.
        holder: The program's name.
    """

    def __init__(self, database: Database, holder: str) -> None:
        super().__init__(database)
        self._holder = holder

    def begin(self, public_id: str, wanted: str, *, profile_name: str, model: str, language: str) -> int:
        """One more, by this program; its id. Raises StoreError unknown_recording."""
        with self._database.write():
            return self._database.insert(
                """INSERT INTO jobs (recording_id, holder, profile_name, model, language, wanted)
                VALUES (?, ?, ?, ?, ?, ?)""",
                *(recording_id_of(self._database, public_id), self._holder, profile_name, model, language, wanted),
            )

    def change(self, job_id: int, wanted: str) -> None:
        """Less is left to do."""
        with self._database.write():
            self._database.change("UPDATE jobs SET wanted = ? WHERE id = ?", wanted, job_id)

    def end(self, job_id: int) -> None:
        """Nothing is left, or nobody wants it any more."""
        with self._database.write():
            self._database.change("DELETE FROM jobs WHERE id = ?", job_id)

    def given_up(self, running: Iterable[str]) -> list[StoredJob]:
        """Those of programs that are gone, besides `running` and this one, of which nobody was told; each once."""
        present = {*running, self._holder}
        with self._database.write():
            new = [row for row in self._database.rows(_LEFT) if row["holder"] not in present and not row["is_told"]]
            for row in new:
                self._database.change("UPDATE jobs SET is_told = 1 WHERE id = ?", row["id"])
        return [_job(row) for row in new]


def _job(row: Row) -> StoredJob:
    names = ("id", "public_id", "title", "profile_name", "model", "language", "wanted")
    return StoredJob(*(row[name] for name in names))

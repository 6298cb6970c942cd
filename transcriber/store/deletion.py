"""Recordings deleted for good: out of sight at once, ten seconds to take it back, then nowhere to be found.

Words go from the tables (`secure_delete` writes zeros over them), from the pages of the indexes, from the log and from
the safety copies; a damaged file that was put aside and holds the recording goes whole. What is still to do stands in
the store, so a crash only delays it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from transcriber.store.connection import Database
from transcriber.store.errors import unknown_recording
from transcriber.store.index_care import scrub
from transcriber.store.recordings import audio_path_of, recording_id_of, utc_ms
from transcriber.store.repair import remove_damaged_with
from transcriber.store.safety_copies import SafetyCopies

UNDO_TIME = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Purged:
    """What is gone for good, and what could not go yet."""

    public_ids: tuple[str, ...] = ()
    audio_that_stays: tuple[Path, ...] = ()
    """Their recordings stay deleted but not purged: the next purge tries again."""


class Deletion:
    """Deletes recordings. The thread of its connection, the writer. Raises what `Database` raises.

    Args:
        database: The writer.
        copies: Where its recordings are too.
        folder: The store's, where damaged files are put aside.
    """

    def __init__(self, database: Database, copies: SafetyCopies, folder: Path) -> None:
        self._database = database
        self._copies = copies
        self._folder = folder
        self._deleted_here: set[str] = set()

    def delete(self, public_id: str, now_utc: datetime) -> None:
        """Nothing finds the recording from now on.

        Raises:
            StoreError: unknown_recording.
        """
        with self._database.write():
            if not self._database.change(
                "UPDATE recordings SET deleted_utc_ms = ? WHERE public_id = ? AND deleted_utc_ms IS NULL",
                *(utc_ms(now_utc), public_id),
            ):
                raise unknown_recording(public_id)
        self._deleted_here.add(public_id)

    def remove_at_once(self, public_id: str) -> None:
        """Of a recording in which nothing is: nobody can want it back. `scrub` does the rest.

        Raises:
            StoreError: unknown_recording.
        """
        self._remove(recording_id_of(self._database, public_id), public_id)

    def undo(self, public_id: str, now_utc: datetime) -> bool:
        """It is back as it was, if no more than ten seconds have passed and it was not purged."""
        with self._database.write():
            return bool(
                self._database.change(
                    "UPDATE recordings SET deleted_utc_ms = NULL WHERE public_id = ? AND deleted_utc_ms >= ?",
                    *(public_id, utc_ms(now_utc - UNDO_TIME)),
                )
            )

    def purge(self, now_utc: datetime, remove_audio: Callable[[Path], None], *, also_recent: bool = False) -> Purged:
        """Remove for good what was deleted more than ten seconds ago; `scrub` does the rest.

        Args:
            now_utc: The time now.
            remove_audio: Removes the file; one that is not there is no fault. An OSError leaves all for later.
            also_recent: All that this program deleted: it ends, and with it the time for taking that back. What another
                program deleted has its ten seconds.
        """
        # A deletion from the future comes from a clock that was put right since: it is none that can be taken back.
        rows = self._database.rows(
            """SELECT id, public_id, audio_path, deleted_utc_ms NOT BETWEEN ? AND ? AS is_due FROM recordings
            WHERE deleted_utc_ms IS NOT NULL ORDER BY id""",
            *(utc_ms(now_utc - UNDO_TIME), utc_ms(now_utc + UNDO_TIME)),
        )
        at_once = self._deleted_here if also_recent else set()
        purged: list[str] = []
        stays: list[Path] = []
        for row in rows:
            if not row["is_due"] and row["public_id"] not in at_once:
                continue
            path = audio_path_of(row)
            try:
                if path is not None:
                    remove_audio(path)
            except OSError:
                stays += [path] if path else []
                continue
            self._remove(row["id"], row["public_id"])
            purged.append(row["public_id"])
        return Purged(tuple(purged), tuple(stays))

    def scrub(self) -> bool:
        """A small step towards what a purge leaves to do; True when nothing is left. To be called while idle."""
        forgotten = [row["public_id"] for row in self._database.rows("SELECT public_id FROM forgotten")]
        if not forgotten:
            return True
        if not scrub(self._database):
            return False
        self._copies.forget(forgotten)
        remove_damaged_with(self._folder, forgotten)
        with self._database.write():
            for public_id in forgotten:
                self._database.change("DELETE FROM forgotten WHERE public_id = ?", public_id)
        # The log still holds pages as they were before.
        self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        return True

    def _remove(self, recording_id: int, public_id: str) -> None:
        with self._database.write():
            self._database.change("INSERT OR IGNORE INTO forgotten (public_id) VALUES (?)", public_id)
            self._database.change("DELETE FROM turns WHERE recording_id = ?", recording_id)
            self._database.change("DELETE FROM recordings WHERE id = ?", recording_id)

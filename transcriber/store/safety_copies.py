"""Whole copies of the store beside it: made at a clean exit, at most daily, three kept; the way back from damage."""

import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from transcriber.store.connection import (
    Database,
    error_of_file,
    make_private_file,
    make_private_folder,
    open_copy,
    open_lock,
)
from transcriber.store.errors import StoreError, busy, damaged
from transcriber.store.index_care import scrub_whole
from transcriber.store.schema import APPLICATION_ID

KEPT = 3
_COPYING_WAIT_S = 60.0
_PATTERN = "store-*.db"
_STAMP = "store-%Y%m%dT%H%M%S%fZ.db"

_log = logging.getLogger(__name__)


class SafetyCopies:
    """The copies in a folder of their own. The thread of the writer.

    Args:
        folder: Made, for this user alone, with the first copy.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def newest_first(self) -> list[Path]:
        """Every copy."""
        return sorted(self._folder.glob(_PATTERN), reverse=True)

    def made_utc(self, copy: Path) -> datetime:
        """When it was made, as its name says."""
        return datetime.strptime(copy.name, _STAMP).replace(tzinfo=UTC)

    def is_due(self, now_utc: datetime) -> bool:
        """Whether there is none of this day yet, or only one that claims to come from the future."""
        return not any(self.made_utc(copy).date() == now_utc.astimezone(UTC).date() for copy in self.newest_first())

    def make(self, database: Database, now_utc: datetime) -> Path:
        """Copy the whole store as it is now, and let go of the oldest copies.

        Raises:
            StoreError: disk_full, read_only, damaged ...; then there is no new copy, and the old ones stay.
        """
        make_private_folder(self._folder)
        with self._alone():
            return self._make(database, now_utc)

    def _make(self, database: Database, now_utc: datetime) -> Path:
        copy = self._folder / now_utc.astimezone(UTC).strftime(_STAMP)
        unfinished = copy.with_suffix(".unfinished")
        make_private_file(unfinished)
        try:
            database.change("VACUUM INTO ?", str(unfinished))
            settle(unfinished, copy)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        for old in self.newest_first()[KEPT:]:
            old.unlink(missing_ok=True)
        return copy

    def newest_good(self) -> Path | None:
        """The newest copy that is whole, read from end to end."""
        return next(filter(is_sound, self.newest_first()), None)

    def restore(self, copy: Path, store: Path) -> None:
        """Put a copy in the store's place, where nothing may stand now.

        Raises:
            StoreError: disk_full, read_only, unreachable.
        """
        unfinished = copy.with_suffix(".unfinished")
        with self._alone():
            make_private_file(unfinished)
            try:
                with copy.open("rb") as source, unfinished.open("wb") as target:
                    shutil.copyfileobj(source, target)
            except OSError as error:
                unfinished.unlink(missing_ok=True)
                raise error_of_file(error) from error
            settle(unfinished, store)

    def forget(self, public_ids: Iterable[str]) -> None:
        """Take recordings out of every copy. A copy in which that cannot be done is removed whole.

        Raises:
            StoreError: busy; what was not done can be asked for again.
        """
        if not self._folder.exists():
            return
        wanted = tuple(public_ids)
        with self._alone():
            for copy in self.newest_first():
                try:
                    _forget_in(copy, wanted)
                except StoreError as error:
                    _log.info("safety copy %s removed: %s", copy.name, error.message)
                    copy.unlink(missing_ok=True)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other program makes a copy meanwhile; what one of them did not finish goes.

        Without it a copy that was begun before a deletion could get its name after the copies were seen through.
        """
        lock = open_lock(self._folder.with_name(f"{self._folder.name}.lock"), _COPYING_WAIT_S)
        if lock is None:
            raise busy()
        try:
            for unfinished in self._folder.glob("*.unfinished"):
                unfinished.unlink(missing_ok=True)
            yield
        finally:
            lock.close()


def is_sound(copy: Path) -> bool:
    """Whether a copy of the store can be read from end to end, and is one at all."""
    try:
        database = open_copy(copy)
        try:
            return database.number("PRAGMA application_id") == APPLICATION_ID and is_whole(database)
        finally:
            database.close()
    except StoreError:
        return False


def is_whole(database: Database) -> bool:
    """Whether SQLite finds the file's structure sound; a search index does not count, it can be made anew.

    Raises:
        StoreError: disk_failed, busy ...; damage is an answer.
    """
    try:
        # From SQLite 3.44 on the search indexes are looked into as well.
        return all(row[0] == "ok" or "inverted index" in row[0] for row in database.rows("PRAGMA quick_check"))
    except StoreError as error:
        if error.code == "damaged":
            return False
        raise


def settle(unfinished: Path, final: Path) -> None:
    """On the disk before it takes its name, and the name too.

    Raises:
        StoreError: disk_full, disk_failed, read_only.
    """
    try:
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(final)
        if hasattr(os, "O_DIRECTORY"):
            folder = os.open(final.parent, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        raise error_of_file(error) from error


def _forget_in(copy: Path, public_ids: tuple[str, ...]) -> None:
    database = open_copy(copy)
    try:
        with database.write():
            deleted = sum(
                database.change("DELETE FROM recordings WHERE public_id = ?", public_id) for public_id in public_ids
            )
        if deleted:
            scrub_whole(database)
            if not is_whole(database):
                raise damaged()
    finally:
        database.close()

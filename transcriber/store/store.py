"""The store as the program has it: opened with everything that a start owes, closed with everything that an end owes.

One folder: the file, its safety copies, and a sign of each program that has it open.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from transcriber.store.annotations import AnnotationList, Annotations
from transcriber.store.connection import (
    BUSY_WAIT_S,
    Database,
    make_private_folder,
    open_lock,
    open_reader,
    open_writer,
)
from transcriber.store.coverage import Coverage, CoverageList
from transcriber.store.deletion import Deletion
from transcriber.store.errors import StoreError, busy, unreachable
from transcriber.store.jobs import JobList, Jobs, StoredJob
from transcriber.store.migrations import VERSION, migrate, refuse_newer
from transcriber.store.presence import OtherPrograms, Presence, forget, other_programs
from transcriber.store.recordings import RecordingList, Recordings
from transcriber.store.renewal import RenewedTurns
from transcriber.store.repair import Check, Finding, open_whole
from transcriber.store.safety_copies import SafetyCopies
from transcriber.store.search import Search
from transcriber.store.sessions import SessionList, Sessions
from transcriber.store.spending import Spending
from transcriber.store.turns import TurnPages
from transcriber.store.values import StoredRecording
from transcriber.store.word_places import WordPlaces

_SMALL_BYTES = 32_000_000
"""About 50,000 turns."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Start:
    """What the start found: to be told to the person where there is something to tell."""

    finding: Finding = field(default_factory=Finding)
    interrupted: tuple[StoredRecording, ...] = ()
    """Recordings whose program ended in the midst of them, newest first; also of earlier starts."""
    given_up: tuple[StoredJob, ...] = ()
    """Jobs whose program ended in the midst of them; each is told of once."""


class StoreReader:
    """Reads the store, beside whatever writes it. The thread that made it; each thread makes its own.

    A store that an older version of the program wrote is brought up to date first.

    Args:
        folder: The store's folder.

    Raises:
        StoreError: unreachable where there is no store yet, newer, damaged, busy, read_only.
    """

    def __init__(self, folder: Path) -> None:
        path = store_path(folder)
        refuse_newer(path)
        self._folder = folder
        self._database = _opened_to_read(folder)
        self.recordings = RecordingList(self._database)
        self.sessions = SessionList(self._database)
        self.turns = TurnPages(self._database)
        self.annotations = AnnotationList(self._database)
        self.coverage = CoverageList(self._database)
        self.search = Search(self._database)
        self.word_places = WordPlaces(self._database)
        self.spending = Spending(self._database)
        self.jobs = JobList(self._database)

    def left_jobs(self) -> list[StoredJob]:
        """Jobs of transcribing again whose program is gone. Raises StoreError as `left_behind`."""
        with _only_one_starts(self._folder):
            return self.jobs.left_behind(other_programs(_signs(self._folder)).running)

    def left_behind(self) -> frozenset[str]:
        """Recordings whose program vanished in the midst of them, and that no start has called interrupted yet.

        Raises:
            StoreError: busy where a program takes too long to start, read_only, or as `Database`.
        """
        if not self.recordings.holders():
            return frozenset()
        with _only_one_starts(self._folder):
            running = other_programs(_signs(self._folder)).running
            # Looked at last: what was finished meanwhile was not left behind.
            return frozenset(each for each, holder in self.recordings.holders().items() if holder not in running)

    def close(self) -> None:
        """Ends the connection."""
        self._database.close()


class Store:
    """Reads and writes the store: one in a program. The thread that made it; SQLite refuses any other.

    Args:
        folder: Made, for this user alone, where it is missing.
        now_utc: The time now.
        wait_s: How long opening it waits for another program, and afterwards each change.

    Raises:
        StoreError: newer (the store stays untouched), damaged while another program has it open, unreachable,
            read_only, disk_full, disk_failed, busy.
    """

    def __init__(self, folder: Path, now_utc: datetime, wait_s: float = BUSY_WAIT_S) -> None:
        self._folder = folder
        make_private_folder(folder)
        with _only_one_starts(folder, wait_s):
            path = store_path(folder)
            _refuse_newer_unless_damaged(path)
            others = other_programs(_signs(folder))
            self._copies = SafetyCopies(folder / "copies")
            self._database, finding = open_whole(
                path,
                self._copies,
                now_utc,
                check=_check_due(path, others),
                is_alone=not others.running,
            )
            try:
                self._database.wait_at_most(wait_s)
                migrate(self._database, lambda _: self._make_copy(now_utc))
                self._presence = Presence(_signs(folder))
            except BaseException:
                self._database.close()
                raise
            try:
                self.recordings = Recordings(self._database, self._presence.name)
                self.jobs = Jobs(self._database, self._presence.name)
                interrupted = tuple(self.recordings.find_interrupted(others.running))
                self.start = Start(finding, interrupted, tuple(self.jobs.given_up(others.running)))
            except BaseException:
                self._database.close()
                self._presence.end()
                raise
            forget(others.vanished)
        self.sessions = Sessions(self._database)
        self.turns = RenewedTurns(self._database)
        self.annotations = Annotations(self._database)
        self.coverage = Coverage(self._database)
        self.search = Search(self._database)
        self.spending = Spending(self._database)
        self.deletion = Deletion(self._database, self._copies, folder)
        self._is_closed = False

    def left_jobs(self) -> list[StoredJob]:
        """Jobs of transcribing again whose program is gone. Raises StoreError: read_only, or as `Database`."""
        return self.jobs.left_behind({*other_programs(_signs(self._folder)).running, self._presence.name})

    @contextmanager
    def one_change(self) -> Iterator[None]:
        """Everything that is changed in it is on the disk when it is left, or nothing of it. Raises as `Database`."""
        with self._database.write():
            yield

    def wait_at_most(self, wait_s: float) -> None:
        """How long a change waits from now on for another program's, before it is `busy`."""
        self._database.wait_at_most(wait_s)

    def close(
        self,
        now_utc: datetime,
        remove_audio: Callable[[Path], None],
        is_time_up: Callable[[], bool] = lambda: False,
    ) -> None:
        """A clean end, once: what was deleted goes for good, a safety copy is made where one is due.

        A fault in any of this is written to the log: the store itself is whole, and the next start looks into it.

        Args:
            now_utc: The time now.
            remove_audio: As for `Deletion.purge`.
            is_time_up: Asked all the time; what is not done when it says so is left for another end.
        """
        if self._is_closed:
            return
        self._is_closed, is_clean = True, False
        try:
            self.deletion.purge(now_utc, remove_audio, also_recent=True)
            while not is_time_up() and not self.deletion.scrub():
                pass
            if self._copies.is_due(now_utc) and not is_time_up():
                with self._database.given_up_when(is_time_up):
                    self._make_copy(now_utc)
            is_clean = True
        except StoreError as error:
            is_clean = error.code == "given_up"
            _log.info("the store's end was not clean: %s %s", error.message, error.remedy)
        finally:
            self._database.close()
            self._presence.end(is_clean=is_clean, met_damage=self._database.met_damage)

    def _make_copy(self, now_utc: datetime) -> None:
        self._copies.make(self._database, now_utc)


def copy_if_due(folder: Path, now_utc: datetime, is_time_up: Callable[[], bool]) -> bool:
    """Make today's safety copy where there is none, beside whatever writes the store; whether it was made.

    Any thread: it has a connection of its own, and what it reads is the store at one moment.

    Raises:
        StoreError: given_up when the time is up, or as `SafetyCopies.make`.
    """
    copies = SafetyCopies(folder / "copies")
    if not copies.is_due(now_utc):
        return False
    # VACUUM INTO leaves the file as it is, but SQLite carries it out on connections that may write only.
    database = open_writer(store_path(folder))
    try:
        with database.given_up_when(is_time_up):
            copies.make(database, now_utc)
    finally:
        database.close()
    return True


def store_path(folder: Path) -> Path:
    """The database file in the store's folder."""
    return folder / "store.db"


def _check_due(path: Path, others: OtherPrograms) -> Check:
    """A small store is always looked at; a big one for a reason only, and its indexes if that reason is damage."""
    is_small = path.exists() and path.stat().st_size <= _SMALL_BYTES
    if others.met_damage or (others.vanished and is_small):
        return Check.INDEXES
    return Check.STRUCTURE if others.vanished or is_small else Check.NONE


def _signs(folder: Path) -> Path:
    return folder / "open"


def _opened_to_read(folder: Path) -> Database:
    database = open_reader(store_path(folder))
    # The file's own header may be behind its log: only SQLite knows the version.
    version = database.number("PRAGMA user_version")
    if version >= VERSION:
        return database
    database.close()
    if not version:
        # The program that makes it has not come to its tables yet.
        raise unreachable()
    _bring_up_to_date(folder)
    return open_reader(store_path(folder))


def _bring_up_to_date(folder: Path) -> None:
    with _only_one_starts(folder):
        database = open_writer(store_path(folder))

        def copy(_: int) -> None:
            SafetyCopies(folder / "copies").make(database, datetime.now(UTC))

        try:
            migrate(database, copy)
        finally:
            database.close()


def _refuse_newer_unless_damaged(path: Path) -> None:
    try:
        refuse_newer(path)
    except StoreError as error:
        if error.code != "damaged":
            raise


@contextmanager
def _only_one_starts(folder: Path, wait_s: float = BUSY_WAIT_S) -> Iterator[None]:
    """Two programs that start at once do so one after the other: neither mistakes the other for one that vanished."""
    lock = open_lock(folder / "starting.lock", wait_s)
    if lock is None:
        raise busy()
    try:
        yield
    finally:
        lock.close()

"""The one owner of the database file: every connection to SQLite is made here, and every fault gets its plain name.

Durability as measured for this program: WAL with synchronous=FULL loses no committed row in a power cut; see
https://www.sqlite.org/pragma.html for each setting.
"""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from transcriber.store.errors import StoreError, damaged, error_of, unreachable, vanished
from transcriber.store.open_files import Identity, closed, first_bytes, opened

Row = sqlite3.Row
Value = str | int | float | bytes | None
BUSY_WAIT_S = 10.0
"""How long one program waits for another one's transaction."""
_STEPS_BETWEEN_LOOKS = 1_000
"""Of SQLite's virtual machine: a fraction of a millisecond."""

WrongStatement = sqlite3.Error
"""What is no fault of the world: the statement is wrong, or the tables are not what they were."""


class Database:
    """One connection, in autocommit until `write` is entered. The thread that made it: SQLite refuses any other."""

    def __init__(self, connection: sqlite3.Connection, identity: Identity) -> None:
        self._connection = connection
        self._identity: Identity | None = identity
        self._file: tuple[Path, int, int] | None = None
        self.met_damage = False

    def stay_with(self, path: Path) -> None:
        """From now on nothing is committed unless this very file is still there: what is removed takes it in vain."""
        self._file = (path, *_identity(path))

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """Every row of the answer.

        Raises:
            StoreError: busy, damaged, disk_full, disk_failed, read_only.
        """
        with self._named_faults():
            return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Value) -> Row | None:
        """The first row of the answer. Raises as `rows`."""
        with self._named_faults():
            found: Row | None = self._connection.execute(sql, values).fetchone()
            return found

    def number(self, sql: str, *values: Value) -> int:
        """The first column of the first row, 0 where there is none. Raises as `rows`."""
        found = self.row(sql, *values)
        return int(found[0] or 0) if found else 0

    def change(self, sql: str, *values: Value) -> int:
        """Run a statement; returns how many rows it changed. Raises as `rows`."""
        with self._named_faults():
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, *values: Value) -> int:
        """Run an insert; returns the new row's id. Raises as `rows`."""
        with self._named_faults():
            return self._connection.execute(sql, values).lastrowid or 0

    @property
    def total_changes(self) -> int:
        """Rows that this connection has changed in all its life."""
        return self._connection.total_changes

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction: on the disk when the block is left, or not at all. Within another one, a part of that.

        Raises as `rows`, and vanished where someone removed or replaced the file.
        """
        if self._connection.in_transaction:
            yield
            return
        self.change("BEGIN IMMEDIATE")
        try:
            yield
            if self._file is not None and _identity(self._file[0]) != self._file[1:]:
                raise vanished()
            self.change("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
            raise

    def wait_at_most(self, wait_s: float) -> None:
        """How long this connection waits from now on for another one's transaction."""
        self.change(f"PRAGMA busy_timeout = {round(wait_s * 1000)}")

    @contextmanager
    def given_up_when(self, is_time_up: Callable[[], bool]) -> Iterator[None]:
        """Within this, a statement that still runs when the time is up ends with StoreError given_up."""
        self._connection.set_progress_handler(is_time_up, _STEPS_BETWEEN_LOOKS)
        try:
            yield
        finally:
            self._connection.set_progress_handler(None, 0)

    def close(self) -> None:
        """Ends the connection; what was not committed is gone."""
        with self._named_faults():
            self._connection.close()
        if self._identity is not None:
            identity, self._identity = self._identity, None
            closed(identity)

    @contextmanager
    def _named_faults(self) -> Iterator[None]:
        try:
            with named_faults():
                yield
        except StoreError as error:
            self.met_damage |= error.code == "damaged"
            raise


@contextmanager
def named_faults() -> Iterator[None]:
    """Turns SQLite's faults of the world into a StoreError; a statement that is wrong stays the bug that it is."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError):
        raise
    except UnicodeDecodeError as fault:
        # SQLite quoted a damaged schema in the text of its error.
        raise damaged() from fault
    except sqlite3.DatabaseError as fault:
        if getattr(fault, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise
        raise _named(fault) from fault


def open_writer(path: Path) -> Database:
    """A connection that may change the file, which is made for this user alone where it is missing.

    Raises:
        StoreError: unreachable, read_only, busy, damaged, disk_full, disk_failed.
    """
    make_private_file(path)
    database = _opened(path, "rw")
    try:
        # Must come before the first table is made; afterwards it changes nothing.
        database.row("PRAGMA secure_delete = ON")
        if (database.row("PRAGMA journal_mode = WAL") or ("",))[0] != "wal":
            raise unreachable()
        for setting in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "foreign_keys = ON"):
            database.row(f"PRAGMA {setting}")
        database.stay_with(path)
    except BaseException:
        database.close()
        raise
    return database


def open_copy(path: Path) -> Database:
    """A connection to a copy of the store, which stays one file. Raises as `open_writer`."""
    database = _opened(path, "rw")
    for setting in ("secure_delete = ON", "synchronous = FULL", "foreign_keys = ON"):
        database.row(f"PRAGMA {setting}")
    return database


def open_reader(path: Path) -> Database:
    """A connection that can only read: for any other thread, each its own. Raises as `open_writer`."""
    if not path.exists():
        raise unreachable()
    return _opened(path, "ro")


def open_lock(path: Path, wait_s: float) -> Database | None:
    """Holds `path` until closed or until this process ends in any way; None where another one holds it all the time."""
    make_private_file(path)
    database = _opened(path, "rw", wait_s)
    try:
        database.change("BEGIN EXCLUSIVE")
    except StoreError as error:
        database.close()
        if error.code != "busy":
            raise
        return None
    return database


def header_of(path: Path) -> tuple[int, int]:
    """Version and application id as the file's first page has them, read without touching anything; 0, 0 where empty.

    Raises:
        StoreError: unreachable, or damaged where it is no SQLite file or shorter than it says.
    """
    try:
        head = first_bytes(path, 100)
        length_bytes = path.stat().st_size
    except FileNotFoundError:
        return 0, 0
    except OSError as error:
        raise error_of_file(error) from error
    if not head:
        return 0, 0
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise damaged()
    # https://www.sqlite.org/fileformat.html: page size at 16, pages at 28, user version at 60, application id at 68.
    page_bytes = int.from_bytes(head[16:18], "big")
    page_bytes = 65536 if page_bytes == 1 else page_bytes
    if length_bytes < page_bytes * int.from_bytes(head[28:32], "big") and not _has_log(path):
        raise damaged()
    return int.from_bytes(head[60:64], "big"), int.from_bytes(head[68:72], "big")


def make_private_folder(path: Path) -> None:
    """A folder that only this user may enter. Raises as `make_private_file`."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise error_of_file(error) from error


def make_private_file(path: Path) -> None:
    """An empty file that only this user may read, unless it is there; SQLite's files beside it take its mode.

    Raises:
        StoreError: unreachable or read_only.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return
    except OSError as error:
        raise error_of_file(error) from error


def error_of_file(error: OSError) -> StoreError:
    """What a fault of the file system means to a person."""
    match error.errno:
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return error_of(sqlite3.SQLITE_READONLY)
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return error_of(sqlite3.SQLITE_FULL)
        case _:
            return unreachable()


def _identity(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def _has_log(path: Path) -> bool:
    """What the file's own header says may be ahead of the file while a log waits beside it."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _opened(path: Path, mode: str, wait_s: float = BUSY_WAIT_S) -> Database:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    try:
        with named_faults():
            connection, identity = opened(
                path, lambda: sqlite3.connect(address, uri=True, timeout=wait_s, isolation_level=None)
            )
    except OSError as error:
        raise error_of_file(error) from error
    connection.row_factory = sqlite3.Row
    # One letter that a failing disk changed must not hide the rest of a recording.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    return Database(connection, identity)


def _named(fault: sqlite3.DatabaseError) -> StoreError:
    return error_of(getattr(fault, "sqlite_errorcode", None))

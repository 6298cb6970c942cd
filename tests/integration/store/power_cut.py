"""A disk that loses power: of what was written since the last sync, any part may be there, in any order, torn.

SQLite writes through this file system of its own (https://rogerbinns.github.io/apsw/vfs.html); at chosen moments it is
noted what a real disk could hold then. The log of WAL mode is written the same way under an exclusive lock.
"""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import apsw

from transcriber.store.connection import Database

_SECTOR_BYTES = 512
_NAME = "losing-power"


class Disk:
    """What was synced of each file, and what was written since, in order."""

    def __init__(self) -> None:
        self.synced: dict[str, bytearray] = {}
        self.pending: dict[str, list[tuple[int, bytes | None]]] = {}
        self.before_each: Callable[[], None] = lambda: None

    def write(self, name: str, offset: int, data: bytes | None) -> None:
        """`data` None cuts the file at `offset`."""
        self.before_each()
        self.pending.setdefault(name, []).append((offset, data))

    def sync(self, name: str) -> None:
        self.before_each()
        self._apply(self.synced.setdefault(name, bytearray()), self.pending.pop(name, []))

    def delete(self, name: str) -> None:
        self.before_each()
        self.synced.pop(name, None)
        self.pending.pop(name, None)

    def after_power_cut(self, chance: random.Random) -> dict[str, bytes]:
        """What a disk could hold if the power went now."""
        left: dict[str, bytes] = {}
        for name in {*self.synced, *self.pending}:
            content = bytearray(self.synced.get(name, b""))
            share = chance.choice([0.0, 0.5, 0.9, 1.0])
            for offset, data in self.pending.get(name, []):
                if data is None:
                    if chance.random() < share:
                        self._apply(content, [(offset, None)])
                    continue
                for start in range(0, len(data), _SECTOR_BYTES):
                    if chance.random() < share:
                        self._apply(content, [(offset + start, data[start : start + _SECTOR_BYTES])])
            left[name] = bytes(content)
        return left

    @staticmethod
    def _apply(content: bytearray, writes: list[tuple[int, bytes | None]]) -> None:
        for offset, data in writes:
            if data is None:
                del content[offset:]
            else:
                content.extend(b"\0" * (offset - len(content)))
                content[offset : offset + len(data)] = data


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        self._disk = disk
        self._name = Path(name if isinstance(name, str) else name.filename()).name
        super().__init__("", name, flags)

    def xWrite(self, data: Any, offset: int) -> None:
        self._disk.write(self._name, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        self._disk.write(self._name, newsize, None)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._disk.sync(self._name)

    def xDeviceCharacteristics(self) -> int:
        # None of the promises that some file systems make.
        return 0


class _FileSystem(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        super().__init__(_NAME, "")

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(self._disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:
        self._disk.delete(Path(filename).name)
        super().xDelete(filename, syncdir)


class _Fields(tuple[Any, ...]):
    """A row as sqlite3 gives it: by place and by name."""

    names: tuple[str, ...]

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(self.names.index(key) if isinstance(key, str) else key)


class _Connection:
    """apsw's connection, with as much of sqlite3's manners as `Database` relies on."""

    def __init__(self, path: Path) -> None:
        self._inner = apsw.Connection(str(path), vfs=_NAME)
        self._inner.row_trace = self._row

    def execute(self, sql: str, values: tuple[Any, ...]) -> "_Connection":
        self._cursor = self._inner.cursor().execute(sql, values)
        self._rows = self._cursor.fetchall()
        return self

    def fetchall(self) -> list[Any]:
        return self._rows

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None

    @property
    def rowcount(self) -> int:
        return self._inner.changes()

    @property
    def lastrowid(self) -> int:
        return self._inner.last_insert_rowid()

    @property
    def in_transaction(self) -> bool:
        return self._inner.in_transaction

    def close(self) -> None:
        self._inner.close(True)

    @staticmethod
    def _row(cursor: apsw.Cursor, row: Any) -> _Fields:
        fields = _Fields(row)
        fields.names = tuple(column[0] for column in cursor.get_description())
        return fields


def open_on(disk: Disk, path: Path, *, synchronous: str = "FULL") -> tuple[Database, apsw.VFS]:
    """The store's file on this disk, with a log that is emptied often; the file system must live as long as it."""
    system = _FileSystem(disk)
    database = Database(cast(sqlite3.Connection, _Connection(path)), (0, 0))
    settings = ("locking_mode = EXCLUSIVE", "secure_delete = ON", "journal_mode = WAL", f"synchronous = {synchronous}")
    for setting in (*settings, "foreign_keys = ON", "wal_autocheckpoint = 30"):
        database.row(f"PRAGMA {setting}")
    return database, system

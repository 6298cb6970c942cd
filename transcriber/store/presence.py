"""Which programs have the store open now, and whether one of them ended without closing it.

Each holds a locked file of its own; the system lets go of the lock however the program ends. SQLite does the locking,
because it does it on every system.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from transcriber.store.connection import Database, make_private_folder, open_lock

_DAMAGE = ".damage"


@dataclass(frozen=True, slots=True)
class OtherPrograms:
    """Who else there is: names of those that run, files of those that ended without a word."""

    running: frozenset[str]
    vanished: tuple[Path, ...]
    met_damage: bool = False
    """One of them had come upon damage."""


class Presence:
    """This program's sign that it has the store open. The thread that made it.

    Args:
        folder: Where the signs stand; made where it is missing.

    Raises:
        StoreError: unreachable, read_only, disk_full.
    """

    def __init__(self, folder: Path) -> None:
        make_private_folder(folder)
        self.name = secrets.token_hex(8)
        self._path = folder / f"{self.name}.open"
        self._lock: Database | None = open_lock(self._path, wait_s=0)

    def end(self, *, is_clean: bool = True, met_damage: bool = False) -> None:
        """Take the sign away; unless something is wrong that the next start must look into."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        if met_damage:
            self._path.rename(self._path.with_suffix(_DAMAGE))
        elif is_clean:
            _remove(self._path)


def other_programs(folder: Path) -> OtherPrograms:
    """Looks at every sign; to be called while no other program is starting.

    Raises:
        StoreError: unreachable, read_only.
    """
    running, vanished = set(), []
    damaged = sorted(folder.glob(f"*{_DAMAGE}"))
    for sign in sorted(folder.glob("*.open")):
        lock = open_lock(sign, wait_s=0)
        if lock is None:
            running.add(sign.stem)
        else:
            lock.close()
            vanished.append(sign)
    return OtherPrograms(frozenset(running), (*vanished, *damaged), bool(damaged))


def forget(vanished: tuple[Path, ...]) -> None:
    """Their end was dealt with."""
    for sign in vanished:
        _remove(sign)


def _remove(sign: Path) -> None:
    sign.unlink(missing_ok=True)
    sign.with_name(f"{sign.name}-journal").unlink(missing_ok=True)

"""One process at a time in the settings: a lock that ends with the process that holds it, also when it crashes.

The lock's file stays where it is: one that is removed could be locked twice.
"""

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PATIENCE_S = 3.0
"""Far longer than a file of settings takes to write, and short enough for a window that waits."""

_PAUSE_S = 0.01

_log = logging.getLogger(__name__)


@contextmanager
def locked(path: Path, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Hold the lock of the file `path`, which only this user can read. Blocks the calling thread for `patience_s` s.

    Where it cannot be had in time, or not at all (a network's disk, a folder that cannot be written), the work is done
    without it: what a person asked for must not wait for a process that hangs.
    """
    descriptor = _opened(path)
    if descriptor is None:
        yield
        return
    is_taken = _take(descriptor, patience_s)
    if not is_taken:
        _log.info("%s could not be had in %g s; going on without it", path.name, patience_s)
    try:
        yield
    finally:
        if is_taken:
            _let_go(descriptor)
        os.close(descriptor)


def _opened(path: Path) -> int | None:
    # Never through a link, nor waiting for somebody at the other end of a pipe in its place.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        return os.open(path, flags, 0o600)
    except OSError as error:
        _log.info("%s could not be opened (%s); going on without it", path.name, error.strerror)
        return None


def _take(descriptor: int, patience_s: float) -> bool:
    """Neither system's lock knows a time limit, so it is asked for again and again."""
    ends_s = time.monotonic() + patience_s
    while True:
        try:
            _try(descriptor)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= ends_s:
                return False
            time.sleep(_PAUSE_S)
        except OSError:
            return False
        else:
            return True


def _try(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _let_go(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_UN)

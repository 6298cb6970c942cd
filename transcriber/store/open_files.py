"""Which files SQLite has open in this process, and a look into one of them that leaves SQLite its locks.

POSIX takes every lock of a process off a file as soon as the process closes any descriptor of it: another program would
then take the store for closed and throw its log away, and with it what is written here from then on. See "POSIX
advisory locks canceled by a separate thread doing close()" at https://www.sqlite.org/howtocorrupt.html.
"""

import os
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Opened = TypeVar("Opened")
Identity = tuple[int, int]
"""Device and number of a file."""

_guard = threading.Lock()
_open: Counter[Identity] = Counter()
_looked_into: dict[Identity, int] = {}
"""Descriptors that are closed when SQLite is done with their file."""


def opened(path: Path, open_file: Callable[[], Opened]) -> tuple[Opened, Identity]:
    """What `open_file` made of it, and by what to tell `closed` of its end. Any thread."""
    with _guard:
        made = open_file()
        identity = _identity(path.stat())
        _open[identity] += 1
    return made, identity


def closed(identity: Identity) -> None:
    """One connection to it has ended. Any thread."""
    with _guard:
        _open[identity] -= 1
        if _open[identity] <= 0:
            del _open[identity]
            if (descriptor := _looked_into.pop(identity, None)) is not None:
                os.close(descriptor)


def first_bytes(path: Path, count: int) -> bytes:
    """So many bytes of its beginning, or all there are. Any thread.

    Raises:
        OSError: It cannot be read.
    """
    with _guard:
        known = _looked_into.get(_identity(path.stat()))
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0)) if known is None else known
        identity = _identity(os.fstat(descriptor))
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            return os.read(descriptor, count)
        finally:
            if identity in _open:
                _looked_into[identity] = descriptor
            else:
                os.close(descriptor)


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino

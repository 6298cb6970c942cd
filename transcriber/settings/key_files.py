"""Keys in files that only this user can read, for a person who asked for that.

A file or folder that others may read or that is a link is refused, both for reading and for writing.
"""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from transcriber.sentence import said
from transcriber.settings.atomic_file import write_atomically
from transcriber.settings.key_store_error import KeyStoreError

_LARGEST_BYTES = 16_384
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_HAS_MODES = os.name == "posix"
"""Elsewhere a person's own folders are closed to others by their access lists."""


class KeyFiles:
    """Texts under names, each in a file of one folder. Any thread but the main one; guarded by its owner."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, entry: str) -> str | None:
        """The text under a name; None if there is none.

        Raises:
            KeyStoreError: `unsafe_key_file` or `key_file_failed`.
        """
        path = self._path(entry)
        try:
            self._check_folder()
            return _read(path)
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise _failed("read", path, error) from None

    def write(self, entry: str, text: str) -> None:
        """Keep a text under a name.

        Raises:
            KeyStoreError: See `read`.
        """
        path = self._path(entry)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._check_folder()
            write_atomically(path, text + "\n")
        except OSError as error:
            raise _failed("written", path, error) from None

    def remove(self, entry: str) -> None:
        """Remove the text under a name, if there is one.

        Raises:
            KeyStoreError: See `read`.
        """
        path = self._path(entry)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _failed("removed", path, error) from None

    def _path(self, entry: str) -> Path:
        return self._folder / f"{quote(entry, safe='')}.key"

    def _check_folder(self) -> None:
        _check(self._folder, self._folder.lstat(), stat.S_ISDIR)


def _read(path: Path) -> str:
    # Without waiting, or a pipe in the file's place would stop everything; never through a link.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    with os.fdopen(descriptor, "rb") as file:
        _check(path, os.fstat(descriptor), stat.S_ISREG)
        content = file.read(_LARGEST_BYTES + 1)
    if len(content) > _LARGEST_BYTES:
        raise _unsafe(said("{path} is too large for a key", path=path), said("Move it away and enter the key again."))
    return content.decode("utf-8")


def _check(path: Path, found: os.stat_result, is_expected: Callable[[int], bool]) -> None:
    if not is_expected(found.st_mode):
        raise _unsafe(
            said("{path} is not what was made for keys", path=path), said("Move it away and enter the key again.")
        )
    if not _HAS_MODES:
        return
    if found.st_uid != os.geteuid():
        raise _unsafe(said("{path} belongs to another user", path=path), said("Move it away and enter the key again."))
    if found.st_mode & _OTHERS:
        right = "700" if stat.S_ISDIR(found.st_mode) else "600"
        raise _unsafe(
            said("Other users may read {path}", path=path),
            said("Close it with `chmod {right}`, and make a new key if others had access.", right=right),
        )


def _unsafe(what: str, remedy: str) -> KeyStoreError:
    return KeyStoreError("unsafe_key_file", said("{what}, so no key is read or kept there.", what=what), remedy)


def _failed(what: str, path: Path, error: Exception) -> KeyStoreError:
    reason = os.strerror(error.errno).lower() if isinstance(error, OSError) and error.errno else said("it is no text")
    return KeyStoreError(
        "key_file_failed",
        said("The file of the key could not be {what}: {reason}.", what=what, reason=reason),
        said(
            "Look at {parent}, or keep the key in the system's keyring or in an environment variable.",
            parent=path.parent,
        ),
    )

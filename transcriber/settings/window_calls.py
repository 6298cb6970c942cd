"""What one start of the program asks of the window that is open already: where that is asked, in which words.

Imports next to nothing: a key on the keyboard may start the program just for this.
"""

import os
import socket
import stat
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

VERBS = ("show", "toggle", "mark", "captions")
LONGEST_CALL_BYTES = 200
_GREETING = "transcriber"
_DONE, _REFUSED = "done", "refused"
_LONGEST_ANSWER_BYTES = 2_000
_TRY_AGAIN_S = 0.05
_LONGEST_PATH_BYTES = 92
"""A socket's path has 104 bytes on macOS and 108 on Linux, and Qt adds some of its own while it makes one."""


class NoWindowError(Exception):
    """No window is open."""


class SilentWindowError(Exception):
    """A window is open, and does not answer."""


class _Line(Protocol):
    def send(self, words: bytes) -> None:
        """All of them."""

    def receive(self, most_bytes: int) -> bytes:
        """Empty at the end."""

    def close(self) -> None:
        """No more."""


def door() -> str:
    """Where this user's window is asked: a socket's path, or a pipe's name. Each settings folder has its own window.

    Raises:
        OSError: There is no folder that belongs to this user alone.
    """
    import platformdirs

    mark = _mark_of(platformdirs.user_config_dir("transcriber", appauthor=False))
    if sys.platform == "win32":
        return f"transcriber-{mark}"
    return str(_own_folder() / f"transcriber-{mark}.sock")


def call_window(verbs: Sequence[str], patience_s: float) -> str:
    """Ask for these in turn; why one was refused, or nothing. Blocks the calling thread.

    Raises:
        NoWindowError: Nobody is there to be asked.
        SilentWindowError: Somebody is, and says nothing for `patience_s` seconds.
    """
    try:
        line = _opened(door(), patience_s)
    except OSError as error:
        raise NoWindowError from error
    try:
        line.send(call(verbs))
        return _meaning_of(_whole_line(line))
    except OSError as error:
        raise SilentWindowError from error
    finally:
        line.close()


def call(verbs: Sequence[str]) -> bytes:
    """What is sent."""
    return " ".join((_GREETING, *verbs)).encode() + b"\n"


def verbs_in(line: bytes) -> tuple[str, ...] | None:
    """What a call asks for; None where it is none."""
    words = line.decode("ascii", errors="replace").split()
    if words[:1] != [_GREETING] or any(word not in VERBS for word in words[1:]):
        return None
    return tuple(words[1:])


def answer(refusal: str) -> bytes:
    """What is sent back: why something was not done, or that everything was."""
    words = f"{_REFUSED} {' '.join(refusal.split())}" if refusal else _DONE
    return words.encode()[: _LONGEST_ANSWER_BYTES - 1] + b"\n"


def _meaning_of(line: bytes) -> str:
    kind, _, words = line.decode(errors="replace").strip().partition(" ")
    if kind not in (_DONE, _REFUSED):
        raise SilentWindowError
    return words if kind == _REFUSED else ""


def _whole_line(line: _Line) -> bytes:
    read = b""
    while not read.endswith(b"\n") and len(read) < _LONGEST_ANSWER_BYTES:
        some = line.receive(_LONGEST_ANSWER_BYTES)
        if not some:
            break
        read += some
    return read


def _mark_of(path: str) -> str:
    # The other folders that one person uses are few; a cryptographic digest would load a library before the window.
    return f"{zlib.crc32(path.encode(errors='surrogateescape')):08x}"


def _own_folder() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and len(os.fsencode(runtime)) < _LONGEST_PATH_BYTES - 30 and _is_own(Path(runtime)):
        return Path(runtime)
    folder = Path(tempfile.gettempdir()) / f"transcriber-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if not _is_own(folder):
        raise PermissionError(f"{folder} does not belong to this user alone")
    return folder


def _is_own(folder: Path) -> bool:
    """A folder, no link to one, that nobody else can enter."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _opened(where: str, patience_s: float) -> _Line:
    if sys.platform == "win32":
        return _Pipe(where)
    return _Socket(where, patience_s)


class _Socket:
    def __init__(self, where: str, patience_s: float) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(patience_s)
        try:
            self._connect(where, time.monotonic() + patience_s)
        except (OSError, SilentWindowError):
            self._socket.close()
            raise

    def _connect(self, where: str, until_s: float) -> None:
        """So many wait before a window that hangs that one more is turned away: somebody is there all the same."""
        while True:
            try:
                self._socket.connect(where)
            except BlockingIOError as error:
                if time.monotonic() >= until_s:
                    raise SilentWindowError from error
                time.sleep(_TRY_AGAIN_S)
            else:
                return

    def send(self, words: bytes) -> None:
        self._socket.sendall(words)

    def receive(self, most_bytes: int) -> bytes:
        return self._socket.recv(most_bytes)

    def close(self) -> None:
        self._socket.close()


class _Pipe:
    """A pipe of Windows, which ends when the other side does; it knows no patience."""

    def __init__(self, where: str) -> None:
        self._file = open(rf"\\.\pipe\{where}", "r+b", buffering=0)  # noqa: PTH123, SIM115 - no file of a folder

    def send(self, words: bytes) -> None:
        self._file.write(words)

    def receive(self, most_bytes: int) -> bytes:
        return self._file.read(most_bytes) or b""

    def close(self) -> None:
        self._file.close()

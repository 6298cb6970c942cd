"""A text file with the latest lines, for programs that read one: always whole, replaced and never grown.

Nothing of it has to outlive a power cut, so the disk is not waited for.
"""

import asyncio
import contextlib
import os
import stat
import time
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

from transcriber.captions.line import CaptionLine
from transcriber.sentence import said

_PAUSE_S = 0.05
_TRIES = 5
_TRY_AGAIN_S = 0.02
"""On Windows a file that another program reads at this moment cannot be replaced."""


class CaptionFile:
    """Session thread; writes beside it, one version at a time and always the latest.

    Args:
        path: The file. What stands there is replaced.
        spawn: Runs a task of the session thread.
        on_fault: Called with why it cannot be written, and with None as soon as it can again.
    """

    def __init__(
        self,
        path: Path,
        spawn: Callable[[Coroutine[None, None, None]], None],
        on_fault: Callable[[OSError | None], None],
    ) -> None:
        self.path = path
        self._spawn = spawn
        self._on_fault = on_fault
        self._wanted = ""
        self._written: str | None = None
        self._is_writing = False
        self._is_faulty = False
        self._at_the_file = asyncio.Lock()
        """Two writers would take the same temporary file from each other."""

    def show(self, lines: Sequence[CaptionLine]) -> None:
        """These lines, and no others."""
        self._wanted = text_of(lines)
        if not self._is_writing:
            self._is_writing = True
            self._spawn(self._write())

    async def close(self) -> None:
        """Leave an empty file: old words would stand in a picture for ever."""
        self._wanted = ""
        async with self._at_the_file:
            with contextlib.suppress(OSError):
                await asyncio.to_thread(replace_text, self.path, "")
                self._written = ""

    async def _write(self) -> None:
        try:
            while self._written != self._wanted:
                async with self._at_the_file:
                    text = self._wanted
                    await asyncio.to_thread(replace_text, self.path, text)
                    self._written = text
                self._tell(None)
                await asyncio.sleep(_PAUSE_S)
        except OSError as error:
            # The next words are the next try.
            self._tell(error)
        finally:
            self._is_writing = False

    def _tell(self, error: OSError | None) -> None:
        if self._is_faulty != (error is not None):
            self._is_faulty = error is not None
            self._on_fault(error)


def text_of(lines: Sequence[CaptionLine]) -> str:
    """The lines as the file has them: each ends with a line feed, and unsettled words stand behind settled ones."""
    return "".join(f"{line.settled}{line.tail}\n" for line in lines)


def replace_text(path: Path, text: str) -> None:
    """Put `text` as UTF-8 in the place of what `path` is; a link is replaced, not followed.

    Raises:
        OSError: The folder cannot be written, the disk is full, or something else than a file stands there.
    """
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISREG(path.lstat().st_mode) and not path.is_symlink():
            raise FileExistsError(None, said("something else than a file stands there"), str(path))
    temporary = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        temporary.write_bytes(text.encode("utf-8", "replace"))
        _replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _replace(temporary: Path, path: Path) -> None:
    for left in reversed(range(_TRIES)):
        try:
            temporary.replace(path)
        except PermissionError:
            if not left:
                raise
            time.sleep(_TRY_AGAIN_S)
        else:
            return

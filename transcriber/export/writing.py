"""Exported documents into files: whole or not at all, and never over a file by mistake."""

import contextlib
import os
import secrets
from enum import Enum, auto
from pathlib import Path

from transcriber.export.file_names import file_name
from transcriber.sentence import said

_MOST_NUMBERS = 999


class ExportError(Exception):
    """A document was not written."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        """What happened, in one sentence."""
        self.remedy = remedy
        """What a person can do."""


class WhenTaken(Enum):
    """What to do about a file that has the name already."""

    REFUSE = auto()
    NUMBER = auto()
    """Take the same name with a number."""
    REPLACE = auto()


def write_export(content: bytes, path: Path, when_taken: WhenTaken = WhenTaken.REFUSE) -> Path:
    """Write a file, or leave what is there as it was; the path that it got. Blocks: not for the window's thread.

    A link is followed; a file that is replaced keeps its permissions. Only files are replaced: no folder, no device.

    Raises:
        ExportError: The name is taken, the folder cannot be written, or the disk is full.
    """
    try:
        if when_taken is WhenTaken.REPLACE:
            path = _replaceable(path)
        temporary = _written_beside(content, path)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        return _named(temporary, path, when_taken)
    except FileExistsError as error:
        message = f"{path} exists already and was left as it is."
        raise ExportError(message, said("Choose another name or another folder.")) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def write_titled(content: bytes, folder: Path, title: str, suffix: str, when_taken: WhenTaken) -> Path:
    """The same under a name made of the recording's title; the folder is made if it is missing.

    Raises:
        ExportError: As `write_export`.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return write_export(content, folder / file_name(title, suffix), when_taken)


def _replaceable(path: Path) -> Path:
    # Unlike `Path.resolve`, this raises nothing for links that lead in a circle.
    target = Path(os.path.realpath(path))
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise ExportError(said("{path} is not a file and was left as it is.", path=path), said("Choose another name."))
    return target


def _written_beside(content: bytes, path: Path) -> Path:
    temporary = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _named(temporary: Path, path: Path, when_taken: WhenTaken) -> Path:
    if when_taken is WhenTaken.REPLACE:
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o777)
        temporary.replace(path)
        return path
    if when_taken is WhenTaken.REFUSE:
        _claim(temporary, path)
        return path
    for number in range(1, _MOST_NUMBERS + 1):
        numbered = path if number == 1 else path.with_name(file_name(path.stem, path.suffix.removeprefix("."), number))
        with contextlib.suppress(FileExistsError):
            _claim(temporary, numbered)
            return numbered
    raise FileExistsError(path)


def _claim(temporary: Path, path: Path) -> None:
    """Give the file its name, unless that is taken: a link is made in one step, and never over another file."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        # File systems without links, as on most memory cards: the name is taken by an empty file first.
        with path.open("xb"):
            pass
        try:
            temporary.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _unwritable(path: Path, error: OSError) -> ExportError:
    reason = (error.strerror or "the file cannot be written").rstrip(".")
    return ExportError(
        said("{path} cannot be written: {reason}.", path=path, reason=reason),
        said("Choose another folder, or make room there."),
    )

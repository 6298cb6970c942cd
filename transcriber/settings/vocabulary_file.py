"""The vocabulary's own file beside the settings: a table that any program can edit, changed in turn, written whole.

It is not part of the settings file: five thousand names would make every start wait.
"""

import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from transcriber.sentence import said
from transcriber.settings.atomic_file import write_atomically
from transcriber.settings.file_lock import locked
from transcriber.settings.preferences_file import preferences_path
from transcriber.transcript.vocabulary import EMPTY, Vocabulary
from transcriber.transcript.vocabulary_text import LARGEST_FILE_BYTES, as_table, entries_from

_log = logging.getLogger(__name__)


class VocabularyFileError(Exception):
    """A file cannot be read; `message` is one sentence for a person."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def vocabulary_path() -> Path:
    """The vocabulary of this user."""
    return preferences_path().with_name("vocabulary.csv")


def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """What was saved; nothing where there is nothing, and without the lines that cannot be understood."""
    source = path or vocabulary_path()
    try:
        vocabulary, faults = read_vocabulary(source)
    except VocabularyFileError as error:
        if source.exists():
            _log.info("the vocabulary is left out: %s", error)
        return EMPTY
    if faults:
        _log.info("%d lines of %s are not understood", len(faults), source.name)
    return vocabulary


def read_vocabulary(path: Path) -> tuple[Vocabulary, tuple[str, ...]]:
    """The entries of any file, a table or lines, and a sentence about each line that makes no sense.

    Raises:
        VocabularyFileError: It cannot be read, or is not such a file at all.
    """
    try:
        if not path.is_file():
            # A pipe in its place would stop everything.
            raise VocabularyFileError(said("There is no file {path}.", path=path))
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise VocabularyFileError(
            said("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    if len(content) > LARGEST_FILE_BYTES or b"\x00" in content:
        raise VocabularyFileError(said("{path} is not a list of words: it is too large, or no text.", path=path))
    entries, faults = entries_from(_decoded(content))
    vocabulary, refused = EMPTY.joined_with(entries)
    return vocabulary, (*faults, *(error.message for error in refused))


def change_vocabulary(change: Callable[[Vocabulary], Vocabulary], path: Path | None = None) -> Vocabulary:
    """Read, change and write, while no other process of this program does; what was written.

    Args:
        change: Makes of what is saved what is to be saved; what it raises is raised here, and nothing is written.

    Raises:
        OSError: The folder cannot be written.
    """
    target = path or vocabulary_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.with_suffix(".lock")):
        changed = change(load_vocabulary(target))
        _keep_what_is_not_understood(target)
        write_atomically(target, as_table(changed.entries))
    return changed


def _decoded(content: bytes) -> str:
    """Tables of other programs are not always UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _keep_what_is_not_understood(target: Path) -> None:
    """What a slip of a person's hand has spoilt must not be lost to the next save."""
    try:
        spoilt = target.exists() and bool(read_vocabulary(target)[1])
    except VocabularyFileError:
        spoilt = target.is_file()
    if spoilt:
        shutil.copy2(target, target.with_name(f"{target.stem}.not-understood{target.suffix}"))

"""The settings file: preferences are read from it, changed in turn, and written atomically. Owns that file."""

import itertools
import logging
import os
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from transcriber.sentence import said
from transcriber.settings.atomic_file import write_atomically
from transcriber.settings.file_lock import locked
from transcriber.settings.merging import merged
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import VERSION, preferences_document, preferences_from, version_of

_LARGEST_BYTES = 4_000_000
_MOST_NAMED = 3
_KEPT_BESIDE = said("When settings are saved, the file as it is now is kept beside the new one.")
_CORRECT_IT = said("Correct the file, or remove it. {kept_beside}", kept_beside=_KEPT_BESIDE)

_log = logging.getLogger(__name__)


def preferences_path() -> Path:
    """The settings file of this user."""
    import platformdirs

    return Path(platformdirs.user_config_dir("transcriber", appauthor=False)) / "settings.toml"


def load_preferences(path: Path | None = None) -> Preferences:
    """What was saved; the defaults where nothing was, or where a value cannot be understood."""
    return _load(path or preferences_path())[0]


def preferences_fault(path: Path | None = None) -> tuple[str, str] | None:
    """What of the settings file is not understood, and what a person can do; None where all of it is."""
    source = path or preferences_path()
    if not os.path.lexists(source):
        return None
    saved = _read(source)
    if saved is None:
        return said(
            "The settings file {source} cannot be read; the settings are those of a first start.", source=source
        ), _CORRECT_IT
    if version_of(saved) > VERSION:
        return said(
            "The settings file {source} is of a newer version; what is unknown in it is left out.", source=source
        ), _KEPT_BESIDE
    if wrong := preferences_from(saved)[1]:
        return said(
            "The settings file {source} has values that are not understood: {some_of}.",
            source=source,
            some_of=_some_of(wrong),
        ), _CORRECT_IT
    return None


def change_preferences(change: Callable[[Preferences], Preferences], path: Path | None = None) -> Preferences:
    """Read, change and write, while no other process of this program does; what was written.

    Args:
        change: Makes of what is saved what is to be saved; what it raises is raised here, and nothing is written.

    Raises:
        OSError: The folder cannot be written.
    """
    return _change(lambda saved, _: change(saved), path or preferences_path())


def save_changes(base: Preferences, mine: Preferences, path: Path | None = None) -> Preferences:
    """Write what I made of `base`, and what others made of it meanwhile; both together.

    Raises:
        OSError: The folder cannot be written.
    """

    def change(theirs: Preferences, is_understood: bool) -> Preferences:
        # A file that is gone, or that a slip of a person's hand has spoilt, says of nothing that it was removed.
        there = theirs if is_understood else merged(Preferences(), theirs, base)
        return merged(base, mine, there)

    return _change(change, path or preferences_path())


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write everything, or leave the old file as it was. What of the old file was not understood is kept beside it.

    Whatever else was saved since is lost: `save_changes` keeps it.

    Raises:
        OSError: The folder cannot be written.
    """
    import tomlkit

    # A person may keep the settings elsewhere and link to them: the link stays.
    target = Path(os.path.realpath(path or preferences_path()))
    target.parent.mkdir(parents=True, exist_ok=True)
    text = tomlkit.dumps(preferences_document(preferences))
    _keep_what_is_not_understood(target)
    write_atomically(target, text)


def _change(change: Callable[[Preferences, bool], Preferences], path: Path) -> Preferences:
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.with_suffix(".lock")):
        changed = change(*_load(path))
        save_preferences(changed, path)
    return changed


def _load(source: Path) -> tuple[Preferences, bool]:
    """The preferences, and whether all of them were there and understood."""
    saved = _read(source)
    if saved is None:
        return Preferences(), False
    preferences, wrong = preferences_from(saved)
    if wrong:
        _log.info("not understood in %s: %s", source.name, ", ".join(wrong))
    return preferences, not wrong


def _some_of(names: list[str]) -> str:
    more = said(" and {count} more", count=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _read(source: Path) -> dict[str, Any] | None:
    """The tables of a file; None if it is not there, is no file or is no TOML."""
    try:
        if not source.is_file():
            # A pipe in its place would stop everything.
            return None
        with source.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
        if len(content) > _LARGEST_BYTES:
            return None
        return tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None


def _keep_what_is_not_understood(target: Path) -> None:
    """A newer program's file, or one with a slip of a person's hand, must not be lost to the next save."""
    if not target.exists():
        return
    saved = _read(target)
    if saved is not None and (version := version_of(saved)) > VERSION:
        why = f"version-{version}"
    elif saved is None or preferences_from(saved)[1]:
        why = "not-understood"
    else:
        return
    kept = _free_name(target, why)
    if kept is not None:
        shutil.copy2(target, kept)


def _free_name(target: Path, why: str) -> Path | None:
    """Where no other file is kept yet; None where this very content is kept already."""
    content = target.read_bytes() if target.is_file() else b""
    for number in itertools.count(1):
        ending = f".{number}" if number > 1 else ""
        kept = target.with_name(f"{target.stem}.{why}{ending}{target.suffix}")
        if not kept.exists():
            return kept
        if kept.is_file() and kept.read_bytes() == content:
            return None
    raise AssertionError("numbers do not end")

"""The settings file: preferences are read from it, and written to it atomically. Owns that file."""

import logging
import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

from transcriber.settings.atomic_file import write_atomically
from transcriber.settings.preferences import Preferences
from transcriber.settings.preferences_document import VERSION, preferences_document, preferences_from, version_of

_LARGEST_BYTES = 4_000_000

_log = logging.getLogger(__name__)


def preferences_path() -> Path:
    """The settings file of this user."""
    import platformdirs

    return Path(platformdirs.user_config_dir("transcriber", appauthor=False)) / "settings.toml"


def load_preferences(path: Path | None = None) -> Preferences:
    """What was saved; the defaults where nothing was, or where a value cannot be understood."""
    source = path or preferences_path()
    saved = _read(source)
    if saved is None:
        return Preferences()
    preferences, wrong = preferences_from(saved)
    if wrong:
        _log.info("not understood in %s: %s", source.name, ", ".join(wrong))
    return preferences


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write everything, or leave the old file as it was. What of the old file was not understood is kept beside it.

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
    if saved is None:
        kept = target.with_name(f"{target.stem}.not-understood{target.suffix}")
    elif (version := version_of(saved)) > VERSION:
        kept = target.with_name(f"{target.stem}.version-{version}{target.suffix}")
    elif preferences_from(saved)[1]:
        kept = target.with_name(f"{target.stem}.not-understood{target.suffix}")
    else:
        return
    shutil.copy2(target, kept)

"""Everything the program remembers from one start to the next: one frozen value, replaced whole, written atomically.

Keys are never part of it.
"""

import logging
import shutil
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.atomic_file import write_atomically
from transcriber.settings.presets import Preset
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, Profile

Theme = Literal["system", "light", "dark"]

VERSION = 2
"""Of the settings file; 1 had no number."""
_LARGEST_BYTES = 4_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Everything the program remembers from one start to the next."""

    service: str = LOCAL.name
    """The name of the chosen profile."""
    profiles: tuple[Profile, ...] = BUILT_IN_PROFILES
    """Every service, the built-in ones first, as a person left them."""
    configuration: SessionConfiguration = field(
        default_factory=lambda: SessionConfiguration(model=LOCAL.default_model, language="en")
    )
    commit_policy: CommitPolicy = field(default_factory=CommitPolicy)
    presets: tuple[Preset, ...] = ()
    """A person's own."""
    marks_doubtful_words: bool = False
    input_device_id: str | None = None
    """None follows the system's default."""
    theme: Theme = "system"
    is_panel_open: bool = True

    @property
    def profile(self) -> Profile:
        """The chosen service; this computer where its name leads nowhere."""
        return next((profile for profile in self.profiles if profile.name == self.service), LOCAL)


def preferences_path() -> Path:
    """The settings file of this user."""
    import platformdirs

    return Path(platformdirs.user_config_dir("transcriber", appauthor=False)) / "settings.toml"


def load_preferences(path: Path | None = None) -> Preferences:
    """What was saved; the defaults where nothing was, or where a value cannot be understood."""
    from transcriber.settings.preferences_document import preferences_from

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

    from transcriber.settings.preferences_document import preferences_document

    # A person may keep the settings elsewhere and link to them: the link stays.
    target = (path or preferences_path()).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    text = tomlkit.dumps(preferences_document(preferences))
    _keep_what_is_not_understood(target)
    write_atomically(target, text)


def _read(source: Path) -> dict[str, Any] | None:
    """The tables of a file; None if it is not there or is no TOML."""
    try:
        with source.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
        if len(content) > _LARGEST_BYTES:
            return None
        return tomllib.loads(content.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None


def _keep_what_is_not_understood(target: Path) -> None:
    """A newer program's file, or one with a slip of a person's hand, must not be lost to the next save."""
    from transcriber.settings.preferences_document import preferences_from, version_of

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

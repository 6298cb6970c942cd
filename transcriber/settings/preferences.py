"""Everything the program remembers from one start to the next: one frozen value, replaced whole, written atomically.

Keys are never part of it.
"""

import os
import tempfile
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import (
    ConfigurationError,
    NoiseReduction,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    TurnDetection,
    validate,
)
from transcriber.settings.presets import Preset
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, Profile

Theme = Literal["system", "light", "dark"]


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
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        saved = tomlkit.parse((path or preferences_path()).read_text(encoding="utf-8")).unwrap()
    except (OSError, UnicodeDecodeError, TOMLKitError):
        return Preferences()
    return _preferences_from(saved)


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write everything, or leave the old file as it was.

    Raises:
        OSError: the folder cannot be written.
    """
    import tomlkit

    target = path or preferences_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    saved = asdict(replace(preferences, profiles=(), presets=(), commit_policy=CommitPolicy()))
    text = tomlkit.dumps(_without_none(saved))
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def _without_none(value: Any) -> Any:
    """TOML has no null: a missing key is None, except turn detection, whose absence must be told from its default."""
    if isinstance(value, dict):
        kept = {key: _without_none(item) for key, item in value.items() if item is not None}
        if "turn_detection" in value and value["turn_detection"] is None:
            kept["turn_detection"] = {"type": "none"}
        return kept
    if isinstance(value, tuple):
        return [_without_none(item) for item in value]
    return value.value if isinstance(value, AudioFormat | NoiseReduction) else value


def _preferences_from(saved: dict[str, Any]) -> Preferences:
    preferences = Preferences()
    if saved.get("theme") in {"system", "light", "dark"}:
        preferences = replace(preferences, theme=saved["theme"])
    for name, kind in (("service", str), ("input_device_id", str), ("is_panel_open", bool)):
        if isinstance(saved.get(name), kind):
            preferences = replace(preferences, **{name: saved[name]})
    try:
        return replace(preferences, configuration=_configuration_from(saved.get("configuration")))
    except (ConfigurationError, TypeError, ValueError, AttributeError):
        return preferences


def _configuration_from(saved: Any) -> SessionConfiguration:
    if saved is None:
        return Preferences().configuration
    known = {each.name for each in fields(SessionConfiguration)}
    values = {name: value for name, value in saved.items() if name in known}
    values["turn_detection"] = _turn_detection_from(saved.get("turn_detection"))
    for name in ("languages", "keywords", "modalities"):
        if name in values:
            values[name] = tuple(values[name])
    if "audio_format" in values:
        values["audio_format"] = AudioFormat(values["audio_format"])
    if "noise_reduction" in values:
        values["noise_reduction"] = NoiseReduction(values["noise_reduction"])
    configuration = SessionConfiguration(**values)
    validate(configuration)
    return configuration


def _turn_detection_from(saved: Any) -> TurnDetection:
    if saved is None:
        return ServerVad()
    if saved.get("type") == "none":
        return None
    return SemanticVad(**saved) if "eagerness" in saved else ServerVad(**saved)

"""Named settings for a situation: the fields of a session that suit it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import ServerVad, SessionConfiguration


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What one preset fills in; service, model, language and words stay a person's own."""

    name: str
    """For people, and unique."""
    configuration: SessionConfiguration
    commit_policy: CommitPolicy = field(default_factory=CommitPolicy)


PRESET_FIELDS = (
    "audio_format",
    "turn_detection",
    "noise_reduction",
    "noise_reduction_strength",
    "delay",
)
"""The fields of `SessionConfiguration` that a preset fills in."""

BUILT_IN_PRESETS = (
    Preset(name="Meeting", configuration=SessionConfiguration(turn_detection=ServerVad(silence_duration_ms=600))),
)


def apply_preset(preset: Preset, configuration: SessionConfiguration) -> SessionConfiguration:
    """`configuration` with the preset's fields."""
    return replace(configuration, **{name: getattr(preset.configuration, name) for name in PRESET_FIELDS})


def validate_preset(preset: Preset, others: Iterable[Preset]) -> None:
    """Check name and numbers; `others` are a person's other own presets.

    Raises:
        ConfigurationError: Its field is `name`, or the field of the session or commit policy.
    """
    raise NotImplementedError


def preset_from(name: str, configuration: SessionConfiguration, commit_policy: CommitPolicy) -> Preset:
    """A preset of what is set now; only `PRESET_FIELDS` of the session go into it."""
    raise NotImplementedError


def all_presets(own: Iterable[Preset]) -> tuple[Preset, ...]:
    """The built-in ones first, then a person's own."""
    return (*BUILT_IN_PRESETS, *own)


def with_preset(own: tuple[Preset, ...], preset: Preset) -> tuple[Preset, ...]:
    """`own` with the preset added, or in the place of the one of its name.

    Raises:
        ConfigurationError: See `validate_preset`.
    """
    raise NotImplementedError


def without_preset(own: tuple[Preset, ...], name: str) -> tuple[Preset, ...]:
    """`own` without the preset of that name."""
    return tuple(preset for preset in own if preset.name != name)

"""Named settings for a situation: the fields of a session that suit it. Pure."""

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

"""Named settings for a situation: the fields of a session that suit it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.commit_policy import CommitPolicy, validate_commit_policy
from transcriber.realtime.configuration import (
    ConfigurationError,
    NoiseReduction,
    ServerVad,
    SessionConfiguration,
    validate,
)
from transcriber.sentence import said

LONGEST_NAME = 40
"""Of a preset, in characters."""


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
    Preset(
        # A laptop on the table, several people: far from the microphone by the service's own definition. They pause
        # within a sentence while they look for words, and a talk without a pause must still show text in time.
        name=said("Meeting"),
        configuration=SessionConfiguration(
            turn_detection=ServerVad(silence_duration_ms=600),
            noise_reduction=NoiseReduction.FAR_FIELD,
        ),
        commit_policy=CommitPolicy(pause_ms=600, latest_after_s=20),
    ),
    Preset(
        # One person close to the microphone who thinks while speaking: a sentence must not be cut at a pause, and
        # right words count more than early ones.
        name=said("Dictation"),
        configuration=SessionConfiguration(
            turn_detection=ServerVad(silence_duration_ms=1000),
            noise_reduction=NoiseReduction.NEAR_FIELD,
            delay="high",
        ),
        commit_policy=CommitPolicy(pause_ms=1000, latest_after_s=60),
    ),
    Preset(
        # Speech arrives weak, so the gate opens sooner and more of what came before it is kept; the room's echo
        # fills short pauses, so only a longer silence ends a turn.
        name=said("Far microphone"),
        configuration=SessionConfiguration(
            turn_detection=ServerVad(threshold=0.35, prefix_padding_ms=500, silence_duration_ms=800),
            noise_reduction=NoiseReduction.FAR_FIELD,
        ),
        commit_policy=CommitPolicy(pause_ms=800, threshold=0.35, latest_after_s=30),
    ),
    Preset(
        # A telephone carries 300 to 3400 Hz (ITU-T G.711): 8 kHz hold all of it at a sixth of the data. The handset
        # is near, and its hiss is kept out by a gate that is a little stricter.
        name=said("Phone line"),
        configuration=SessionConfiguration(
            audio_format=AudioFormat.G711_ULAW,
            turn_detection=ServerVad(threshold=0.6, silence_duration_ms=600),
            noise_reduction=NoiseReduction.NEAR_FIELD,
        ),
        commit_policy=CommitPolicy(pause_ms=600, threshold=0.6, latest_after_s=30),
    ),
    Preset(
        # Who is heard here speaks close to the microphone. A stricter gate takes less noise for speech, but opens
        # later, so more of what came before is kept; where noise holds it open, the longest turn ends it.
        name=said("Noisy room"),
        configuration=SessionConfiguration(
            turn_detection=ServerVad(threshold=0.75, prefix_padding_ms=400, silence_duration_ms=500),
            noise_reduction=NoiseReduction.NEAR_FIELD,
        ),
        commit_policy=CommitPolicy(pause_ms=500, threshold=0.75, latest_after_s=15),
    ),
)


def apply_preset(preset: Preset, configuration: SessionConfiguration) -> SessionConfiguration:
    """`configuration` with the preset's fields; its commit policy is the caller's to take over."""
    return replace(configuration, **{name: getattr(preset.configuration, name) for name in PRESET_FIELDS})


def preset_from(name: str, configuration: SessionConfiguration, commit_policy: CommitPolicy) -> Preset:
    """A preset of what is set now; only `PRESET_FIELDS` of the session go into it."""
    everything = Preset(name=name.strip(), configuration=configuration, commit_policy=commit_policy)
    return replace(everything, configuration=apply_preset(everything, SessionConfiguration()))


def validate_preset(preset: Preset, others: Iterable[Preset] = ()) -> None:
    """Check name and numbers; `others` are a person's other own presets.

    Raises:
        ConfigurationError: Its field is `name`, or the field of the session or commit policy.
    """
    name = preset.name
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise ConfigurationError(
            "name", said("A preset's name is one line of 1 to {most} characters.", most=LONGEST_NAME)
        )
    if name.casefold() in {other.name.casefold() for other in BUILT_IN_PRESETS}:
        raise ConfigurationError("name", said("{name} comes with the program; choose another name.", name=name))
    if name.casefold() in {other.name.casefold() for other in others}:
        raise ConfigurationError("name", said("There is a preset named {name} already.", name=name))
    validate(preset.configuration)
    validate_commit_policy(preset.commit_policy)


def all_presets(own: Iterable[Preset]) -> tuple[Preset, ...]:
    """The built-in ones first, then a person's own."""
    return (*BUILT_IN_PRESETS, *own)


def with_preset(own: tuple[Preset, ...], preset: Preset) -> tuple[Preset, ...]:
    """`own` with the preset added, or in the place of the one of its name.

    Raises:
        ConfigurationError: See `validate_preset`.
    """
    validate_preset(preset, (other for other in own if other.name != preset.name))
    if any(other.name == preset.name for other in own):
        return tuple(preset if other.name == preset.name else other for other in own)
    return (*own, preset)


def without_preset(own: tuple[Preset, ...], name: str) -> tuple[Preset, ...]:
    """`own` without the preset of that name."""
    return tuple(preset for preset in own if preset.name != name)

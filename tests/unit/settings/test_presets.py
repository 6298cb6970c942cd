from dataclasses import fields, replace

import pytest
from hypothesis import given

from tests.unit.settings.chosen_values import CONFIGURATIONS, POLICIES
from transcriber.audio.formats import AudioFormat
from transcriber.realtime.commit_policy import CommitPolicy, validate_commit_policy
from transcriber.realtime.configuration import (
    ConfigurationError,
    NoiseReduction,
    ServerVad,
    SessionConfiguration,
    validate,
)
from transcriber.settings.presets import (
    BUILT_IN_PRESETS,
    PRESET_FIELDS,
    Preset,
    all_presets,
    apply_preset,
    preset_from,
    validate_preset,
    with_preset,
    without_preset,
)

BY_NAME = {preset.name: preset for preset in BUILT_IN_PRESETS}
MINE = Preset(name="Choir", configuration=SessionConfiguration())


def test_there_is_one_for_each_situation() -> None:
    assert list(BY_NAME) == ["Meeting", "Dictation", "Far microphone", "Phone line", "Noisy room"]


@pytest.mark.parametrize("preset", BUILT_IN_PRESETS, ids=lambda preset: preset.name)
def test_each_is_valid_and_says_nothing_beyond_its_fields(preset: Preset) -> None:
    validate(preset.configuration)
    validate_commit_policy(preset.commit_policy)
    assert preset_from(preset.name, preset.configuration, preset.commit_policy) == preset


@pytest.mark.parametrize("preset", BUILT_IN_PRESETS, ids=lambda preset: preset.name)
def test_turns_end_alike_on_both_sides(preset: Preset) -> None:
    detection = preset.configuration.turn_detection

    assert isinstance(detection, ServerVad)
    assert preset.commit_policy.pause_ms == detection.silence_duration_ms
    assert preset.commit_policy.threshold == detection.threshold


def test_they_differ_where_the_situations_do() -> None:
    def gate(name: str) -> ServerVad:
        detection = BY_NAME[name].configuration.turn_detection
        assert isinstance(detection, ServerVad)
        return detection

    assert gate("Far microphone").threshold < gate("Meeting").threshold < gate("Noisy room").threshold
    assert gate("Dictation").silence_duration_ms > gate("Meeting").silence_duration_ms
    assert BY_NAME["Phone line"].configuration.audio_format is AudioFormat.G711_ULAW
    assert BY_NAME["Far microphone"].configuration.noise_reduction is NoiseReduction.FAR_FIELD


@given(configuration=CONFIGURATIONS, policy=POLICIES, mine=CONFIGURATIONS)
def test_a_preset_fills_its_fields_and_no_others(
    configuration: SessionConfiguration, policy: CommitPolicy, mine: SessionConfiguration
) -> None:
    preset = preset_from("Choir", configuration, policy)

    applied = apply_preset(preset, mine)

    for field in fields(SessionConfiguration):
        source = configuration if field.name in PRESET_FIELDS else mine
        assert getattr(applied, field.name) == getattr(source, field.name)


def test_own_ones_are_added_replaced_and_removed() -> None:
    changed = replace(MINE, commit_policy=CommitPolicy(pause_ms=900))
    other = replace(MINE, name="Court")

    own = with_preset(with_preset((), MINE), other)

    assert own == (MINE, other)
    assert with_preset(own, changed) == (changed, other)
    assert without_preset(own, "Choir") == (other,)
    assert without_preset(own, "nowhere") == own
    assert all_presets(own) == (*BUILT_IN_PRESETS, MINE, other)


@pytest.mark.parametrize("name", ["", "  ", " Choir", "x" * 41, "two\nlines", "meeting", "Phone line", "COURT"])
def test_a_name_is_one_line_and_nobody_elses(name: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        validate_preset(replace(MINE, name=name), [replace(MINE, name="Court")])

    assert refused.value.field == "name"


def test_its_numbers_are_checked() -> None:
    with pytest.raises(ConfigurationError) as of_session:
        validate_preset(replace(MINE, configuration=SessionConfiguration(turn_detection=ServerVad(threshold=2))))
    with pytest.raises(ConfigurationError) as of_policy:
        with_preset((), replace(MINE, commit_policy=CommitPolicy(pause_ms=1)))

    assert "threshold" in of_session.value.field
    assert of_policy.value.field == "commit_policy.pause_ms"

import pytest

from transcriber.captions.check import Grade, Subject, check
from transcriber.captions.look import CaptionLook, validate_look
from transcriber.captions.presets import PRESETS, Preset, validate_own
from transcriber.realtime.configuration import ConfigurationError


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_can_be_read_and_says_what_it_follows(preset: Preset) -> None:
    validate_look(preset.look)
    assert preset.source
    findings = {finding.subject: finding.grade for finding in check(preset.look).findings}
    assert findings[Subject.CONTRAST] is Grade.GOOD
    assert Grade.POOR not in findings.values()


@pytest.mark.parametrize("name", ["", " x", "x" * 41, "bbc", "Mine", "a\nb"])
def test_an_own_preset_needs_a_name_of_its_own(name: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        validate_own(Preset(name=name, look=CaptionLook()), (Preset(name="mine", look=CaptionLook()),))
    assert refused.value.field == "name"


def test_an_own_preset_is_taken() -> None:
    validate_own(Preset(name="Room 3", look=CaptionLook(lines=3)), ())

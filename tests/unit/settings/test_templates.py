import pytest

from transcriber.realtime.configuration import ConfigurationError
from transcriber.realtime.switches import KeyPlacement, UpdateShape
from transcriber.settings.profile_rules import validate_profile
from transcriber.settings.profiles import BUILT_IN_PROFILES, KeyPlace
from transcriber.settings.templates import SERVICE_TEMPLATES, ServiceTemplate, new_profile

BY_NAME = {template.name: template for template in SERVICE_TEMPLATES}


def test_there_is_one_for_each_service_that_is_known_to_speak_the_protocol() -> None:
    assert list(BY_NAME) == ["openai", "azure", "compatible", "speaches", "localai", "together"]


@pytest.mark.parametrize("template", SERVICE_TEMPLATES, ids=lambda template: template.name)
def test_each_gives_a_service_that_only_wants_its_host(template: ServiceTemplate) -> None:
    profile = new_profile(template, BUILT_IN_PROFILES)

    assert profile.title == template.title
    assert profile.is_confirmed
    if profile.base_url is not None and ("HOST" in profile.base_url or "RESOURCE" in profile.base_url):
        with pytest.raises(ConfigurationError, match="capitals") as refused:
            validate_profile(profile, BUILT_IN_PROFILES)
        assert refused.value.field == "base_url"
    else:
        validate_profile(profile, BUILT_IN_PROFILES)


def test_a_server_of_ones_own_is_reached_without_a_key_until_it_is_given_one() -> None:
    keyless = [name for name, template in BY_NAME.items() if template.profile.key_place is KeyPlace.NONE]

    assert keyless == ["speaches", "localai"]


def test_a_second_service_from_one_template_has_a_name_of_its_own() -> None:
    first = new_profile(BY_NAME["speaches"], BUILT_IN_PROFILES)
    second = new_profile(BY_NAME["speaches"], (*BUILT_IN_PROFILES, first))
    titled = new_profile(BY_NAME["speaches"], BUILT_IN_PROFILES, " Cellar ")

    assert (first.name, second.name) == ("speaches", "speaches-2")
    assert (titled.name, titled.title) == ("cellar", "Cellar")


def test_the_switches_are_those_that_each_service_needs() -> None:
    azure = BY_NAME["azure"].profile.switches
    speaches, localai, together = (BY_NAME[name].profile.switches for name in ("speaches", "localai", "together"))

    assert (azure.key_placement, azure.uses_rest, azure.sends_model) == (KeyPlacement.API_KEY_HEADER, True, False)
    assert (speaches.sends_model, speaches.sends_intent, speaches.sends_language) == (True, True, True)
    assert (speaches.update_shape, speaches.uses_rest) == (UpdateShape.FLAT, False)
    assert (localai.sends_model, localai.sends_intent, localai.update_shape) == (True, False, UpdateShape.DIALECT)
    assert (together.sample_rate_hz, together.update_shape) == (16_000, UpdateShape.TURN_DETECTION)
    assert together.query == (("input_audio_format", "pcm_s16le_16000"),)

from dataclasses import replace

from transcriber.settings.preferences import Preferences
from transcriber.settings.profiles import LOCAL, OPENAI


def test_a_service_is_chosen_by_name_and_this_computer_where_the_name_leads_nowhere() -> None:
    assert Preferences().profile is LOCAL
    assert Preferences(service="openai").profile is OPENAI
    assert Preferences(service="gone").profile is LOCAL


def test_what_a_person_made_of_a_service_is_what_is_chosen() -> None:
    edited = replace(OPENAI, default_model="whisper-1")

    assert Preferences(service="openai", profiles=(LOCAL, edited)).profile == edited

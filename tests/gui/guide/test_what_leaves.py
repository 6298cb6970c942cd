from dataclasses import replace

import pytest

from transcriber.gui.guide.what_leaves import what_leaves
from transcriber.settings.profiles import BUILT_IN_PROFILES, LOCAL, OPENAI


def test_of_this_computer_nothing_does() -> None:
    assert what_leaves(LOCAL) == "Nothing leaves this computer: the text is made here."


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (
            "https://api.openai.com/v1",
            "Speech, its language, the prompt and the keywords go to api.openai.com while you record.",
        ),
        (
            "http://ada:pw@speech.lan:8000/v1?key=1",
            "Speech, its language, the prompt and the keywords go to speech.lan while you record. "
            "The way there is not encrypted.",
        ),
        (
            "ws://127.0.0.1:9000/v1",
            "Speech goes to another program on this computer; what that one does with it is not known here.",
        ),
    ],
)
def test_where_speech_goes_is_one_sentence_from_the_address(address: str, words: str) -> None:
    assert what_leaves(replace(OPENAI, base_url=address)) == words


def test_an_address_that_is_none_is_called_by_the_services_name() -> None:
    assert "go to Broken while" in what_leaves(replace(OPENAI, title="Broken", base_url="https://[::1"))


def test_every_service_that_comes_along_has_its_sentence() -> None:
    assert all(what_leaves(profile) for profile in BUILT_IN_PROFILES)

"""What is chosen is said in a sentence: what leaves, where the key is read, and when a turn ends."""

from dataclasses import replace

import pytest

from transcriber.gui.panel.choice_notes import service_note, turn_ending_note
from transcriber.gui.session_choices import SessionChoices
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.profiles import LOCAL, OPENAI, KeyPlace, Profile


def choices(profile: Profile = OPENAI, policy: CommitPolicy | None = None) -> SessionChoices:
    return SessionChoices(profile=profile, configuration=SessionConfiguration(), commit_policy=policy or CommitPolicy())


def test_where_the_key_comes_from_is_said_where_a_service_has_one() -> None:
    from_environment = replace(OPENAI, key_place=KeyPlace.ENVIRONMENT, key_variable="MY_KEY")
    assert service_note(choices(from_environment)).endswith("The key is read from the environment variable MY_KEY.")
    assert service_note(choices(replace(OPENAI, key_place=KeyPlace.NONE))).endswith("Is reached without a key.")
    assert "key" not in service_note(choices(LOCAL))


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (CommitPolicy(push_to_talk=True), "A turn ends when F8 is let go."),
        (CommitPolicy(at_pauses=True, pause_ms=700), "This program ends a turn after a pause of 700 ms."),
        (CommitPolicy(at_pauses=False, latest_after_s=30), "A turn ends after 30 s, or when you commit it."),
        (CommitPolicy(at_pauses=False, latest_after_s=None), "A turn ends when you commit it, or stop."),
    ],
)
def test_what_ends_a_turn_where_the_service_does_not(policy: CommitPolicy, words: str) -> None:
    assert turn_ending_note(choices(policy=policy)) == words

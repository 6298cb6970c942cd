"""What of a person's choices the chosen model takes; nothing that was chosen is forgotten."""

from dataclasses import replace

from transcriber.gui.session_choices import SessionChoices
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.models import LOCAL_MODEL
from transcriber.settings.profiles import profile_named


def chosen(service: str, **more: object) -> SessionChoices:
    configuration = replace(SessionConfiguration(), **more)  # type: ignore[arg-type]
    return SessionChoices(profile=profile_named(service), configuration=configuration)


def test_on_this_computer_there_is_one_model_and_one_language() -> None:
    choices = chosen("local", model="gpt-4o-transcribe", language="de", prompt="Names")
    assert choices.is_local
    assert (choices.in_force.model, choices.in_force.language, choices.in_force.prompt) == (LOCAL_MODEL, "en", None)
    assert choices.configuration.language == "de"


def test_a_service_gets_what_was_chosen() -> None:
    choices = chosen("openai", model="gpt-4o-transcribe", language="de", prompt="Names")
    assert choices.in_force == replace(
        choices.configuration, **{name: getattr(SessionConfiguration(), name) for name in choices.refusals}
    )
    assert (choices.in_force.language, choices.in_force.prompt) == ("de", "Names")


def test_a_model_that_ends_no_turns_is_sent_no_turn_detection() -> None:
    choices = chosen("openai", model="gpt-live-transcribe", turn_detection=ServerVad())
    assert "turn_detection" in choices.refusals
    assert choices.in_force.turn_detection is None


def test_every_reason_is_a_sentence() -> None:
    for choices in (chosen("local"), chosen("openai", model="whisper-1"), chosen("openai", model="unheard-of")):
        for reason in choices.refusals.values():
            assert reason[0].isupper() or reason.startswith(choices.model.model)
            assert reason.endswith(".")

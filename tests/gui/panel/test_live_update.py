"""What reaches a running session, and what waits: nothing that does not count now is ever sent."""

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.formats import AudioFormat
from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.gui.panel.live_update import counts_now, live_update, reverted
from transcriber.gui.session_choices import SessionChoices
from transcriber.realtime.configuration import SemanticVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_events import encode_client_event
from transcriber.realtime.events import UpdateSession
from transcriber.realtime.fitting import LIVE_FIELDS
from transcriber.settings.profiles import LOCAL, OPENAI

RUNNING = SessionChoices(profile=OPENAI, configuration=SessionConfiguration(language="de", prompt="Names"))
IN_FORCE = RUNNING.in_force


def chosen(**more: object) -> SessionChoices:
    return replace(RUNNING, configuration=replace(RUNNING.configuration, **more))  # type: ignore[arg-type]


def test_a_live_field_is_in_the_update_and_the_others_are_not() -> None:
    update = live_update(
        RUNNING, chosen(prompt="Other", audio_format=AudioFormat.G711_ULAW, client_secret_seconds=60), IN_FORCE
    )
    assert update == replace(IN_FORCE, prompt="Other")


def test_a_language_cannot_be_taken_back_while_it_runs() -> None:
    cleared = chosen(language=None)
    assert live_update(RUNNING, cleared, IN_FORCE) == IN_FORCE
    assert not counts_now("language", RUNNING, cleared, IN_FORCE)
    assert counts_now("language", RUNNING, chosen(language="fr"), IN_FORCE)


def test_a_prompt_that_is_taken_back_is_said_to_be_empty() -> None:
    update = live_update(RUNNING, chosen(prompt=None), IN_FORCE)
    assert update == replace(IN_FORCE, prompt="")
    assert '"prompt":""' in encode_client_event(UpdateSession(update), Dialect.GA)
    assert live_update(RUNNING, chosen(prompt=None), replace(IN_FORCE, prompt=None)).prompt is None


def test_keywords_and_delay_are_changed_while_it_runs_and_taken_back_at_the_next_start() -> None:
    configuration = SessionConfiguration(model="gpt-live-transcribe", keywords=("Qt",), delay="low")
    running = replace(RUNNING, configuration=configuration)
    other = replace(running, configuration=replace(configuration, keywords=("Qt", "Ada"), delay="high"))
    cleared = replace(running, configuration=replace(configuration, keywords=(), delay=None))

    assert live_update(running, other, running.in_force) == other.in_force
    assert live_update(running, cleared, running.in_force) == running.in_force
    assert counts_now("keywords", running, other, running.in_force)
    assert not counts_now("keywords", running, cleared, running.in_force)
    assert not counts_now("delay", running, cleared, running.in_force)


@pytest.mark.parametrize(
    "other", [replace(RUNNING, profile=LOCAL), chosen(model="whisper-1")], ids=["service", "model"]
)
def test_settings_for_another_service_or_model_wait(other: SessionChoices) -> None:
    other = replace(other, configuration=replace(other.configuration, language="fr", prompt="Other"))
    assert live_update(RUNNING, other, IN_FORCE) == IN_FORCE
    assert not counts_now("prompt", RUNNING, other, IN_FORCE)


@pytest.mark.parametrize("name", FIELD_WORDS)
def test_each_field_counts_now_or_waits(name: str) -> None:
    inside = {"threshold", "prefix_padding_ms", "silence_duration_ms", "eagerness"}
    is_live = name in LIVE_FIELDS | inside or name.startswith(("commit_policy.", "marks_", "safeguards."))
    with_languages = chosen(languages=("de",))
    assert counts_now(name, RUNNING, with_languages, IN_FORCE) is is_live


def test_what_was_refused_goes_back_and_the_rest_stays() -> None:
    wanted = chosen(prompt="Other", turn_detection=SemanticVad()).configuration
    back, names = reverted(wanted, wanted, IN_FORCE, "prompt")
    assert (back, names) == (replace(wanted, prompt="Names"), ("prompt",))
    back, names = reverted(wanted, wanted, IN_FORCE, "session.turn_detection.threshold")
    assert (back.turn_detection, back.prompt, names) == (IN_FORCE.turn_detection, "Other", ("turn_detection",))
    back, names = reverted(wanted, wanted, IN_FORCE, "")
    assert (back, names) == (RUNNING.configuration, ("prompt", "turn_detection"))


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        SessionConfiguration,
        language=st.sampled_from((None, "en", "fr")),
        prompt=st.sampled_from((None, "", "words")),
        keywords=st.sampled_from(((), ("a",))),
        audio_format=st.sampled_from(AudioFormat),
        client_secret_seconds=st.integers(10, 7200),
    )
)
def test_an_update_differs_in_live_fields_only(configuration: SessionConfiguration) -> None:
    update = live_update(RUNNING, replace(RUNNING, configuration=configuration), IN_FORCE)
    differing = {field.name for field in fields(update) if getattr(update, field.name) != getattr(IN_FORCE, field.name)}
    assert differing <= LIVE_FIELDS
    assert update.language is not None

"""What a service made of what it was asked: said where it differs, and only where it says anything."""

from dataclasses import replace

import pytest

from transcriber.audio.formats import AudioFormat
from transcriber.gui.panel.differences import differences
from transcriber.gui.panel.field_words import FIELD_WORDS
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.events import AnnouncedSession

ASKED = SessionConfiguration(language="de", prompt="Names", turn_detection=ServerVad(silence_duration_ms=500))


def announced(*stated: str, **made: object) -> AnnouncedSession:
    return AnnouncedSession("sess_1", replace(ASKED, **made), stated=frozenset(stated))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("made", "field", "words"),
    [
        ({"turn_detection": ServerVad(silence_duration_ms=200)}, "silence_duration_ms", "Service uses 200 ms"),
        ({"turn_detection": ServerVad(threshold=0.7)}, "threshold", "Service uses 0.7"),
        ({"turn_detection": None}, "turn_detection", "Service uses none"),
        ({"turn_detection": SemanticVad()}, "turn_detection", "Service uses meaning"),
        ({"language": None}, "language", "Service uses automatic detection"),
        ({"prompt": "x" * 90}, "prompt", f"Service uses {'x' * 59}…"),
        ({"audio_format": AudioFormat.G711_ULAW}, "audio_format", "Service uses µ-law"),
        ({"noise_reduction": NoiseReduction.FAR_FIELD}, "noise_reduction", "Service uses far field"),
        ({"keywords": ("Kreszwel", "Noor")}, "keywords", "Service uses Kreszwel, Noor"),
        ({"include_logprobs": True}, "include_logprobs", "Service uses on"),
    ],
)
def test_a_difference_is_said_at_its_field(made: dict[str, object], field: str, words: str) -> None:
    stated = next(iter(made))
    assert differences(announced(stated, **made), ASKED) == {field: words}
    assert field in FIELD_WORDS


def test_what_a_service_does_not_state_is_no_difference() -> None:
    assert differences(announced(language=None, prompt=None), ASKED) == {}


def test_nothing_said_and_nothing_wanted_are_the_same() -> None:
    asked = replace(ASKED, prompt=None, language=None)
    session = AnnouncedSession(
        "sess_1", replace(asked, prompt="", language=""), stated=frozenset({"prompt", "language"})
    )
    assert differences(session, asked) == {}


def test_an_adopted_session_was_asked_for_nothing() -> None:
    assert differences(announced("language", language=None), None) == {}

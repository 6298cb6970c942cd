"""Each light says why and what to do, in every state that a recording can be in."""

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from tests.gui.test_state_words import LIVE
from transcriber.audio.loudness import Loudness
from transcriber.gui.light_words import Light, explanation, light_tone, light_words, permission_hint
from transcriber.gui.state_words import Situation
from transcriber.session.notices import LinkState, Meter, Progress, RecordingState

SPOKEN = replace(LIVE, meter=Meter(level_dbfs=-18.0, recorded_ms=9_000))


def test_the_meter_moves_but_no_words_come() -> None:
    told = explanation(SPOKEN, Light.TEXT)
    assert told.title == "No text yet"
    assert told.reason == "No words were heard so far."
    assert "If the meter moves while you speak" in told.remedy
    held = explanation(replace(SPOKEN, is_push_to_talk=True), Light.TEXT)
    assert held.remedy == "Hold F8 while you speak."
    assert light_tone(SPOKEN, Light.TEXT) == "quiet"


def test_a_muted_microphone_is_told_with_the_way_to_switch_it_on() -> None:
    muted = replace(LIVE, meter=Meter(is_digital_silence=True))
    assert light_tone(muted, Light.MICROPHONE) == "bad"
    assert "muted" in explanation(muted, Light.MICROPHONE).reason
    assert permission_hint() in explanation(muted, Light.MICROPHONE).remedy


@pytest.mark.parametrize(
    ("loudness", "title", "tone", "reason", "remedy"),
    [
        (Loudness.TOO_QUIET, "Mic too quiet", "warn", "too quiet", "Come closer to the microphone, or raise its input"),
        (Loudness.TOO_LOUD, "Mic too loud", "warn", "louder than can be recorded", "Move away"),
        (Loudness.NOTHING, "Mic hears no speech", "quiet", "No speech was heard", "raise the input level"),
        (Loudness.GOOD, "Mic ok", "ok", "at a good level", "choose another one"),
        (Loudness.UNKNOWN, "Mic ok", "ok", "A few seconds of speech", "choose another one"),
    ],
)
def test_the_microphone_says_whether_it_is_loud_enough_and_what_to_do(
    loudness: Loudness, title: str, tone: str, reason: str, remedy: str
) -> None:
    situation = replace(LIVE, meter=Meter(level_dbfs=-65.0, loudness=loudness))
    told = explanation(situation, Light.MICROPHONE)
    assert (told.title, light_tone(situation, Light.MICROPHONE)) == (title, tone)
    assert reason in told.reason
    assert remedy in told.remedy


def test_each_light_stands_for_itself() -> None:
    away = replace(LIVE, link=LinkState.RECONNECTING, is_local=False, service_title="OpenAI")
    assert [light_tone(away, light) for light in Light] == ["ok", "warn", "ok"]
    assert "OpenAI" in explanation(away, Light.LINK).reason
    assert "What you say is recorded" in explanation(away, Light.TEXT).remedy
    late = replace(LIVE, meter=Meter(waiting_ms=14_000, delay_ms=400))
    assert [light_tone(late, light) for light in Light] == ["ok", "ok", "warn"]
    assert "14 s of sound wait" in explanation(late, Light.TEXT).reason


@pytest.mark.parametrize("light", Light)
def test_whatever_happens_there_is_a_reason(light: Light) -> None:
    for recording, link, is_local, is_file, has_microphone in product(
        RecordingState, LinkState, (True, False), (True, False), (True, False)
    ):
        situation = Situation(
            recording=recording, link=link, is_local=is_local, is_file=is_file, has_microphone=has_microphone
        )
        told = explanation(situation, light)
        assert told.title == (light_words(situation, light) or "No text yet")
        assert told.reason.endswith((".", ")"))
        assert light_tone(situation, light) in ("quiet", "ok", "warn", "bad")


def test_of_a_file_that_was_read_more_than_the_last_words_are_to_come() -> None:
    file = Situation(
        recording=RecordingState.FINISHING, link=LinkState.CONNECTED, is_file=True, is_read_at_once=True, progress=None
    )
    assert explanation(file, Light.TEXT).title == "Transcribing"
    assert explanation(file, Light.TEXT).reason.startswith("The file is being transcribed")
    lost = replace(file, link=LinkState.RECONNECTING)
    assert explanation(lost, Light.TEXT).reason == "There is no text while there is no link."
    at_its_end = replace(file, progress=Progress(60_000, 60_000))
    assert explanation(at_its_end, Light.TEXT).reason == "The last words are being transcribed."


def test_the_hint_names_the_systems_own_settings() -> None:
    assert "System Settings" in permission_hint("darwin")
    assert "desktop apps" in permission_hint("win32")
    assert "muted" in permission_hint("linux")


def test_what_the_hint_names_is_installed_by_the_command_that_starts_the_program() -> None:
    assert "pactl" in permission_hint("linux")
    packages = Path(__file__).parents[2] / "packaging" / "linux" / "packages-sound.txt"
    assert "pulseaudio-utils" in packages.read_text().splitlines()

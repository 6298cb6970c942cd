import argparse
from dataclasses import replace

import pytest

from transcriber.audio.formats import AudioFormat
from transcriber.cli.faults import WrongUsage
from transcriber.cli.session_options import AskedSession, add_session_options, refuse_what_is_not_taken, session_from
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.settings.preferences import Preferences
from transcriber.settings.presets import Preset
from transcriber.settings.profiles import AZURE_TEMPLATE, BUILT_IN_PROFILES, Profile

STUDIO = Profile(name="studio", title="Studio", base_url="https://studio.example/v1", default_model="whisper-1")
DEPLOYMENT = replace(AZURE_TEMPLATE, base_url="https://mine.openai.azure.com/openai/v1")
SAVED = Preferences(
    profiles=(*BUILT_IN_PROFILES, STUDIO, DEPLOYMENT),
    presets=(
        Preset(
            name="Car",
            configuration=SessionConfiguration(
                turn_detection=ServerVad(silence_duration_ms=900), noise_reduction=NoiseReduction.FAR_FIELD
            ),
            commit_policy=CommitPolicy(pause_ms=700),
        ),
    ),
)


def asked(*arguments: str) -> AskedSession:
    parser = argparse.ArgumentParser()
    add_session_options(parser)
    return session_from(parser.parse_args(arguments), SAVED)


def refusal(*arguments: str, is_secret_pasted: bool = False) -> str:
    with pytest.raises(WrongUsage) as refused:
        refuse_what_is_not_taken(asked(*arguments), is_secret_pasted=is_secret_pasted)
    return str(refused.value)


def test_without_options_it_is_the_engine_on_this_computer() -> None:
    session = asked()

    assert session.profile.is_local
    assert session.configuration == SessionConfiguration(model="moonshine-tiny-en", language="en")
    assert session.commit_policy == CommitPolicy()


def test_every_option_reaches_its_field() -> None:
    session = asked(
        *("--service", "openai", "--model", "whisper-1", "--language", "de", "--prompt", "Qt"),
        *("--audio-format", "g711_ulaw", "--noise-reduction", "far_field", "--vad-threshold", "0.7"),
        *("--prefix-padding-ms", "200", "--silence-duration-ms", "800", "--set", "commit.pause_ms=300"),
    )

    assert session.configuration == SessionConfiguration(
        model="whisper-1",
        language="de",
        prompt="Qt",
        audio_format=AudioFormat.G711_ULAW,
        noise_reduction=NoiseReduction.FAR_FIELD,
        turn_detection=ServerVad(threshold=0.7, prefix_padding_ms=200, silence_duration_ms=800),
    )
    assert session.commit_policy == CommitPolicy(pause_ms=300)


def test_the_kinds_of_turn_detection() -> None:
    assert asked("--vad", "semantic").configuration.turn_detection == SemanticVad()
    assert asked("--vad", "none").configuration.turn_detection is None


def test_a_saved_service_brings_its_model_and_its_dialect() -> None:
    assert asked("--service", "studio").configuration.model == "whisper-1"
    assert asked("--service", "studio").profile.switches.dialect is Dialect.GA
    assert asked("--service", "studio", "--dialect", "beta").profile.switches.dialect is Dialect.BETA


def test_a_service_without_a_model_of_its_own_asks_for_one() -> None:
    with pytest.raises(WrongUsage, match="Azure OpenAI has no model of its own: name one with --model"):
        asked("--service", "azure")

    assert asked("--service", "azure", "--set", "model=my-deployment").configuration.model == "my-deployment"


def test_a_preset_comes_first_and_options_count_more() -> None:
    session = asked("--service", "studio", "--preset", "car", "--noise-reduction", "off", "--set", "threshold=0.6")

    assert session.configuration.turn_detection == ServerVad(threshold=0.6, silence_duration_ms=900)
    assert session.configuration.noise_reduction is None
    assert session.commit_policy.pause_ms == 700


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--vad-threshold", "1.5"], "argument --vad-threshold: threshold must be 0 to 1"),
        (["--prefix-padding-ms", "-1"], "prefix_padding_ms"),
        (["--silence-duration-ms", "99999999"], "silence_duration_ms"),
        (["--language", "klingon"], "argument --language"),
        (["--vad", "semantic", "--silence-duration-ms", "500"], "argument --silence-duration-ms: only"),
        (["--service", "ftp://x"], "argument --service: .*local, openai, studio"),
        (["--preset", "Moon"], "no preset named 'Moon'; there are Meeting,.* Car"),
    ],
)
def test_what_makes_no_sense_is_named(arguments: list[str], said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        asked(*arguments)


def test_what_the_model_does_not_take_is_refused_where_it_was_asked_for() -> None:
    openai = ("--service", "openai", "--model")

    assert refusal(*openai, "gpt-realtime-whisper", "--prompt", "Qt") == (
        "argument --prompt: gpt-realtime-whisper takes no prompt"
    )
    assert refusal(*openai, "gpt-live-transcribe", "--vad", "server").startswith("argument --vad: ")
    assert refusal(*openai, "gpt-live-transcribe", "--set", "eagerness=low", "--vad", "semantic").startswith(
        "argument --vad: "
    )
    assert refusal("--language", "de") == "argument --language: English only on this computer"
    assert refusal("--model", "whisper-1") == "argument --model: This computer runs moonshine-tiny-en only"


def test_what_it_does_take_or_was_not_asked_for_is_not_refused() -> None:
    openai = ("--service", "openai", "--model")

    refuse_what_is_not_taken(asked(*openai, "gpt-live-transcribe", "--vad", "none", "--language", "de"))
    refuse_what_is_not_taken(asked(*openai, "gpt-live-transcribe", "--preset", "Car"))
    refuse_what_is_not_taken(asked("--language", "en", "--model", "moonshine-tiny-en", "--vad", "semantic"))


def test_one_language_travels_in_the_list_of_a_model_that_takes_lists() -> None:
    session = asked("--service", "openai", "--model", "gpt-live-transcribe", "--language", "de")

    assert session.sent.languages == ("de",)
    assert "language" not in session.left_out
    assert session.sent.turn_detection is None


def test_a_pasted_secret_brings_its_own_settings() -> None:
    assert "no secret made elsewhere" in refusal(is_secret_pasted=True)
    assert refusal("--service", "openai", "--language", "de", is_secret_pasted=True) == (
        "argument --language: the session was configured where the client secret was made"
    )
    own_commits = asked("--service", "openai", "--set", "commit.latest_after_s=20")
    refuse_what_is_not_taken(own_commits, is_secret_pasted=True)

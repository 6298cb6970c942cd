import argparse

import pytest

from transcriber.audio.formats import AudioFormat
from transcriber.cli.session_options import WrongUsage, add_session_options, configuration_from
from transcriber.realtime.configuration import NoiseReduction, SemanticVad, ServerVad, SessionConfiguration


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_session_options(parser)
    return parser.parse_args(arguments)


def test_without_options_it_is_the_engine_on_this_computer() -> None:
    assert configuration_from(parsed()) == SessionConfiguration(model="moonshine-tiny-en", language="en")


def test_every_option_reaches_its_field() -> None:
    options = parsed(
        *("--service", "openai", "--model", "whisper-1", "--language", "de", "--prompt", "Qt"),
        *("--audio-format", "g711_ulaw", "--noise-reduction", "far_field", "--vad-threshold", "0.7"),
        *("--prefix-padding-ms", "200", "--silence-duration-ms", "800"),
    )

    assert configuration_from(options) == SessionConfiguration(
        model="whisper-1",
        language="de",
        prompt="Qt",
        audio_format=AudioFormat.G711_ULAW,
        noise_reduction=NoiseReduction.FAR_FIELD,
        turn_detection=ServerVad(threshold=0.7, prefix_padding_ms=200, silence_duration_ms=800),
    )


def test_the_kinds_of_turn_detection() -> None:
    assert configuration_from(parsed("--vad", "semantic")).turn_detection == SemanticVad()
    assert configuration_from(parsed("--vad", "none")).turn_detection is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--vad-threshold", "1.5"], "threshold"),
        (["--prefix-padding-ms", "-1"], "prefix_padding_ms"),
        (["--silence-duration-ms", "99999999"], "silence_duration_ms"),
        (["--language", "klingon"], "language"),
        (["--vad", "semantic", "--silence-duration-ms", "500"], "--silence-duration-ms"),
        (["--service", "ftp://x"], "--service"),
    ],
)
def test_what_makes_no_sense_is_named(arguments: list[str], said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        configuration_from(parsed(*arguments))

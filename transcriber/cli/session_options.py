"""The options of a transcription session, the same for every command."""

import argparse
from dataclasses import replace

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import (
    ConfigurationError,
    NoiseReduction,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    TurnDetection,
    validate,
)
from transcriber.realtime.dialects import Dialect
from transcriber.settings.profiles import BUILT_IN_PROFILES, Profile, UnknownServiceError, profile_named

_VAD = ServerVad()


class WrongUsage(Exception):  # noqa: N818 - it is not an error of the program
    """What was asked for makes no sense; the text says why."""


def add_session_options(parser: argparse.ArgumentParser) -> None:
    """Add every session option to a command."""
    names = ", ".join(profile.name for profile in BUILT_IN_PROFILES)
    group = parser.add_argument_group("the transcription session")
    group.add_argument(
        "--service",
        default="local",
        metavar="NAME|ADDRESS",
        help=f"{names}, or a service's address such as https://host/v1 (its key in TRANSCRIBER_SERVICE_KEY)",
    )
    group.add_argument("--dialect", choices=[*Dialect], default="ga", help="of the Realtime API (default ga)")
    group.add_argument("--model", help="the service's name for it")
    group.add_argument("--language", metavar="CODE", help="ISO 639-1, such as en")
    group.add_argument("--prompt", metavar="TEXT", help="words or names to expect, where the model takes a prompt")
    group.add_argument("--audio-format", choices=[*AudioFormat], default="pcm16", help="on the wire (default pcm16)")
    group.add_argument("--noise-reduction", choices=["off", *NoiseReduction], default="off", help="(default off)")
    group.add_argument(
        "--vad",
        choices=["server", "semantic", "none"],
        default="server",
        help="what ends a turn: a silence, the sense of the words, or the program (every 30 s and at the end)",
    )
    group.add_argument(
        "--vad-threshold", type=float, default=None, metavar="P", help=f"0 to 1 (default {_VAD.threshold})"
    )
    group.add_argument(
        "--prefix-padding-ms", type=int, default=None, metavar="MS", help=f"(default {_VAD.prefix_padding_ms})"
    )
    group.add_argument(
        "--silence-duration-ms", type=int, default=None, metavar="MS", help=f"(default {_VAD.silence_duration_ms})"
    )


def configuration_from(options: argparse.Namespace) -> SessionConfiguration:
    """The configuration that was asked for.

    Raises:
        WrongUsage: a field is out of its range, or there is no such service; the text names it.
    """
    profile = profile_from(options)
    configuration = SessionConfiguration(
        audio_format=AudioFormat(options.audio_format),
        model=options.model or profile.default_model,
        language=options.language or ("en" if profile.is_local else None),
        prompt=options.prompt,
        turn_detection=_turn_detection_from(options),
        noise_reduction=None if options.noise_reduction == "off" else NoiseReduction(options.noise_reduction),
    )
    try:
        validate(configuration)
    except ConfigurationError as error:
        raise WrongUsage(str(error)) from error
    return configuration


def profile_from(options: argparse.Namespace) -> Profile:
    """The service that was asked for, with the dialect that was asked for.

    Raises:
        WrongUsage: there is no such service.
    """
    try:
        profile = profile_named(options.service)
    except UnknownServiceError as error:
        raise WrongUsage(f"argument --service: {error}") from error
    return replace(profile, switches=replace(profile.switches, dialect=Dialect(options.dialect)))


def _turn_detection_from(options: argparse.Namespace) -> TurnDetection:
    given = {
        "--vad-threshold": options.vad_threshold,
        "--prefix-padding-ms": options.prefix_padding_ms,
        "--silence-duration-ms": options.silence_duration_ms,
    }
    if options.vad != "server":
        useless = next((name for name, value in given.items() if value is not None), None)
        if useless:
            raise WrongUsage(f"argument {useless}: only --vad server has it")
        return SemanticVad() if options.vad == "semantic" else None
    return ServerVad(
        threshold=_VAD.threshold if options.vad_threshold is None else options.vad_threshold,
        prefix_padding_ms=_VAD.prefix_padding_ms if options.prefix_padding_ms is None else options.prefix_padding_ms,
        silence_duration_ms=(
            _VAD.silence_duration_ms if options.silence_duration_ms is None else options.silence_duration_ms
        ),
    )

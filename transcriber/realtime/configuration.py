"""The configuration of a transcription session: one frozen value for both dialects. Pure.

Field names follow the Realtime API's; what a field means is the same in both dialects, only its place on the wire
differs (see `dialects`).
"""

import math
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.languages import is_language, language_code
from transcriber.sentence import said

Eagerness = Literal["low", "medium", "high", "auto"]
Delay = Literal["minimal", "low", "medium", "high", "xhigh"]
Modality = Literal["text", "audio"]


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a field takes, both ends included."""

    lowest: float
    highest: float

    def holds(self, value: float) -> bool:
        """False also for NaN and infinity, which JSON cannot say."""
        return self.lowest <= value <= min(self.highest, sys.float_info.max)

    def __str__(self) -> str:
        return f"{self.lowest:g} to {self.highest:g}" if math.isfinite(self.highest) else f"{self.lowest:g} or more"


THRESHOLD = Range(0.0, 1.0)
PREFIX_PADDING_MS = Range(0, 10_000)
SILENCE_DURATION_MS = Range(0, 60_000)
NOISE_REDUCTION_STRENGTH = Range(0.0, math.inf)
CLIENT_SECRET_SECONDS = Range(10, 7200)
LONGEST_MODEL_CHARACTERS = 200
LONGEST_PROMPT_CHARACTERS = 8_000
"""This program's own bound: the API publishes none, and Whisper reads the last 224 tokens of a prompt only."""
MOST_KEYWORDS = 500
"""This program's own bound, as the next two: the API publishes none."""
LONGEST_KEYWORD_CHARACTERS = 100
MOST_LANGUAGES = 20

_LONGEST_SHOWN = 60
_LARGEST_SHOWN = 10**15


class NoiseReduction(StrEnum):
    """What kind of microphone the service should clean up after; None in a configuration means off."""

    NEAR_FIELD = "near_field"
    FAR_FIELD = "far_field"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerVad:
    """Turns end after a silence. Defaults are the API's documented ones."""

    threshold: float = 0.5
    prefix_padding_ms: int = 300
    silence_duration_ms: int = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SemanticVad:
    """Turns end when the words sound finished; eagerness sets the longest wait."""

    eagerness: Eagerness = "auto"


TurnDetection = ServerVad | SemanticVad | None
"""None: the client commits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionConfiguration:
    """Everything a person can set about a transcription session."""

    audio_format: AudioFormat = AudioFormat.PCM16
    model: str = "gpt-4o-transcribe"
    language: str | None = None
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    prompt: str | None = None
    delay: Delay | None = None
    turn_detection: TurnDetection = ServerVad()
    noise_reduction: NoiseReduction | None = None
    noise_reduction_strength: float | None = None
    include_logprobs: bool = False
    modalities: tuple[Modality, ...] = ("text",)
    """Beta dialect only; never sent in GA."""
    client_secret_seconds: int = 600
    """The life asked for the client secret, 10 to 7200 s."""


class ConfigurationError(ValueError):
    """A field holds what no service takes: `field` is its name here, `message` says what is allowed."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def validate(configuration: SessionConfiguration) -> None:
    """Checks what is wrong whatever the model, types included; what one model does not take is in `fitting`.

    Raises:
        ConfigurationError: For the first field that holds what is not allowed.
    """
    _one_of("audio_format", configuration.audio_format, tuple(AudioFormat))
    _validate_model(configuration.model)
    if configuration.language is not None:
        _validate_language("language", configuration.language)
    for code in _entries("languages", configuration.languages, MOST_LANGUAGES):
        _validate_language("languages", code)
    _validate_keywords(configuration.keywords)
    if configuration.prompt is not None:
        _text("prompt", configuration.prompt, LONGEST_PROMPT_CHARACTERS)
    if configuration.delay is not None:
        _one_of("delay", configuration.delay, get_args(Delay))
    _validate_turn_detection(configuration.turn_detection)
    if configuration.noise_reduction is not None:
        _one_of("noise_reduction", configuration.noise_reduction, tuple(NoiseReduction))
    if configuration.noise_reduction_strength is not None:
        _in_range("noise_reduction_strength", configuration.noise_reduction_strength, NOISE_REDUCTION_STRENGTH)
    if not isinstance(configuration.include_logprobs, bool):
        raise ConfigurationError("include_logprobs", said("include_logprobs must be true or false."))
    _validate_modalities(configuration.modalities)
    _whole_in_range("client_secret_seconds", configuration.client_secret_seconds, CLIENT_SECRET_SECONDS)


def _validate_model(model: object) -> None:
    if not _text("model", model, LONGEST_MODEL_CHARACTERS).strip():
        raise ConfigurationError("model", said("model must name a transcription model."))
    if not str(model).isprintable():
        raise ConfigurationError("model", said("model must be one line of visible characters."))


def _validate_turn_detection(turn_detection: object) -> None:
    match turn_detection:
        case ServerVad():
            _in_range("threshold", turn_detection.threshold, THRESHOLD)
            _whole_in_range("prefix_padding_ms", turn_detection.prefix_padding_ms, PREFIX_PADDING_MS)
            _whole_in_range("silence_duration_ms", turn_detection.silence_duration_ms, SILENCE_DURATION_MS)
        case SemanticVad():
            _one_of("eagerness", turn_detection.eagerness, get_args(Eagerness))
        case None:
            pass
        case _:
            raise ConfigurationError("turn_detection", said("turn_detection must be server_vad, semantic_vad or off."))


def _validate_language(field: str, code: object) -> None:
    if isinstance(code, str) and is_language(code):
        return
    meant = language_code(code) if isinstance(code, str) else None
    hint = f"; write {meant} for it" if meant else ""
    raise ConfigurationError(
        field,
        said(
            "{field} must be an ISO 639-1 code such as en or de, not {shown}{hint}.",
            field=field,
            shown=_shown(code),
            hint=hint,
        ),
    )


def _validate_keywords(keywords: object) -> None:
    for keyword in _entries("keywords", keywords, MOST_KEYWORDS):
        words = _text("keywords", keyword, LONGEST_KEYWORD_CHARACTERS, " an entry")
        if not words.strip():
            raise ConfigurationError("keywords", said("keywords must not hold an empty entry."))
        if "\n" in words or "\r" in words:
            raise ConfigurationError("keywords", said("keywords must be words or short phrases without line breaks."))


def _validate_modalities(modalities: object) -> None:
    entries = _entries("modalities", modalities, len(get_args(Modality)))
    for modality in entries:
        _one_of("modalities", modality, get_args(Modality))
    if "text" not in entries:
        raise ConfigurationError("modalities", said("modalities must be text, or text and audio."))


def _entries(field: str, value: object, most: int) -> tuple[object, ...]:
    if not isinstance(value, tuple):
        raise ConfigurationError(field, said("{field} must be a list, not {shown}.", field=field, shown=_shown(value)))
    if len(value) > most:
        raise ConfigurationError(
            field,
            said("{field} must have at most {most} entries, not {count}.", field=field, most=most, count=len(value)),
        )
    return value


def _text(field: str, value: object, longest: int, each: str = "") -> str:
    if not isinstance(value, str):
        raise ConfigurationError(field, said("{field} must be text, not {shown}.", field=field, shown=_shown(value)))
    if len(value) > longest:
        raise ConfigurationError(
            field,
            said(
                "{field} must be at most {longest} characters{each}, not {count}.",
                field=field,
                longest=longest,
                each=each,
                count=len(value),
            ),
        )
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise ConfigurationError(field, said("{field} must be text: it holds half of a character.", field=field))
    return value


def _in_range(field: str, value: object, allowed: Range) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigurationError(
            field,
            said(
                "{field} must be a number from {allowed}, not {shown}.",
                field=field,
                allowed=allowed,
                shown=_shown(value),
            ),
        )
    if not allowed.holds(value):
        raise ConfigurationError(
            field, said("{field} must be {allowed}, not {shown}.", field=field, allowed=allowed, shown=_shown(value))
        )


def _whole_in_range(field: str, value: object, allowed: Range) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ConfigurationError(
            field,
            said(
                "{field} must be a whole number from {allowed}, not {shown}.",
                field=field,
                allowed=allowed,
                shown=_shown(value),
            ),
        )
    if not allowed.holds(value):
        raise ConfigurationError(
            field, said("{field} must be {allowed}, not {shown}.", field=field, allowed=allowed, shown=_shown(value))
        )


def _one_of(field: str, value: object, allowed: tuple[str, ...]) -> None:
    if not isinstance(value, str) or value not in allowed:
        raise ConfigurationError(
            field,
            said(
                "{field} must be one of {choices}, not {shown}.",
                field=field,
                choices=", ".join(allowed),
                shown=_shown(value),
            ),
        )


def _shown(value: object) -> str:
    """The value as a person may have typed it, shortened."""
    if isinstance(value, int) and abs(value) > _LARGEST_SHOWN:
        return "a number so large"
    words = repr(value)
    return words if len(words) <= _LONGEST_SHOWN else words[: _LONGEST_SHOWN - 1] + "…"

"""The configuration of a transcription session: one frozen value for both dialects. Pure.

Field names follow the Realtime API's; what a field means is the same in both dialects, only its place on the wire
differs (see `dialects`).
"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

from transcriber.audio.formats import AudioFormat

Eagerness = Literal["low", "medium", "high", "auto"]
Delay = Literal["minimal", "low", "medium", "high", "xhigh"]
Modality = Literal["text", "audio"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a field takes, both ends included."""

    lowest: float
    highest: float

    def holds(self, value: float) -> bool:
        """False also for NaN."""
        return self.lowest <= value <= self.highest

    def __str__(self) -> str:
        return f"{self.lowest:g} to {self.highest:g}" if math.isfinite(self.highest) else f"{self.lowest:g} or more"


THRESHOLD = Range(0.0, 1.0)
PREFIX_PADDING_MS = Range(0, 10_000)
SILENCE_DURATION_MS = Range(0, 60_000)
NOISE_REDUCTION_STRENGTH = Range(0.0, math.inf)
CLIENT_SECRET_SECONDS = Range(10, 7200)


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
    """Checks what is wrong whatever the model; what one model does not take is in `models`.

    Raises:
        ConfigurationError: For the first field that is out of range.
    """
    if not configuration.model.strip():
        raise ConfigurationError("model", "model must name a transcription model.")
    for field, languages in (("language", (configuration.language,)), ("languages", configuration.languages)):
        _validate_languages(field, tuple(code for code in languages if code is not None))
    if not all(keyword.strip() for keyword in configuration.keywords):
        raise ConfigurationError("keywords", "keywords must not hold an empty entry.")
    _one_of("delay", configuration.delay, (None, *get_args(Delay)))
    _validate_turn_detection(configuration.turn_detection)
    if configuration.noise_reduction_strength is not None:
        _in_range("noise_reduction_strength", configuration.noise_reduction_strength, NOISE_REDUCTION_STRENGTH)
    if not configuration.modalities:
        raise ConfigurationError("modalities", "modalities must be text, or text and audio.")
    for modality in configuration.modalities:
        _one_of("modalities", modality, get_args(Modality))
    _in_range("client_secret_seconds", configuration.client_secret_seconds, CLIENT_SECRET_SECONDS)


def _validate_turn_detection(turn_detection: TurnDetection) -> None:
    match turn_detection:
        case ServerVad():
            _in_range("threshold", turn_detection.threshold, THRESHOLD)
            _in_range("prefix_padding_ms", turn_detection.prefix_padding_ms, PREFIX_PADDING_MS)
            _in_range("silence_duration_ms", turn_detection.silence_duration_ms, SILENCE_DURATION_MS)
        case SemanticVad():
            _one_of("eagerness", turn_detection.eagerness, get_args(Eagerness))
        case None:
            pass


def _validate_languages(field: str, codes: tuple[str, ...]) -> None:
    for code in codes:
        if not _LANGUAGE.fullmatch(code):
            raise ConfigurationError(field, f"{field} must be an ISO 639-1 code such as en or de, not {code!r}.")


def _in_range(field: str, value: float, allowed: Range) -> None:
    if not allowed.holds(value):
        raise ConfigurationError(field, f"{field} must be {allowed}, not {value:g}.")


def _one_of(field: str, value: str | None, allowed: tuple[str | None, ...]) -> None:
    if value not in allowed:
        names = ", ".join(name for name in allowed if name is not None)
        raise ConfigurationError(field, f"{field} must be one of {names}, not {value!r}.")

"""The configuration of a transcription session: one frozen value for both dialects. Pure.

Field names follow the Realtime API's; what a field means is the same in both dialects, only its place on the wire
differs (see `dialects`).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from transcriber.audio.formats import AudioFormat

Eagerness = Literal["low", "medium", "high", "auto"]
Delay = Literal["minimal", "low", "medium", "high", "xhigh"]
Modality = Literal["text", "audio"]


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

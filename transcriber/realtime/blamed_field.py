"""Which setting an error is about: from the wire's path in either dialect, else from the service's words. Pure."""

import re
from collections.abc import Iterator

from transcriber.realtime.events import ErrorDetail

_BY_PLACE = {
    "audio_format": ("format", "rate", "input_audio_format"),
    "model": ("model", "transcription", "input_audio_transcription"),
    "language": ("language",),
    "languages": ("languages",),
    "keywords": ("keywords",),
    "prompt": ("prompt",),
    "delay": ("delay",),
    "turn_detection": ("turn_detection",),
    "threshold": ("threshold",),
    "prefix_padding_ms": ("prefix_padding_ms",),
    "silence_duration_ms": ("silence_duration_ms",),
    "eagerness": ("eagerness",),
    "noise_reduction": ("noise_reduction", "input_audio_noise_reduction"),
    "noise_reduction_strength": ("strength", "noise_reduction_strength"),
    "include_logprobs": ("include", "logprobs"),
    "modalities": ("modalities",),
    "client_secret_seconds": ("expires_after", "client_secret", "seconds", "anchor"),
    "sends_intent": ("intent",),
}
_FIELDS = {place: field for field, places in _BY_PLACE.items() for place in places}
_SEGMENT = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUOTED_PATH = re.compile(r"""['"`]([A-Za-z_][\w.\[\]]{1,200})['"`]""")
_MODEL_IN_ADDRESS = re.compile(
    r"must not provide a model param|cannot be used as the realtime session model"
    r"|transcription session update event to a realtime session"
    r"|model (parameter |query parameter )?(is |was )?(required|missing|not provided|not specified)"
    r"|(missing|requires? a|provide a|specify a) (required )?(query )?(parameter:? )?['\"`]?model\b",
    re.IGNORECASE,
)
_REFUSING = re.compile(r"not (be )?(support|allow|accept|available|permitted|valid)|unsupported|invalid|unknown", re.I)
_WORDS = (
    ("turn detection", "turn_detection"),
    ("noise reduction", "noise_reduction"),
    ("log prob", "include_logprobs"),
    ("logprob", "include_logprobs"),
    ("languages", "languages"),
    ("language", "language"),
    ("keywords", "keywords"),
    ("prompt", "prompt"),
    ("delay", "delay"),
)
_LONGEST_READ = 2_000


def blamed_field(detail: ErrorDetail) -> str:
    """The field to correct; empty where the error names none.

    It is a field of `SessionConfiguration`, of its turn detection (`threshold`, `prefix_padding_ms`,
    `silence_duration_ms`, `eagerness`), or a switch of the profile (`sends_model`, `sends_intent`).
    """
    message = detail.message[:_LONGEST_READ]
    if detail.code == "model_not_found":
        return "model"
    if _MODEL_IN_ADDRESS.search(message):
        return "sends_model"
    for path in (detail.param or "", *_QUOTED_PATH.findall(message)):
        if (field := field_at(path)) != "":
            return field
    return _field_in_words(message)


def field_at(path: str) -> str:
    """The field at a path such as `session.audio.input.turn_detection.threshold`; empty where it leads to none."""
    return next((_FIELDS[segment] for segment in _inmost_first(path) if segment in _FIELDS), "")


def _inmost_first(path: str) -> Iterator[str]:
    yield from reversed(_SEGMENT.findall(path[:_LONGEST_READ]))


def _field_in_words(message: str) -> str:
    if not _REFUSING.search(message):
        return ""
    words = message.lower()
    return next((field for word, field in _WORDS if word in words), "")

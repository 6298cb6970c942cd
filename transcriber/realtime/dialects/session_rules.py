"""The strict reader of session objects on the server's side: known fields are checked, unknown ones dropped. Pure.

A rule takes a sent value, the value in force and the field's path, and returns the new value in force. Only what is
sent changes, null clears (OpenAI Realtime API, `session.update`).
"""

from collections.abc import Callable, Mapping
from typing import get_args

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import (
    NOISE_REDUCTION_STRENGTH,
    PREFIX_PADDING_MS,
    SILENCE_DURATION_MS,
    THRESHOLD,
    Delay,
    Eagerness,
    Modality,
    NoiseReduction,
    Range,
    SemanticVad,
    ServerVad,
)
from transcriber.realtime.dialects.loose_json import number
from transcriber.realtime.dialects.session_fields import (
    FORMATS_BY_NAME,
    GA_FORMATS,
    LOGPROBS,
    turn_detection_fields,
)


class FieldError(ValueError):
    """A known field holds a value of a wrong type or out of its range; `param` is its path on the wire."""

    def __init__(self, param: str, message: str) -> None:
        super().__init__(message)
        self.param = param
        self.message = message


Rule = Callable[[object, object, str], object]

_JSON_NAMES = (
    (bool, "a boolean"),
    (str, "a string"),
    (int | float, "a number"),
    (list, "an array"),
    (dict, "an object"),
)


def shape(fields: Mapping[str, Rule]) -> Rule:
    """An object whose sent members are merged into the one in force."""

    def rule(value: object, current: object, param: str) -> object:
        if not isinstance(value, dict):
            raise _wrong_type(param, "an object", value)
        merged: dict[str, object] = dict(current) if isinstance(current, Mapping) else {}
        for name, sent in value.items():
            if name in fields:
                merged[name] = fields[name](sent, merged.get(name), f"{param}.{name}" if param else name)
        return merged

    return rule


def nullable(inner: Rule) -> Rule:
    """The rule, or null."""
    return lambda value, current, param: None if value is None else inner(value, current, param)


def default_for_null(default: object, inner: Rule) -> Rule:
    """The rule, or null for a field that cannot be off: null puts its default in force."""
    return lambda value, current, param: default if value is None else inner(value, current, param)


def one_of(*choices: str) -> Rule:
    """One of these strings."""

    def rule(value: object, current: object, param: str) -> object:
        if not isinstance(value, str):
            raise _wrong_type(param, "a string", value)
        if value not in choices:
            raise FieldError(param, f"Invalid value: {_quoted(value)}. Supported values are: {_listed(choices)}.")
        return value

    return rule


def string(value: object, current: object, param: str) -> object:
    """Any string."""
    if not isinstance(value, str):
        raise _wrong_type(param, "a string", value)
    return value


def boolean(value: object, current: object, param: str) -> object:
    """True or false."""
    if not isinstance(value, bool):
        raise _wrong_type(param, "a boolean", value)
    return value


def anything(value: object, current: object, param: str) -> object:
    """Taken as it is: the field means nothing to a transcription."""
    return value


def decimal(allowed: Range) -> Rule:
    """A number in a range."""

    def rule(value: object, current: object, param: str) -> object:
        return _number_in(allowed, value, param, "a number")

    return rule


def integer(allowed: Range) -> Rule:
    """A whole number in a range; 300.0 counts as one."""

    def rule(value: object, current: object, param: str) -> object:
        found = _number_in(allowed, value, param, "an integer")
        if not found.is_integer():
            raise _wrong_type(param, "an integer", value)
        return int(found)

    return rule


def array(entry: Rule, at_least: int = 0) -> Rule:
    """An array, replaced whole."""

    def rule(value: object, current: object, param: str) -> object:
        if not isinstance(value, list):
            raise _wrong_type(param, "an array", value)
        if len(value) < at_least:
            raise FieldError(param, f"Invalid '{param}': expected an array of at least {at_least} entry.")
        return [entry(sent, None, f"{param}[{index}]") for index, sent in enumerate(value)]

    return rule


def _number_in(allowed: Range, value: object, param: str, kind: str) -> float:
    found = number(value)
    if found is None and not (isinstance(value, int | float) and not isinstance(value, bool)):
        raise _wrong_type(param, kind, value)
    if found is None or not allowed.holds(found):
        raise FieldError(param, f"Invalid '{param}': expected {kind} from {allowed}, but got {str(value)[:40]}.")
    return found


def _wrong_type(param: str, expected: str, value: object) -> FieldError:
    got = next((name for kind, name in _JSON_NAMES if isinstance(value, kind)), "null")
    return FieldError(param, f"Invalid type for '{param}': expected {expected}, but got {got} instead.")


def _quoted(value: str) -> str:
    return f"'{value}'" if len(value) <= 100 else f"'{value[:100]}…'"


def _listed(choices: tuple[str, ...]) -> str:
    return ", ".join(f"'{choice}'" for choice in choices)


def _format_object(value: object, current: object, param: str) -> object:
    if isinstance(value, str):
        # Bare strings are the beta spelling, but the API's own GA examples have used it.
        one_of(*FORMATS_BY_NAME)(value, current, param)
        return dict(GA_FORMATS[FORMATS_BY_NAME[value]])
    merged = shape(_FORMAT)(value, None, param)
    assert isinstance(merged, dict)
    audio_format = FORMATS_BY_NAME[str(merged.get("type", "audio/pcm"))]
    return dict(GA_FORMATS[audio_format])


def _turn_detection(value: object, current: object, param: str) -> object:
    if not isinstance(value, dict):
        raise _wrong_type(param, "an object", value)
    in_force = current if isinstance(current, Mapping) else {}
    kind = one_of(*_DETECTORS)(value.get("type", in_force.get("type", "server_vad")), None, f"{param}.type")
    if in_force.get("type") != kind:
        in_force = turn_detection_fields(_DEFAULTS[str(kind)]) or {}
    return shape(_DETECTORS[str(kind)])(value, in_force, param)


_ANSWERING: Mapping[str, Rule] = {"create_response": nullable(boolean), "interrupt_response": nullable(boolean)}
_DETECTORS: Mapping[str, Mapping[str, Rule]] = {
    "server_vad": {
        "type": string,
        "threshold": decimal(THRESHOLD),
        "prefix_padding_ms": integer(PREFIX_PADDING_MS),
        "silence_duration_ms": integer(SILENCE_DURATION_MS),
        "idle_timeout_ms": nullable(integer(Range(0, 3_600_000))),
        **_ANSWERING,
    },
    "semantic_vad": {"type": string, "eagerness": one_of(*get_args(Eagerness)), **_ANSWERING},
}
_DEFAULTS: Mapping[str, ServerVad | SemanticVad] = {"server_vad": ServerVad(), "semantic_vad": SemanticVad()}

_FORMAT: Mapping[str, Rule] = {
    "type": one_of(*(str(known["type"]) for known in GA_FORMATS.values())),
    "rate": nullable(integer(Range(24_000, 24_000))),
}
_BETA_TRANSCRIPTION: Mapping[str, Rule] = {
    "model": nullable(string),
    "language": nullable(string),
    "prompt": nullable(string),
}
_GA_TRANSCRIPTION: Mapping[str, Rule] = {
    **_BETA_TRANSCRIPTION,
    "languages": array(string, at_least=1),
    "keywords": nullable(array(string)),
    "delay": nullable(one_of(*get_args(Delay))),
}
_NOISE_KIND = one_of(*(str(kind) for kind in NoiseReduction))
_INCLUDE = nullable(array(one_of(LOGPROBS)))

_CONVERSATION: Mapping[str, Rule] = {
    "instructions": nullable(string),
    "model": nullable(string),
    "tools": nullable(array(anything)),
    "tool_choice": anything,
    "tracing": anything,
}
"""Fields of a conversation session that both dialects have; a transcription only echoes them."""

GA_SESSION: Rule = shape(
    {
        "type": one_of("transcription", "realtime"),
        "audio": shape(
            {
                "input": shape(
                    {
                        "format": default_for_null(GA_FORMATS[AudioFormat.PCM16], _format_object),
                        "noise_reduction": nullable(
                            shape({"type": _NOISE_KIND, "strength": decimal(NOISE_REDUCTION_STRENGTH)})
                        ),
                        "transcription": nullable(shape(_GA_TRANSCRIPTION)),
                        "turn_detection": nullable(_turn_detection),
                    }
                ),
                "output": anything,
            }
        ),
        "include": _INCLUDE,
        **_CONVERSATION,
        "output_modalities": nullable(array(one_of(*get_args(Modality)))),
        "max_output_tokens": anything,
        "parallel_tool_calls": nullable(boolean),
        "prompt": anything,
        "reasoning": anything,
        "truncation": anything,
    }
)
BETA_SESSION: Rule = shape(
    {
        "input_audio_format": default_for_null(str(AudioFormat.PCM16), one_of(*(str(known) for known in AudioFormat))),
        "input_audio_transcription": nullable(shape(_BETA_TRANSCRIPTION)),
        "input_audio_noise_reduction": nullable(shape({"type": _NOISE_KIND})),
        "turn_detection": nullable(_turn_detection),
        "include": _INCLUDE,
        "modalities": default_for_null(["text"], array(one_of(*get_args(Modality)))),
        **_CONVERSATION,
        "output_audio_format": nullable(string),
        "voice": anything,
        "temperature": anything,
        "max_response_output_tokens": anything,
        "speed": anything,
    }
)

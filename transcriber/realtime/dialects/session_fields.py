"""The one table that maps a `SessionConfiguration` to the session object of both dialects, and back. Pure.

Source: OpenAI Realtime API, transcription sessions: `session.update` (GA) and `transcription_session.update` (beta).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, AudioFormat
from transcriber.realtime.configuration import (
    Delay,
    Eagerness,
    Modality,
    NoiseReduction,
    SemanticVad,
    ServerVad,
    SessionConfiguration,
    TurnDetection,
)
from transcriber.realtime.dialects.dialect import Dialect
from transcriber.realtime.dialects.loose_json import mapping, number, text, texts, unix_time_s, whole
from transcriber.realtime.events import AnnouncedSession

LOGPROBS = "item.input_audio_transcription.logprobs"
"""The one value of `include`."""

GA_FORMATS: Mapping[AudioFormat, Mapping[str, object]] = {
    AudioFormat.PCM16: {"type": "audio/pcm", "rate": 24_000},
    AudioFormat.G711_ULAW: {"type": "audio/pcmu"},
    AudioFormat.G711_ALAW: {"type": "audio/pcma"},
}

FORMATS_BY_NAME: Mapping[str, AudioFormat] = {
    **{str(audio_format): audio_format for audio_format in AudioFormat},
    **{str(shape["type"]): audio_format for audio_format, shape in GA_FORMATS.items()},
}

_OMITTED = object()
_Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _SessionField:
    """One row: where a value lives (None: this dialect does not know it), how it is written and read."""

    ga: _Path | None
    beta: _Path | None
    write: Callable[[SessionConfiguration, Dialect], object]
    """`_OMITTED` where the wire has no way to say "none"."""
    read: Callable[[object], dict[str, Any]]
    """Keyword arguments of `SessionConfiguration`; empty where the value says nothing that can be understood."""

    def path(self, dialect: Dialect) -> _Path | None:
        return self.ga if dialect is Dialect.GA else self.beta


def _write_format(configuration: SessionConfiguration, dialect: Dialect) -> object:
    if dialect is Dialect.BETA:
        return str(configuration.audio_format)
    return dict(GA_FORMATS[configuration.audio_format])


def _read_format(value: object) -> dict[str, Any]:
    name = text(value) or text(mapping(value).get("type"))
    found = FORMATS_BY_NAME.get(name or "")
    return {} if found is None else {"audio_format": found}


def _write_noise_reduction(configuration: SessionConfiguration, dialect: Dialect) -> object:
    if configuration.noise_reduction is None:
        return None
    written: dict[str, object] = {"type": str(configuration.noise_reduction)}
    if dialect is Dialect.GA and configuration.noise_reduction_strength is not None:
        written["strength"] = configuration.noise_reduction_strength
    return written


def _read_noise_reduction(value: object) -> dict[str, Any]:
    if value is None:
        return {"noise_reduction": None, "noise_reduction_strength": None}
    fields = mapping(value)
    kind = text(fields.get("type"))
    if kind not in set(NoiseReduction):
        return {}
    said: dict[str, Any] = {"noise_reduction": NoiseReduction(str(kind))}
    return {**said, "noise_reduction_strength": number(fields["strength"])} if "strength" in fields else said


def turn_detection_fields(turn_detection: TurnDetection) -> dict[str, object] | None:
    """The object that both dialects spell alike; None is null."""
    match turn_detection:
        case None:
            return None
        case ServerVad():
            return {
                "type": "server_vad",
                "threshold": float(turn_detection.threshold),
                "prefix_padding_ms": turn_detection.prefix_padding_ms,
                "silence_duration_ms": turn_detection.silence_duration_ms,
            }
        case SemanticVad():
            return {"type": "semantic_vad", "eagerness": turn_detection.eagerness}


def _read_turn_detection(value: object) -> dict[str, Any]:
    fields = mapping(value)
    kind = text(fields.get("type", "server_vad"))
    if not fields or kind not in ("server_vad", "semantic_vad"):
        return {"turn_detection": None}
    if kind == "semantic_vad":
        eagerness: Any = fields.get("eagerness")
        known = eagerness in get_args(Eagerness)
        return {"turn_detection": SemanticVad(eagerness=eagerness) if known else SemanticVad()}
    said: dict[str, Any] = {
        "threshold": number(fields.get("threshold")),
        "prefix_padding_ms": whole(fields.get("prefix_padding_ms")),
        "silence_duration_ms": whole(fields.get("silence_duration_ms")),
    }
    return {"turn_detection": ServerVad(**{name: known for name, known in said.items() if known is not None})}


def _write_include(configuration: SessionConfiguration, dialect: Dialect) -> object:
    if configuration.include_logprobs:
        return [LOGPROBS]
    return None if dialect is Dialect.GA else []


def _text_field(name: str) -> Callable[[object], dict[str, Any]]:
    def read(value: object) -> dict[str, Any]:
        found = text(value)
        return {} if found is None else {name: found}

    return read


def _or_omitted(name: str) -> Callable[[SessionConfiguration, Dialect], object]:
    """For fields that must not be null or empty on the wire: saying nothing is the only way to say none."""

    def write(configuration: SessionConfiguration, dialect: Dialect) -> object:
        value = getattr(configuration, name)
        if value is None or value == ():
            return _OMITTED
        return list(value) if isinstance(value, tuple) else value

    return write


def _read_delay(value: object) -> dict[str, Any]:
    return {"delay": value} if value is None or value in get_args(Delay) else {}


def _read_prompt(value: object) -> dict[str, Any]:
    found = text(value)
    return {"prompt": found} if found is not None or value is None else {}


def _read_modalities(value: object) -> dict[str, Any]:
    known = tuple(name for name in texts(value) if name in get_args(Modality))
    return {"modalities": known} if known else {}


_GA_TRANSCRIPTION: _Path = ("audio", "input", "transcription")
_BETA_TRANSCRIPTION: _Path = ("input_audio_transcription",)

_FIELDS: tuple[_SessionField, ...] = (
    _SessionField(
        ga=("audio", "input", "format"), beta=("input_audio_format",), write=_write_format, read=_read_format
    ),
    _SessionField(
        ga=(*_GA_TRANSCRIPTION, "model"),
        beta=(*_BETA_TRANSCRIPTION, "model"),
        write=lambda configuration, _: configuration.model or _OMITTED,
        read=_text_field("model"),
    ),
    _SessionField(
        ga=(*_GA_TRANSCRIPTION, "language"),
        beta=(*_BETA_TRANSCRIPTION, "language"),
        write=_or_omitted("language"),
        read=lambda value: {"language": text(value) or None},
    ),
    _SessionField(
        ga=(*_GA_TRANSCRIPTION, "languages"),
        beta=None,
        write=_or_omitted("languages"),
        read=lambda value: {"languages": texts(value)},
    ),
    _SessionField(
        ga=(*_GA_TRANSCRIPTION, "keywords"),
        beta=None,
        write=_or_omitted("keywords"),
        read=lambda value: {"keywords": texts(value)},
    ),
    _SessionField(
        ga=(*_GA_TRANSCRIPTION, "prompt"),
        beta=(*_BETA_TRANSCRIPTION, "prompt"),
        write=_or_omitted("prompt"),
        read=_read_prompt,
    ),
    _SessionField(ga=(*_GA_TRANSCRIPTION, "delay"), beta=None, write=_or_omitted("delay"), read=_read_delay),
    _SessionField(
        ga=("audio", "input", "noise_reduction"),
        beta=("input_audio_noise_reduction",),
        write=_write_noise_reduction,
        read=_read_noise_reduction,
    ),
    _SessionField(
        ga=("audio", "input", "turn_detection"),
        beta=("turn_detection",),
        write=lambda configuration, _: turn_detection_fields(configuration.turn_detection),
        read=_read_turn_detection,
    ),
    _SessionField(
        ga=("include",),
        beta=("include",),
        write=_write_include,
        read=lambda value: {"include_logprobs": LOGPROBS in texts(value)},
    ),
    _SessionField(
        ga=None,
        beta=("modalities",),
        write=lambda configuration, _: list(configuration.modalities),
        read=_read_modalities,
    ),
)


def session_fields(
    configuration: SessionConfiguration, dialect: Dialect, sample_rate_hz: int = SPOOL_SAMPLE_RATE_HZ
) -> dict[str, object]:
    """What a person can set, as the `session` of an update spells it: every field explicit, null where it is off.

    `sample_rate_hz` is that of pcm16 audio; the API knows 24000 alone, so another rate is left unsaid.
    """
    body: dict[str, object] = {"type": "transcription"} if dialect is Dialect.GA else {}
    for field in _FIELDS:
        path = field.path(dialect)
        value = _OMITTED if path is None else field.write(configuration, dialect)
        if path is not None and value is not _OMITTED:
            _place(body, path, value)
    if dialect is Dialect.GA and sample_rate_hz != SPOOL_SAMPLE_RATE_HZ:
        audio_format = {name: said for name, said in GA_FORMATS[configuration.audio_format].items() if name != "rate"}
        _place(body, ("audio", "input", "format"), audio_format)
    return body


def session_identity(
    session_id: str, expires_at_s: int | None, object_name: str = "realtime.transcription_session"
) -> dict[str, object]:
    """What only the service says about a session."""
    identity: dict[str, object] = {"id": session_id, "object": object_name}
    return identity if expires_at_s is None else {**identity, "expires_at": expires_at_s}


def session_object(session: AnnouncedSession, dialect: Dialect) -> dict[str, object]:
    """The `session` of the server's created and updated events."""
    return {
        **session_identity(session.session_id, session.expires_at_s, session.object_name),
        **session_fields(session.configuration, dialect),
    }


def read_configuration(session: object) -> SessionConfiguration:
    """A session object of either dialect; what it does not say is off (`model` is then the empty string)."""
    return _configuration(_said(session))


def read_session(session: object) -> AnnouncedSession:
    """A session object of either dialect, as tolerantly as `read_configuration`."""
    fields = mapping(session)
    said = _said(fields)
    announced = AnnouncedSession(
        text(fields.get("id")) or "", _configuration(said), unix_time_s(fields.get("expires_at")), frozenset(said)
    )
    object_name = text(fields.get("object"))
    return replace(announced, object_name=object_name) if object_name else announced


def _said(session: object) -> dict[str, Any]:
    """What a session object says, as keyword arguments of `SessionConfiguration`; services mix both spellings."""
    said: dict[str, Any] = {}
    for field in _FIELDS:
        for path in (field.ga, field.beta):
            value = _OMITTED if path is None else _find(session, path)
            if value is not _OMITTED:
                said.update(field.read(value))
                break
    return said


def _configuration(said: Mapping[str, Any]) -> SessionConfiguration:
    return SessionConfiguration(**{"model": "", "turn_detection": None, **said})


def _place(body: dict[str, object], path: _Path, value: object) -> None:
    for name in path[:-1]:
        inner = body.setdefault(name, {})
        assert isinstance(inner, dict)
        body = inner
    body[path[-1]] = value


def _find(body: object, path: _Path) -> object:
    for name in path:
        if not isinstance(body, Mapping) or name not in body:
            return _OMITTED
        body = body[name]
    return body

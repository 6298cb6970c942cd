"""What of a configuration a model and a service take: reasons for people, and the configuration without the rest. Pure.

A field that is refused here is never sent.
"""

from dataclasses import fields, replace

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.models import ModelCapabilities, PromptKind
from transcriber.realtime.switches import Switches, UpdateShape
from transcriber.sentence import said

LIVE_FIELDS = frozenset(
    {
        "language",
        "languages",
        "keywords",
        "prompt",
        "delay",
        "turn_detection",
        "noise_reduction",
        "noise_reduction_strength",
        "include_logprobs",
    }
)
"""What may change while a session runs; everything else counts from the next start."""

SEMANTIC_VAD_FIELD = "eagerness"
"""Stands among the refusals where the semantic kind of turn detection is not taken."""

_NAMES = frozenset(field.name for field in fields(SessionConfiguration))
_AT_REST = SessionConfiguration(turn_detection=None)
_FLAT_LACKS = ("languages", "keywords", "delay", "noise_reduction_strength")
_ADDRESS_ONLY = (
    *("audio_format", "languages", "keywords", "prompt", "delay"),
    *("noise_reduction", "noise_reduction_strength", "include_logprobs", "modalities"),
)


def refusals(model: ModelCapabilities, switches: Switches) -> dict[str, str]:
    """What cannot be used, each with the reason as a sentence.

    The keys are fields of `SessionConfiguration` and of its turn detection (`SEMANTIC_VAD_FIELD`, `prefix_padding_ms`).
    A language can be given in two of them: where one of the two is refused, `fitted` moves what it can to the other.
    """
    return {**_refused_by_service(switches), **_refused_by_model(model)}


def fitted(configuration: SessionConfiguration, model: ModelCapabilities, switches: Switches) -> SessionConfiguration:
    """`configuration` with every refused field at rest; turn detection then is an explicit null.

    One language moves between `language` and `languages` to where it is taken. Several do not become one: a service
    that takes one only is left to find out for itself.
    """
    refused = refusals(model, switches)
    moved = _with_language_moved(configuration, refused)
    kept = replace(moved, **{name: getattr(_AT_REST, name) for name in refused if name in _NAMES})
    if SEMANTIC_VAD_FIELD in refused and isinstance(kept.turn_detection, SemanticVad):
        kept = replace(kept, turn_detection=ServerVad())
    return replace(kept, model=model.model, language=model.spoken_languages[0]) if model.is_local else kept


def _with_language_moved(configuration: SessionConfiguration, refused: dict[str, str]) -> SessionConfiguration:
    language, languages = configuration.language, configuration.languages
    if "language" in refused and "languages" not in refused and language is not None and not languages:
        return replace(configuration, language=None, languages=(language,))
    if "languages" in refused and "language" not in refused and language is None and len(languages) == 1:
        return replace(configuration, language=languages[0], languages=())
    return configuration


def _refused_by_model(model: ModelCapabilities) -> dict[str, str]:
    name = said("This computer") if model.is_local else model.model
    reasons: dict[str, str] = {}
    if model.is_local:
        reasons["language"] = said("English only on this computer.")
    elif not model.takes_language:
        reasons["language"] = said("{name} takes a list of languages instead.", name=name)
    if not model.takes_languages:
        reasons["languages"] = said("{name} takes one language only.", name=name)
    if model.prompt is PromptKind.REJECTED:
        reasons["prompt"] = said("{name} takes no prompt.", name=name)
    if not model.takes_keywords:
        reasons["keywords"] = said("{name} takes no keywords.", name=name)
    if not model.takes_delay:
        reasons["delay"] = said("{name} has one pace only.", name=name)
    if not model.takes_noise_reduction:
        reasons["noise_reduction"] = said("{name} does no noise reduction.", name=name)
        reasons["noise_reduction_strength"] = reasons["noise_reduction"]
    if not model.takes_turn_detection:
        reasons["turn_detection"] = said("{name} ends no turns.", name=name)
    elif "semantic_vad" not in model.turn_detection:
        reasons[SEMANTIC_VAD_FIELD] = said("{name} ends turns at silences only.", name=name)
    if not model.gives_logprobs:
        reasons["include_logprobs"] = said("{name} gives no log probabilities.", name=name)
    return reasons


def _refused_by_service(switches: Switches) -> dict[str, str]:
    reasons: dict[str, str] = {}
    if switches.update_shape is UpdateShape.TURN_DETECTION:
        reasons.update(dict.fromkeys(_ADDRESS_ONLY, said("This service is told of turn detection only.")))
        if not switches.sends_language:
            reasons["language"] = reasons["languages"]
    elif switches.dialect is Dialect.BETA or switches.update_shape is UpdateShape.FLAT:
        reasons.update(dict.fromkeys(_FLAT_LACKS, said("The beta dialect has no such field.")))
    else:
        reasons["modalities"] = said("Only the beta dialect has modalities.")
    if switches.sample_rate_hz != AudioFormat.PCM16.sample_rate_hz:
        reasons["audio_format"] = said(
            "This service takes pcm16 at {sample_rate_hz} Hz only.", sample_rate_hz=switches.sample_rate_hz
        )
    if not _takes_semantic_vad(switches):
        reasons[SEMANTIC_VAD_FIELD] = said("This service ends turns at silences only.")
    if switches.update_shape is UpdateShape.FLAT:
        reasons["prefix_padding_ms"] = said("This service chooses the padding itself.")
    if not switches.uses_rest:
        reasons["client_secret_seconds"] = said("This service makes no client secrets.")
    return reasons


def _takes_semantic_vad(switches: Switches) -> bool:
    return switches.takes_semantic_vad and switches.update_shape is not UpdateShape.TURN_DETECTION

"""What of a configuration a model and a service take: reasons for people, and the configuration without the rest. Pure.

A field that is refused here is never sent.
"""

from dataclasses import fields, replace

from transcriber.audio.formats import AudioFormat
from transcriber.realtime.configuration import SemanticVad, ServerVad, SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.models import ModelCapabilities, PromptKind
from transcriber.realtime.switches import Switches, UpdateShape

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
    name = "This computer" if model.is_local else model.model
    reasons = {}
    if model.is_local:
        reasons["language"] = "English only on this computer."
    elif not model.takes_language:
        reasons["language"] = f"{name} takes a list of languages instead."
    if not model.takes_languages:
        reasons["languages"] = f"{name} takes one language only."
    if model.prompt is PromptKind.REJECTED:
        reasons["prompt"] = f"{name} takes no prompt."
    if not model.takes_keywords:
        reasons["keywords"] = f"{name} takes no keywords."
    if not model.takes_delay:
        reasons["delay"] = f"{name} has one pace only."
    if not model.takes_noise_reduction:
        reasons["noise_reduction"] = f"{name} does no noise reduction."
        reasons["noise_reduction_strength"] = reasons["noise_reduction"]
    if not model.takes_turn_detection:
        reasons["turn_detection"] = f"{name} ends no turns."
    elif "semantic_vad" not in model.turn_detection:
        reasons[SEMANTIC_VAD_FIELD] = f"{name} ends turns at silences only."
    if not model.gives_logprobs:
        reasons["include_logprobs"] = f"{name} gives no log probabilities."
    return reasons


def _refused_by_service(switches: Switches) -> dict[str, str]:
    reasons = {}
    if switches.update_shape is UpdateShape.TURN_DETECTION:
        reasons.update(dict.fromkeys(_ADDRESS_ONLY, "This service is told of turn detection only."))
        if not switches.sends_language:
            reasons["language"] = reasons["languages"]
    elif switches.dialect is Dialect.BETA or switches.update_shape is UpdateShape.FLAT:
        reasons.update(dict.fromkeys(_FLAT_LACKS, "The beta dialect has no such field."))
    else:
        reasons["modalities"] = "Only the beta dialect has modalities."
    if switches.sample_rate_hz != AudioFormat.PCM16.sample_rate_hz:
        reasons["audio_format"] = f"This service takes pcm16 at {switches.sample_rate_hz} Hz only."
    if not _takes_semantic_vad(switches):
        reasons[SEMANTIC_VAD_FIELD] = "This service ends turns at silences only."
    if switches.update_shape is UpdateShape.FLAT:
        reasons["prefix_padding_ms"] = "This service chooses the padding itself."
    if not switches.uses_rest:
        reasons["client_secret_seconds"] = "This service makes no client secrets."
    return reasons


def _takes_semantic_vad(switches: Switches) -> bool:
    return switches.takes_semantic_vad and switches.update_shape is not UpdateShape.TURN_DETECTION

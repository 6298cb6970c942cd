"""What of a configuration a model and a service take: reasons for people, and the configuration without the rest. Pure.

A field that is refused here is never sent.
"""

from dataclasses import replace

from transcriber.realtime.configuration import SessionConfiguration
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


def refusals(configuration: SessionConfiguration, model: ModelCapabilities, switches: Switches) -> dict[str, str]:
    """The fields of `SessionConfiguration` that cannot be used, each with the reason as a sentence."""
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
    if not model.gives_logprobs:
        reasons["include_logprobs"] = f"{name} gives no log probabilities."
    if switches.dialect is Dialect.GA and switches.update_shape is UpdateShape.DIALECT:
        reasons["modalities"] = "Only the beta dialect has modalities."
    return reasons


def fitted(configuration: SessionConfiguration, model: ModelCapabilities, switches: Switches) -> SessionConfiguration:
    """`configuration` with every refused field at rest; turn detection then is an explicit null."""
    refused = refusals(configuration, model, switches)
    at_rest = SessionConfiguration()
    kept = replace(
        configuration,
        **{name: getattr(at_rest, name) for name in refused if name not in ("language", "turn_detection")},
    )
    if "turn_detection" in refused:
        kept = replace(kept, turn_detection=None)
    if model.is_local:
        return replace(kept, model=model.model, language="en")
    return replace(kept, language=None) if "language" in refused else kept

"""What a person chose for the next recording, and what of it the chosen model takes. Pure."""

from dataclasses import dataclass, replace

from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.models import LOCAL_MODEL, ModelCapabilities, PromptKind, capabilities
from transcriber.settings import LOCAL


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChoices:
    """The panel as one value. What the model does not take is remembered here, for another model."""

    service: str
    dialect: Dialect
    configuration: SessionConfiguration

    @property
    def is_local(self) -> bool:
        """Whether text is made on this computer."""
        return self.service == LOCAL.name

    @property
    def model(self) -> ModelCapabilities:
        """What the model that will be used takes."""
        return capabilities(LOCAL_MODEL if self.is_local else self.configuration.model)

    @property
    def in_force(self) -> SessionConfiguration:
        """The configuration without what the model does not take."""
        refused = refusals(self)
        at_rest = SessionConfiguration()
        kept = replace(
            self.configuration,
            **{name: getattr(at_rest, name) for name in refused if name not in ("model", "language", "turn_detection")},
        )
        if "turn_detection" in refused:
            kept = replace(kept, turn_detection=None)
        if self.is_local:
            return replace(kept, model=LOCAL_MODEL, language="en")
        return replace(kept, language=None) if "language" in refused else kept


def refusals(choices: SessionChoices) -> dict[str, str]:
    """The fields that cannot be used with the chosen model, each with the reason as a sentence."""
    model = choices.model
    name = "This computer" if choices.is_local else model.model
    reasons = {}
    if choices.is_local:
        reasons["model"] = "The one model on this computer."
        reasons["language"] = "English only on this computer."
    elif not model.takes_language:
        reasons["language"] = f"{name} takes a list of languages instead: see Advanced."
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
        reasons["turn_detection"] = f"{name} ends no turns: the text is completed when you stop."
    if not model.gives_logprobs:
        reasons["include_logprobs"] = f"{name} gives no log probabilities."
    return reasons

"""What a person chose for the next recording, and what of it the chosen model and service take. Pure."""

from dataclasses import dataclass, field

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.fitting import fitted, refusals
from transcriber.realtime.models import ModelCapabilities
from transcriber.sentence import said
from transcriber.settings.profiles import Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChoices:
    """The panel as one value. What the model does not take is remembered here, for another model."""

    profile: Profile
    configuration: SessionConfiguration
    commit_policy: CommitPolicy = field(default_factory=CommitPolicy)

    @property
    def is_local(self) -> bool:
        """Whether text is made on this computer."""
        return self.profile.is_local

    @property
    def model(self) -> ModelCapabilities:
        """What the model that will be used takes."""
        return self.profile.capabilities_of(self.configuration.model)

    @property
    def in_force(self) -> SessionConfiguration:
        """The configuration without what the model or the service does not take."""
        return fitted(self.configuration, self.model, self.profile.switches)

    @property
    def refusals(self) -> dict[str, str]:
        """The fields that cannot be used, each with the reason as a sentence."""
        reasons = refusals(self.model, self.profile.switches)
        return {"model": said("The one model on this computer.")} | reasons if self.is_local else reasons

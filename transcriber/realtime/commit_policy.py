"""When this side ends a turn, beside or instead of the service. Pure."""

from dataclasses import dataclass

from transcriber.realtime.configuration import ConfigurationError, Range
from transcriber.sentence import said

PAUSE_MS = Range(100, 5_000)
LATEST_AFTER_S = Range(5, 120)
PAUSE_THRESHOLD = Range(0.05, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitPolicy:
    """What a person chose about commits made by this program; a commit by hand always works."""

    at_pauses: bool = True
    """Where the session has no turn detection, the speech gate on this side commits at pauses."""
    pause_ms: int = 500
    """The silence that counts as a pause."""
    threshold: float = 0.5
    """How sure the gate must be that it hears speech."""
    latest_after_s: int | None = 30
    """A turn is committed after so long at the latest, also where the service ends turns; None: never."""
    push_to_talk: bool = False
    """Only what is spoken while the key is held is sent; letting go commits it."""


def validate_commit_policy(policy: CommitPolicy) -> None:
    """Check every number.

    Raises:
        ConfigurationError: For the first field that is out of range.
    """
    for name, allowed in (("pause_ms", PAUSE_MS), ("threshold", PAUSE_THRESHOLD), ("latest_after_s", LATEST_AFTER_S)):
        value = getattr(policy, name)
        if value is not None and not allowed.holds(value):
            raise ConfigurationError(
                f"commit_policy.{name}",
                said("{name} must be {allowed}, not {value:g}.", name=name, allowed=allowed, value=value),
            )

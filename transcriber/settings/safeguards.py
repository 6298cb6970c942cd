"""What the program does so that no word is lost, and what it keeps: a person's choices as frozen values. Pure."""

from dataclasses import dataclass
from typing import Literal

from transcriber.realtime.configuration import ConfigurationError
from transcriber.sentence import said

Fallback = Literal["never", "ask", "always"]
Retention = Literal["until_transcribed", "days", "always"]
Compression = Literal["none", "flac", "opus"]

_MOST_DAYS = 3650
_MOST_DOLLARS = 100_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguards:
    """What happens when something that a recording depends on goes away."""

    fallback: Fallback = "ask"
    """Whether a recording goes on with the engine on this computer when its service stays away."""
    monthly_budget_dollars: float | None = None
    """What services may cost in a calendar month (UTC); None: no bound."""
    budget_warning_percent: int = 80
    at_budget: Literal["stop", "move"] = "move"
    """When the budget is spent: stop the recording, or go on with the engine on this computer."""
    substitutes_microphone: bool = True
    """A microphone that went away is replaced by the next best one."""
    returns_to_microphone: bool = True
    """When the chosen microphone is back, the recording goes back to it."""
    inhibits_sleep: bool = True
    """While recording, the computer does not go to sleep by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioKeeping:
    """What becomes of a recording's audio afterwards."""

    retention: Retention = "days"
    days: int = 30
    """With `days`: how long after the recording."""
    compression: Compression = "flac"


def validate_safeguards(safeguards: Safeguards) -> None:
    """Raises ConfigurationError, which names the field."""
    budget_dollars = safeguards.monthly_budget_dollars
    if budget_dollars is not None and not 0 < budget_dollars <= _MOST_DOLLARS:
        raise ConfigurationError(
            "monthly_budget_dollars", said("A monthly budget is more than 0 and at most 100000 dollars.")
        )
    if not 1 <= safeguards.budget_warning_percent <= 100:
        raise ConfigurationError("budget_warning_percent", said("A budget warns at 1 to 100 percent."))


def validate_audio_keeping(keeping: AudioKeeping) -> None:
    """Raises ConfigurationError, which names the field."""
    if type(keeping.days) is not int or not 1 <= keeping.days <= _MOST_DAYS:
        raise ConfigurationError(
            "days", said("Audio is kept for 1 to {most_days} days, or always.", most_days=_MOST_DAYS)
        )

"""What a service says beside the text, as lines for a person: refused updates, limits, what it cost. Pure."""

from transcriber.cli.usage_line import usage_line
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import RateLimit
from transcriber.session.notices import Notice, RateLimitsChanged, UpdateRefused, UsageChanged

_SCARCE_SHARE = 0.1


class ServiceReports:
    """Of one recording. Main thread."""

    def __init__(self) -> None:
        self._usage: RecordingUsage | None = None
        self._scarce: set[str] = set()

    def line(self, notice: Notice) -> str | None:
        """The line of a notice that a person must see now."""
        match notice:
            case UsageChanged(usage):
                self._usage = usage
            case UpdateRefused(message, field):
                return f"The service did not accept {field or 'the new settings'}: {message} What was set before stays."
            case RateLimitsChanged(rate_limits):
                return self._newly_scarce(rate_limits)
            case _:
                pass
        return None

    @property
    def closing_line(self) -> str | None:
        """What the recording has cost; None where nothing was counted or it is free."""
        return None if self._usage is None or self._usage.is_free else usage_line(self._usage)

    def _newly_scarce(self, rate_limits: tuple[RateLimit, ...]) -> str | None:
        """A limit is worth a line once, when little of it is left; it may be again after it has recovered."""
        scarce = {each.name: each for each in rate_limits if each.remaining <= each.limit * _SCARCE_SHARE}
        new = [each for name, each in scarce.items() if name not in self._scarce]
        self._scarce = set(scarce)
        if not new:
            return None
        left = ", ".join(f"{each.remaining:g} of {each.limit:g} {each.name}" for each in new)
        return f"The service allows only {left} more; that renews in {max(each.reset_seconds for each in new):.0f} s."

"""What is said beside the text, for a person: refused updates, limits, what it cost, what is missing. Pure."""

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.cli.usage_line import usage_line
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.events import RateLimit
from transcriber.session.notices import (
    CoverageChanged,
    Notice,
    RateLimitsChanged,
    RetranscriptionChanged,
    RetranscriptionState,
    UpdateRefused,
    UsageChanged,
)
from transcriber.transcript.coverage_account import CoverageAccount
from transcriber.transcript.missing_words import missing_words, summary_words

_SCARCE_SHARE = 0.1


class ServiceReports:
    """Of one recording. Main thread."""

    def __init__(self) -> None:
        self._usage: RecordingUsage | None = None
        self._scarce: set[str] = set()
        self._coverage = CoverageAccount()
        self._is_heard_again = False

    def line(self, notice: Notice) -> str | None:
        """The line of a notice that a person must see now."""
        match notice:
            case UsageChanged(usage):
                self._usage = usage
            case CoverageChanged(laid):
                self._coverage.lay(laid)
            case RetranscriptionChanged(_, RetranscriptionState.RUNNING, total_ms=total_ms) if total_ms:
                return self._hearing_again(total_ms)
            case UpdateRefused(message, field):
                return f"The service did not accept {field or 'the new settings'}: {message} What was set before stays."
            case RateLimitsChanged(rate_limits):
                return self._newly_scarce(rate_limits)
            case _:
                pass
        return None

    def coverage_line(self, recorded_ms: int) -> str | None:
        """What became of every second of the recording; None where there is none."""
        if not self._coverage.stretches:
            return None
        return summary_words(self._coverage.summary(recorded_ms * SPOOL_SAMPLES_PER_MS)) or None

    @property
    def closing_line(self) -> str | None:
        """What the recording has cost; None where nothing was counted or it is free."""
        return None if self._usage is None or self._usage.is_free else usage_line(self._usage)

    def _hearing_again(self, total_ms: int) -> str | None:
        if self._is_heard_again:
            return None
        self._is_heard_again = True
        return f"Hearing {missing_words(total_ms)} once more. Ctrl-C ends it and keeps what there is."

    def _newly_scarce(self, rate_limits: tuple[RateLimit, ...]) -> str | None:
        """A limit is worth a line once, when little of it is left; it may be again after it has recovered."""
        scarce = {each.name: each for each in rate_limits if each.remaining <= each.limit * _SCARCE_SHARE}
        new = [each for name, each in scarce.items() if name not in self._scarce]
        self._scarce = set(scarce)
        if not new:
            return None
        left = ", ".join(f"{each.remaining:g} of {each.limit:g} {each.name}" for each in new)
        return f"The service allows only {left} more; that renews in {max(each.reset_seconds for each in new):.0f} s."

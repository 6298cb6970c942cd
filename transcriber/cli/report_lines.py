"""What a service says of itself as the fields of a JSON line. Pure."""

from dataclasses import asdict
from typing import Any

from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.events import RateLimit
from transcriber.session.notices import RateLimitsChanged, SessionAnnounced, UpdateRefused, UsageChanged

_TO_MS = 3
_TO_MILLIONTHS = 6


def report(notice: SessionAnnounced | UpdateRefused | UsageChanged | RateLimitsChanged) -> dict[str, Any]:
    """The fields of its line, `type` among them."""
    match notice:
        case SessionAnnounced(session, secret_expires_at_s, key_kind):
            from transcriber.realtime.dialects.session_fields import session_object

            return {
                "type": "session",
                "session": session_object(session, Dialect.GA),
                "opened_with": key_kind.value,
                "secret_expires_at_s": secret_expires_at_s,
            }
        case UpdateRefused(message, field):
            return {"type": "update_refused", "field": field, "message": message}
        case UsageChanged(usage):
            return _usage(usage)
        case RateLimitsChanged(rate_limits):
            return {"type": "rate_limits", "rate_limits": [_limit(each) for each in rate_limits]}


def rounded_dollars(dollars: float | None) -> float | None:
    """To a millionth, without what sums of binary fractions leave behind; None where the price is not known."""
    return None if dollars is None else round(dollars, _TO_MILLIONTHS)


def _limit(limit: RateLimit) -> dict[str, Any]:
    fields = asdict(limit)
    return fields | {"reset_seconds": round(fields["reset_seconds"], _TO_MS)}


def _usage(usage: RecordingUsage) -> dict[str, Any]:
    price = usage.price
    return {
        "type": "usage",
        "seconds": round(usage.seconds, _TO_MS),
        "input_tokens": usage.input_tokens,
        "output_tokens": usage.output_tokens,
        "turns": usage.reported_items,
        "turns_without_usage": usage.unreported_items,
        "dollars": rounded_dollars(usage.cost_dollars),
        "price_source": price.source if price else None,
        "price_as_of": price.as_of.isoformat() if price else None,
    }

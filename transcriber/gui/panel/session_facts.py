"""What is known of the session that runs, as lines of label and words. Pure: the time now is an argument."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from transcriber.gui.panel.model_words import price_words, source_words
from transcriber.realtime.dialects import Dialect
from transcriber.session.notices import KeyKind, SessionAnnounced

if TYPE_CHECKING:
    from transcriber.realtime.costs import RecordingUsage
    from transcriber.realtime.events import RateLimit

Fact = tuple[str, str]

_KEYS = {
    KeyKind.CLIENT_SECRET: "An ephemeral client secret, made for this connection",
    KeyKind.PASTED_SECRET: "A client secret that was pasted; the session keeps its own settings",
    KeyKind.API_KEY: "The lasting key itself: this service makes no client secrets",
    KeyKind.NONE: "No key",
}
_USUAL_OBJECT = "realtime.transcription_session"
_DIALECTS = {Dialect.GA: "GA", Dialect.BETA: "Beta"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """Everything the lines depend on."""

    announced: SessionAnnounced | None = None
    dialect: Dialect = Dialect.GA
    is_local: bool = True
    usage: "RecordingUsage | None" = None
    rate_limits: "tuple[RateLimit, ...]" = ()


def fact_lines(facts: SessionFacts, now_s: float, zone: tzinfo | None = None) -> tuple[Fact, ...]:
    """Label and words, in the order to read them; `zone` None is the computer's own."""
    if facts.announced is None:
        return ()
    announced = facts.announced
    lines = [
        ("Session", announced.session.session_id or "The service names none"),
        *_kind(announced.session.object_name),
        ("Dialect", _DIALECTS[announced.dialect or facts.dialect]),
        ("Connected with", _key_words(facts)),
    ]
    if announced.key_kind is KeyKind.CLIENT_SECRET and announced.secret_expires_at_s is not None:
        lines.append(("Secret ends", _moment(announced.secret_expires_at_s, now_s, zone)))
    if announced.session.expires_at_s is not None:
        lines.append(("Session ends", _moment(announced.session.expires_at_s, now_s, zone)))
    if facts.usage is not None:
        lines += _usage_lines(facts.usage)
    lines += [("Limit", limit_words(limit)) for limit in facts.rate_limits]
    return tuple(lines)


def cost_words(usage: "RecordingUsage") -> str:
    """`$0.0123`, or why there is no such number."""
    if usage.is_free:
        return "Free on this computer"
    if usage.reported_items == 0:
        return "Not told by the service"
    if not usage.is_price_known:
        return f"More than ${usage.dollars:.4f}: price not known" if usage.dollars else "Price not known"
    return f"${usage.dollars:.4f}"


def amount_words(usage: "RecordingUsage") -> str:
    """Minutes and tokens, whichever the service told."""
    parts = []
    if usage.seconds:
        parts.append(f"{usage.minutes:.1f} minutes")
    if usage.input_tokens or usage.output_tokens:
        parts.append(f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out")
    return ", ".join(parts) or "Nothing told yet"


def limit_words(limit: "RateLimit") -> str:
    """`999 of 1,000 requests left, full again in 60 s`."""
    return f"{limit.remaining:,.0f} of {limit.limit:,.0f} {limit.name} left, full again in {limit.reset_seconds:.0f} s"


def _kind(object_name: str) -> list[Fact]:
    """Nothing where it is the usual one: a service may open a conversation and still transcribe."""
    return [] if object_name == _USUAL_OBJECT else [("Kind", f"{object_name}, no transcription session")]


def _key_words(facts: SessionFacts) -> str:
    assert facts.announced is not None
    return _KEYS[facts.announced.key_kind]


def _usage_lines(usage: "RecordingUsage") -> list[Fact]:
    lines = [("Used", amount_words(usage)), ("Cost", cost_words(usage))]
    if usage.unreported_items and not usage.is_free:
        turns = "1 turn" if usage.unreported_items == 1 else f"{usage.unreported_items:,} turns"
        lines.append(("Not counted", f"{turns} without a report of their use"))
    if usage.price is not None and not usage.is_free:
        lines.append(("Price", f"{price_words(usage.price)} ({source_words(usage.price)})"))
    return lines


def _moment(at_s: float, now_s: float, zone: tzinfo | None) -> str:
    at = datetime.fromtimestamp(at_s, zone).astimezone(zone)
    left_minutes = int((at_s - now_s) // 60)
    if at_s <= now_s:
        return f"{at:%H:%M}, over"
    left = "in less than a minute" if left_minutes == 0 else f"in {left_minutes:,} min"
    return f"{at:%H:%M}, {left}"

"""What is known of the session that runs, as lines of label and words. Pure but for the window's language.

The time now is an argument.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from transcriber.gui.language import number, tr
from transcriber.gui.panel.model_words import price_words, source_words
from transcriber.realtime.dialects import Dialect
from transcriber.sentence import said
from transcriber.session.notices import KeyKind, SessionAnnounced

if TYPE_CHECKING:
    from transcriber.realtime.costs import RecordingUsage
    from transcriber.realtime.events import RateLimit

Fact = tuple[str, str]

_KEYS = {
    KeyKind.CLIENT_SECRET: said("An ephemeral client secret, made for this connection"),
    KeyKind.PASTED_SECRET: said("A client secret that was pasted; the session keeps its own settings"),
    KeyKind.API_KEY: said("The lasting key itself: this service makes no client secrets"),
    KeyKind.NONE: said("No key"),
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
        (tr("Session"), announced.session.session_id or tr("The service names none")),
        *_kind(announced.session.object_name),
        (tr("Dialect"), _DIALECTS[announced.dialect or facts.dialect]),
        (tr("Connected with"), _key_words(facts)),
    ]
    if announced.key_kind is KeyKind.CLIENT_SECRET and announced.secret_expires_at_s is not None:
        lines.append((tr("Secret ends"), _moment(announced.secret_expires_at_s, now_s, zone)))
    if announced.session.expires_at_s is not None:
        lines.append((tr("Session ends"), _moment(announced.session.expires_at_s, now_s, zone)))
    if facts.usage is not None:
        lines += _usage_lines(facts.usage)
    lines += [(tr("Limit"), limit_words(limit)) for limit in facts.rate_limits]
    return tuple(lines)


def cost_words(usage: "RecordingUsage") -> str:
    """`$0.0123`, or why there is no such number."""
    if usage.is_free:
        return tr("Free on this computer")
    if usage.reported_items == 0:
        return tr("Not told by the service")
    if not usage.is_price_known:
        return (
            tr("More than ${dollars}: price not known").format(dollars=number(usage.dollars, 4))
            if usage.dollars
            else tr("Price not known")
        )
    return tr("${dollars}").format(dollars=number(usage.dollars, 4))


def amount_words(usage: "RecordingUsage") -> str:
    """Minutes and tokens, whichever the service told."""
    parts = []
    if usage.seconds:
        parts.append(tr("{minutes} minutes").format(minutes=number(usage.minutes, 1)))
    if usage.input_tokens or usage.output_tokens:
        parts.append(
            tr("{input_tokens} tokens in, {output_tokens} out").format(
                input_tokens=number(usage.input_tokens), output_tokens=number(usage.output_tokens)
            )
        )
    return ", ".join(parts) or tr("Nothing told yet")


def limit_words(limit: "RateLimit") -> str:
    """`999 of 1,000 requests left, full again in 60 s`."""
    return tr("{remaining} of {limit} {name} left, full again in {reset_seconds} s").format(
        remaining=number(limit.remaining),
        limit=number(limit.limit),
        name=limit.name,
        reset_seconds=number(limit.reset_seconds),
    )


def _kind(object_name: str) -> list[Fact]:
    """Nothing where it is the usual one: a service may open a conversation and still transcribe."""
    return (
        []
        if object_name == _USUAL_OBJECT
        else [(tr("Kind"), tr("{object_name}, no transcription session").format(object_name=object_name))]
    )


def _key_words(facts: SessionFacts) -> str:
    assert facts.announced is not None
    return _KEYS[facts.announced.key_kind]


def _usage_lines(usage: "RecordingUsage") -> list[Fact]:
    lines = [(tr("Used"), amount_words(usage)), (tr("Cost"), cost_words(usage))]
    if usage.unreported_items and not usage.is_free:
        turns = (
            tr("1 turn")
            if usage.unreported_items == 1
            else tr("{unreported_items} turns").format(unreported_items=number(usage.unreported_items))
        )
        lines.append((tr("Not counted"), tr("{turns} without a report of their use").format(turns=turns)))
    if usage.price is not None and not usage.is_free:
        lines.append((tr("Price"), f"{price_words(usage.price)} ({source_words(usage.price)})"))
    return lines


def _moment(at_s: float, now_s: float, zone: tzinfo | None) -> str:
    at = datetime.fromtimestamp(at_s, zone).astimezone(zone)
    left_minutes = int((at_s - now_s) // 60)
    if at_s <= now_s:
        return tr("{at:%H:%M}, over").format(at=at)
    left = (
        tr("in less than a minute")
        if left_minutes == 0
        else tr("in {left_minutes} min").format(left_minutes=number(left_minutes))
    )
    return f"{at:%H:%M}, {left}"

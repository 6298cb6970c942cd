"""What a recording costs, from what the service reports and the price table. Pure.

A price that is not known is never guessed: the minutes and tokens are counted, the dollars stay unknown.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transcriber.realtime.models import ModelCapabilities, Price

if TYPE_CHECKING:
    from transcriber.realtime.events import Usage

_MOST_SECONDS = 24 * 3600
"""Of one item: a session ends after an hour, on services of one's own after a day at the latest."""
_MOST_TOKENS = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingUsage:
    """The sum over a recording, over all its sessions and models."""

    seconds: float = 0.0
    """Of audio, as the service counts it, where it bills by time."""
    input_tokens: int = 0
    output_tokens: int = 0
    reported_items: int = 0
    """Finished items whose usage the service told."""
    unreported_items: int = 0
    """Finished items that came without."""
    dollars: float = 0.0
    """Of the items whose price is known."""
    is_price_known: bool = True
    """False as soon as one item was billed in a unit that the table has no price for."""
    price: Price | None = None
    """The newest row that was used, with its source and date."""
    is_free: bool = False
    """All of it made on this computer."""

    @property
    def minutes(self) -> float:
        """Of audio, where the service bills by time."""
        return self.seconds / 60

    @property
    def cost_dollars(self) -> float | None:
        """Of what was reported; None where that is nothing, or a price is not known."""
        is_known = self.is_free or (self.is_price_known and self.reported_items > 0)
        return self.dollars if is_known else None

    @property
    def is_nothing(self) -> bool:
        """Whether no item was counted."""
        return self.reported_items + self.unreported_items == 0

    def with_more(self, other: "RecordingUsage") -> "RecordingUsage":
        """The sum of both."""
        if self.is_nothing or other.is_nothing:
            return other if self.is_nothing else self
        return RecordingUsage(
            seconds=self.seconds + other.seconds,
            input_tokens=self.input_tokens + other.input_tokens,
            output_tokens=self.output_tokens + other.output_tokens,
            reported_items=self.reported_items + other.reported_items,
            unreported_items=self.unreported_items + other.unreported_items,
            dollars=self.dollars + other.dollars,
            is_price_known=self.is_price_known and other.is_price_known,
            price=other.price or self.price,
            is_free=self.is_free and other.is_free,
        )

    def with_item(self, usage: "Usage | None", model: ModelCapabilities) -> "RecordingUsage":
        """The sum with one more finished item; figures that no item can have count as not reported."""
        is_first = self.reported_items + self.unreported_items == 0
        is_free = model.is_local and (is_first or self.is_free)
        if usage is None or not _is_credible(usage):
            return replace(self, unreported_items=self.unreported_items + 1, is_free=is_free)
        dollars = 0.0 if model.is_local else _dollars(usage, model.price)
        return replace(
            self,
            seconds=self.seconds + (usage.seconds or 0.0),
            input_tokens=self.input_tokens + (usage.input_tokens or 0),
            output_tokens=self.output_tokens + (usage.output_tokens or 0),
            reported_items=self.reported_items + 1,
            dollars=self.dollars + (dollars or 0.0),
            is_price_known=self.is_price_known and dollars is not None,
            price=model.price or self.price,
            is_free=is_free,
        )


def _is_credible(usage: "Usage") -> bool:
    tokens = (usage.input_tokens or 0, usage.output_tokens or 0)
    return 0 <= (usage.seconds or 0.0) <= _MOST_SECONDS and all(0 <= count <= _MOST_TOKENS for count in tokens)


def _dollars(usage: "Usage", price: Price | None) -> float | None:
    """None where the table has no price in a unit that was reported."""
    if price is None:
        return None
    if usage.seconds is not None and price.dollars_per_minute is not None:
        return usage.seconds / 60 * price.dollars_per_minute
    into, out = price.dollars_per_million_input_tokens, price.dollars_per_million_output_tokens
    if into is None or out is None or usage.input_tokens is None or usage.output_tokens is None:
        return None
    return (usage.input_tokens * into + usage.output_tokens * out) / 1_000_000

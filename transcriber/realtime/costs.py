"""What a recording costs, from what the service reports and the price table. Pure.

A price that is not known is never guessed: the minutes and tokens are counted, the dollars stay unknown.
"""

from dataclasses import dataclass, replace

from transcriber.realtime.events import Usage
from transcriber.realtime.models import ModelCapabilities, Price


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingUsage:
    """The sum over a recording, over all its sessions and models."""

    seconds: float = 0.0
    """Of audio, where the service bills by time."""
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
    """Made on this computer."""

    def with_item(self, usage: Usage | None, model: ModelCapabilities) -> "RecordingUsage":
        """The sum with one more finished item."""
        if usage is None:
            return replace(self, unreported_items=self.unreported_items + 1, is_free=model.is_local)
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
            is_free=model.is_local,
        )


def _dollars(usage: Usage, price: Price | None) -> float | None:
    """None where the table has no price in the unit that was billed."""
    if price is None:
        return None
    if usage.seconds is not None:
        return None if price.dollars_per_minute is None else usage.seconds / 60 * price.dollars_per_minute
    into, out = price.dollars_per_million_input_tokens, price.dollars_per_million_output_tokens
    if into is None or out is None:
        return None
    return ((usage.input_tokens or 0) * into + (usage.output_tokens or 0) * out) / 1_000_000

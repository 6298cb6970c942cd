"""What a recording has cost, as one line for a person. Pure."""

from transcriber.realtime.costs import RecordingUsage


def usage_line(usage: RecordingUsage) -> str:
    """Minutes, tokens and dollars; an unknown price is called unknown, a known one names its source and date."""
    return f"Usage: {_amount(usage)}; {_cost(usage)}."


def _amount(usage: RecordingUsage) -> str:
    amounts = []
    if usage.seconds:
        amounts.append(f"{usage.minutes:.1f} min" if usage.seconds >= 60 else f"{usage.seconds:.1f} s")
    if usage.input_tokens or usage.output_tokens:
        amounts.append(f"{usage.input_tokens} tokens in and {usage.output_tokens} out")
    if usage.unreported_items:
        turns = "1 turn" if usage.unreported_items == 1 else f"{usage.unreported_items} turns"
        amounts.append(f"{turns} of unknown length")
    return ", ".join(amounts) or "nothing"


def _cost(usage: RecordingUsage) -> str:
    if usage.cost_dollars is None:
        return "cost unknown"
    at_least = "at least " if usage.unreported_items else ""
    of = f" (prices of {usage.price.as_of.isoformat()}, {usage.price.source})" if usage.price else ""
    return f"cost {at_least}${usage.cost_dollars:.4f}{of}"

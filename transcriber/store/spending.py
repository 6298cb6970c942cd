"""What was spent, by month. It outlives a recording that is deleted: its money is spent all the same."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.models import Price
from transcriber.store.connection import Database


@dataclass(frozen=True, slots=True)
class MonthSpending:
    """The sum of a calendar month in UTC, as services bill it."""

    month: str
    """`2026-11`."""
    dollars: float = 0.0
    is_price_known: bool = True
    """False where something was billed that the price table does not know."""
    seconds: float = 0.0
    input_tokens: int = 0
    output_tokens: int = 0


class Spending:
    """Reads what was spent. The thread of its connection."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_month(self, month: str) -> MonthSpending:
        """The sum of one month, written `2026-11`; zero where nothing was spent."""
        return next((found for found in self.by_month() if found.month == month), MonthSpending(month))

    def by_month(self) -> tuple[MonthSpending, ...]:
        """Every month in which anything was used, newest first."""
        rows = self._database.rows(
            """SELECT month, sum(dollars), min(is_price_known), sum(seconds), sum(input_tokens), sum(output_tokens)
            FROM spending GROUP BY month ORDER BY month DESC"""
        )
        return tuple(MonthSpending(row[0], row[1], bool(row[2]), row[3], row[4], row[5]) for row in rows)


def month_of(at_utc: datetime) -> str:
    """`2026-11`; a time of any zone."""
    return at_utc.astimezone(UTC).strftime("%Y-%m")


def note_spending(
    database: Database, recording_id: int, before: RecordingUsage, after: RecordingUsage, at_utc: datetime
) -> None:
    """Within a transaction: what came to the recording's sum counts for the month of `at_utc`."""
    database.change(
        """INSERT INTO spending (recording_id, month, seconds, input_tokens, output_tokens, dollars, is_price_known)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (recording_id, month) DO UPDATE SET
          seconds = seconds + excluded.seconds, input_tokens = input_tokens + excluded.input_tokens,
          output_tokens = output_tokens + excluded.output_tokens, dollars = dollars + excluded.dollars,
          is_price_known = min(is_price_known, excluded.is_price_known)""",
        recording_id,
        month_of(at_utc),
        after.seconds - before.seconds,
        after.input_tokens - before.input_tokens,
        after.output_tokens - before.output_tokens,
        after.dollars - before.dollars,
        int(after.is_price_known),
    )


def usage_as_text(usage: RecordingUsage) -> str:
    """A recording's usage as JSON."""
    return json.dumps(asdict(usage), default=date.isoformat, separators=(",", ":"))


def usage_from_text(text: str) -> RecordingUsage:
    """What `usage_as_text` wrote."""
    fields: dict[str, Any] = json.loads(text)
    if (price := fields.get("price")) is not None:
        fields["price"] = Price(**{**price, "as_of": date.fromisoformat(price["as_of"])})
    return RecordingUsage(**fields)

"""What was spent in the month, as one line at the end of a command that cost something."""

from datetime import UTC, datetime
from pathlib import Path

from transcriber.session.notices import Notice, UsageChanged
from transcriber.settings.safeguards import Safeguards
from transcriber.store.errors import StoreError
from transcriber.store.spending import MonthSpending, month_of
from transcriber.store.store import StoreReader, store_path


def month_line(spent: MonthSpending, safeguards: Safeguards) -> str:
    """`This month so far: $4.10 of $5.00, 82 % of the budget.`"""
    known = f"This month so far: ${spent.dollars:,.2f}"
    budget_dollars = safeguards.monthly_budget_dollars
    if budget_dollars is not None:
        known += f" of ${budget_dollars:,.2f}"
        percent = 100 * spent.dollars / budget_dollars
        if percent >= 100:
            known += ", the whole budget"
        elif percent >= safeguards.budget_warning_percent:
            known += f", {percent:.0f} % of the budget"
    return f"{known}{'' if spent.is_price_known else ', and what has no known price'}."


def spent_this_month(folder: Path) -> MonthSpending | None:
    """By the history; None where nothing is kept, or it cannot be read."""
    if not store_path(folder).exists():
        return None
    try:
        reader = StoreReader(folder)
        try:
            return reader.spending.in_month(month_of(datetime.now(UTC)))
        finally:
            reader.close()
    except StoreError:
        # Money that was spent is told again the next time; the recording itself is whole.
        return None


class Bill:
    """Whether one recording cost something, and then what the month came to. Main thread."""

    def __init__(self, safeguards: Safeguards) -> None:
        self._safeguards = safeguards
        self._has_cost = False

    def show(self, notice: Notice) -> None:
        """One more notice of the recording."""
        if isinstance(notice, UsageChanged):
            self._has_cost = not (notice.usage.is_free or notice.usage.is_nothing)

    def line(self, folder: Path) -> str | None:
        """By the history in this folder; None where nothing was spent or nobody knows."""
        spent = spent_this_month(folder) if self._has_cost else None
        return None if spent is None else month_line(spent, self._safeguards)

"""What services may cost in a month, against what they have cost. Pure: sums come in as numbers."""

from enum import StrEnum

from transcriber.realtime.costs import RecordingUsage
from transcriber.sentence import said
from transcriber.session.notices import Problem
from transcriber.settings.safeguards import Safeguards

BUDGET_SPENT = "budget_spent"


class BudgetFact(StrEnum):
    """What there is to tell of it."""

    NEAR = "near"
    SPENT = "spent"
    UNKNOWN = "unknown"
    """There is a budget, and nobody can say what of it is spent."""


class Budget:
    """One recording's share of a month. Session thread."""

    def __init__(self, spent_before_dollars: float = 0.0) -> None:
        """`spent_before_dollars`: in this month, before this recording."""
        self._spent_before_dollars = spent_before_dollars
        self._told: set[BudgetFact] = set()

    def spent_dollars(self, usage: RecordingUsage) -> float:
        """In this month, as far as prices are known."""
        return self._spent_before_dollars + usage.dollars

    def judge(self, usage: RecordingUsage, safeguards: Safeguards) -> BudgetFact | None:
        """What is new after `usage`; each fact once, and again where the budget was raised in between."""
        budget_dollars = safeguards.monthly_budget_dollars
        if budget_dollars is None:
            self._told.clear()
            return None
        fact = self._fact(usage, budget_dollars, safeguards.budget_warning_percent)
        if fact is None:
            self._told &= {BudgetFact.UNKNOWN}
            return None
        if fact in self._told:
            return None
        self._told.add(fact)
        return fact

    def _fact(self, usage: RecordingUsage, budget_dollars: float, warning_percent: int) -> BudgetFact | None:
        spent_dollars = self.spent_dollars(usage)
        if spent_dollars >= budget_dollars:
            return BudgetFact.SPENT
        if spent_dollars * 100 >= budget_dollars * warning_percent:
            return BudgetFact.NEAR
        is_known = usage.is_price_known and not usage.unreported_items
        return None if is_known or usage.is_free else BudgetFact.UNKNOWN


def problem_of(fact: BudgetFact, spent_dollars: float, safeguards: Safeguards) -> Problem:
    """What a person is told of it."""
    of_budget = said(
        "{spent_dollars:.2f} of {monthly_budget_dollars:.2f} dollars",
        spent_dollars=spent_dollars,
        monthly_budget_dollars=safeguards.monthly_budget_dollars or 0.0,
    )
    match fact:
        case BudgetFact.SPENT:
            message = said("This month's budget for services is spent: {of_budget}.", of_budget=of_budget)
            return Problem(BUDGET_SPENT, message, said("Raise the budget in the settings, or use this computer."))
        case BudgetFact.NEAR:
            goes_on = said("When it is spent, the recording goes on with this computer.")
            stops = said("When it is spent, the recording stops.")
            message = said("This month's budget for services is nearly spent: {of_budget}.", of_budget=of_budget)
            return Problem("budget_near", message, goes_on if safeguards.at_budget == "move" else stops)
        case BudgetFact.UNKNOWN:
            message = said("What this service costs is not known, so the monthly budget cannot be watched.")
            return Problem("budget_unknown", message, said("See the service's own account of the costs."))

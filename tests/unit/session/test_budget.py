import pytest

from transcriber.realtime.costs import RecordingUsage
from transcriber.session.budget import Budget, BudgetFact, problem_of
from transcriber.settings.safeguards import Safeguards

TEN_DOLLARS = Safeguards(monthly_budget_dollars=10.0, budget_warning_percent=80)


def used(dollars: float) -> RecordingUsage:
    return RecordingUsage(dollars=dollars, reported_items=1)


def test_a_budget_is_told_to_be_near_once_and_spent_once() -> None:
    budget = Budget(spent_before_dollars=7.0)

    facts = [budget.judge(used(dollars), TEN_DOLLARS) for dollars in (0.5, 1.0, 2.0, 3.0, 4.0)]

    assert facts == [None, BudgetFact.NEAR, None, BudgetFact.SPENT, None]


def test_a_month_that_is_spent_before_the_recording_begins_is_told_at_once() -> None:
    assert Budget(10.0).judge(RecordingUsage(), TEN_DOLLARS) is BudgetFact.SPENT


def test_without_a_budget_nothing_is_told() -> None:
    assert Budget(1000.0).judge(used(1000.0), Safeguards()) is None


def test_a_raised_budget_is_watched_anew() -> None:
    budget = Budget()
    assert budget.judge(used(9.0), TEN_DOLLARS) is BudgetFact.NEAR
    assert budget.judge(used(9.0), Safeguards(monthly_budget_dollars=100.0)) is None
    assert budget.judge(used(90.0), Safeguards(monthly_budget_dollars=100.0)) is BudgetFact.NEAR


@pytest.mark.parametrize(
    "usage",
    [RecordingUsage(reported_items=1, is_price_known=False), RecordingUsage(unreported_items=1)],
    ids=["no price", "no usage"],
)
def test_a_cost_that_nobody_knows_is_said_to_be_unknown_once(usage: RecordingUsage) -> None:
    budget = Budget()
    assert budget.judge(usage, TEN_DOLLARS) is BudgetFact.UNKNOWN
    assert budget.judge(usage, TEN_DOLLARS) is None


def test_what_is_told_says_how_much_and_what_follows() -> None:
    near = problem_of(BudgetFact.NEAR, 8.0, TEN_DOLLARS)
    assert near.code == "budget_near"
    assert "8.00 of 10.00 dollars" in near.message
    assert "this computer" in near.remedy
    stopping = Safeguards(monthly_budget_dollars=10.0, at_budget="stop")
    assert "stops" in problem_of(BudgetFact.NEAR, 8.0, stopping).remedy
    assert problem_of(BudgetFact.SPENT, 10.0, TEN_DOLLARS).code == "budget_spent"
    assert problem_of(BudgetFact.UNKNOWN, 0.0, TEN_DOLLARS).code == "budget_unknown"

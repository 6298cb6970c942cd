from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.store.stage import no_audio
from transcriber.cli.month_line import Bill, month_line, spent_this_month
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.notices import UsageChanged
from transcriber.settings.safeguards import Safeguards
from transcriber.store.spending import MonthSpending
from transcriber.store.store import Store, store_path


@pytest.mark.parametrize(
    ("dollars", "budget_dollars", "line"),
    [
        (1.234, None, "This month so far: $1.23."),
        (1.234, 5.0, "This month so far: $1.23 of $5.00."),
        (4.1, 5.0, "This month so far: $4.10 of $5.00, 82 % of the budget."),
        (5.2, 5.0, "This month so far: $5.20 of $5.00, the whole budget."),
    ],
)
def test_the_month_is_told_and_a_budget_that_is_near(dollars: float, budget_dollars: float | None, line: str) -> None:
    safeguards = Safeguards(monthly_budget_dollars=budget_dollars)
    assert month_line(MonthSpending("2026-11", dollars), safeguards) == line


def test_what_has_no_price_is_not_hidden() -> None:
    line = month_line(MonthSpending("2026-11", 1.0, is_price_known=False), Safeguards())
    assert line == "This month so far: $1.00, and what has no known price."


def test_the_history_knows_what_was_spent_and_nobody_where_there_is_none(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    assert spent_this_month(tmp_path / "nowhere") is None
    store = Store(tmp_path, now)
    public_id = store.recordings.create(now).public_id
    store.recordings.save_usage(public_id, RecordingUsage(seconds=60, dollars=0.25, reported_items=1), now)
    store.close(now, no_audio)
    spent = spent_this_month(tmp_path)
    assert spent is not None
    assert spent.dollars == 0.25
    store_path(tmp_path).write_bytes(b"no database")
    assert spent_this_month(tmp_path) is None


def test_only_a_recording_that_cost_something_tells_the_month(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    store = Store(tmp_path, now)
    public_id = store.recordings.create(now).public_id
    paid = RecordingUsage(seconds=60, dollars=0.25, reported_items=1)
    store.recordings.save_usage(public_id, paid, now)
    store.close(now, no_audio)
    bill = Bill(Safeguards())
    assert bill.line(tmp_path) is None
    bill.show(UsageChanged(RecordingUsage(seconds=60, reported_items=1, is_free=True)))
    assert bill.line(tmp_path) is None
    bill.show(UsageChanged(paid))
    assert bill.line(tmp_path) == "This month so far: $0.25."

"""What was spent stays spent."""

from datetime import UTC, date, datetime, timedelta, timezone

from tests.unit.store.stage import NOW, no_audio
from transcriber.realtime.costs import RecordingUsage
from transcriber.realtime.models import Price
from transcriber.store.spending import MonthSpending, month_of, usage_as_text, usage_from_text
from transcriber.store.store import Store

DECEMBER = datetime(2026, 12, 1, tzinfo=UTC)


def test_a_month_is_the_sum_of_what_came_to_each_recording_in_it(store: Store) -> None:
    one, other = store.recordings.create(NOW), store.recordings.create(NOW)
    store.recordings.save_usage(one.public_id, RecordingUsage(seconds=60, dollars=0.5, input_tokens=3), NOW)
    store.recordings.save_usage(one.public_id, RecordingUsage(seconds=90, dollars=0.75, input_tokens=3), NOW)
    store.recordings.save_usage(other.public_id, RecordingUsage(seconds=30, dollars=0.25), NOW)
    store.recordings.save_usage(one.public_id, RecordingUsage(seconds=100, dollars=1.0, input_tokens=3), DECEMBER)
    assert store.spending.by_month() == (
        MonthSpending("2026-12", 0.25, True, 10.0, 0, 0),
        MonthSpending("2026-11", 1.0, True, 120.0, 3, 0),
    )
    assert store.recordings.get(one.public_id).usage.dollars == 1.0


def test_one_unknown_price_makes_the_month_unknown(store: Store) -> None:
    recording = store.recordings.create(NOW)
    store.recordings.save_usage(recording.public_id, RecordingUsage(seconds=9, is_price_known=False), NOW)
    assert not store.spending.in_month("2026-11").is_price_known
    assert store.spending.in_month("2026-10") == MonthSpending("2026-10")


def test_the_money_of_a_deleted_recording_is_spent_all_the_same(store: Store) -> None:
    for _ in range(2):
        recording = store.recordings.create(NOW)
        store.recordings.save_usage(recording.public_id, RecordingUsage(dollars=2.0), NOW)
        store.deletion.delete(recording.public_id, NOW)
    store.deletion.purge(NOW + timedelta(seconds=11), no_audio)
    assert store.spending.in_month("2026-11").dollars == 4.0


def test_a_month_begins_when_it_does_in_utc() -> None:
    assert month_of(datetime(2026, 12, 1, 1, tzinfo=timezone(timedelta(hours=9)))) == "2026-11"


def test_a_usage_comes_back_with_its_price() -> None:
    usage = RecordingUsage(seconds=1.5, price=Price(dollars_per_minute=0.017, source="s", as_of=date(2026, 11, 21)))
    assert usage_from_text(usage_as_text(usage)) == usage
    assert usage_from_text("{}") == RecordingUsage()

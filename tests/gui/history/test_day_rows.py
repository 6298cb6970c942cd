"""Rows come and go with their day's heading: whatever the order, the list is as if it had been read anew."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.gui.history.day_rows import Row, insertion, position_of, rows_after, span
from transcriber.store.values import StoredRecording

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HOURS = st.lists(st.integers(0, 200), unique=True, max_size=25)


def recording(hours_ago: int) -> StoredRecording:
    return StoredRecording(public_id=f"id{hours_ago}", started_utc=START - timedelta(hours=hours_ago))


def newest_first(hours: list[int]) -> list[StoredRecording]:
    return [recording(each) for each in sorted(hours)]


def test_a_day_has_one_heading_over_its_recordings() -> None:
    rows = rows_after((), newest_first([0, 1, 48]))
    assert [type(row) for row in rows] == [date, StoredRecording, StoredRecording, date, StoredRecording]


@settings(max_examples=60)
@given(HOURS, st.integers(0, 25))
def test_pages_make_the_same_rows_as_one_reading(hours: list[int], cut: int) -> None:
    whole = newest_first(hours)
    rows: list[Row] = rows_after((), whole[:cut])
    rows += rows_after(rows, whole[cut:])
    assert rows == rows_after((), whole)


@settings(max_examples=60)
@given(HOURS)
def test_each_new_one_finds_its_place(hours: list[int]) -> None:
    rows: list[Row] = []
    for each in hours:
        place = insertion(rows, recording(each))
        rows[place.position : place.position] = place.rows
    assert rows == rows_after((), newest_first(hours))


@settings(max_examples=60)
@given(HOURS.filter(bool), st.data())
def test_one_that_goes_takes_an_empty_days_heading_along(hours: list[int], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(hours))
    rows = rows_after((), newest_first(hours))
    position = position_of(rows, f"id{gone}")
    assert position is not None
    first, last = span(rows, position)
    del rows[first : last + 1]
    assert rows == rows_after((), newest_first([each for each in hours if each != gone]))


def test_what_is_not_there_has_no_place() -> None:
    assert position_of(rows_after((), newest_first([1])), "other") is None

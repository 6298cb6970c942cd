import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.export.clock import clock, read_clock, short_clock


def test_the_clock_goes_past_an_hour_and_past_a_day() -> None:
    assert clock(3_723_004, ",") == "01:02:03,004"
    assert short_clock(90_000_999) == "25:00:00"


@given(st.integers(0, 100 * 3_600_000))
def test_what_is_written_can_be_read(time_ms: int) -> None:
    assert read_clock(clock(time_ms, ".")) == time_ms


@pytest.mark.parametrize(
    ("text", "time_ms"), [("0", 0), ("90", 90_000), (" 1:30 ", 90_000), ("75:00.5", 4_500_500), ("1:02:30", 3_750_000)]
)
def test_hours_and_minutes_may_be_left_out(text: str, time_ms: int) -> None:
    assert read_clock(text) == time_ms


@pytest.mark.parametrize("text", ["", "x", "-1", "1:60", "1:60:00", "1:2:3:4", "1,5", "١:٣٠"])
def test_anything_else_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        read_clock(text)

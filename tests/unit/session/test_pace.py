import pytest

from transcriber.session.pace import Pace


def test_a_backlog_goes_out_at_the_given_multiple_of_real_time() -> None:
    pace, now_s, sent_s = Pace(3.0), 0.0, 0.0
    while sent_s < 30.0:
        now_s += pace.delay_s(4800, now_s)
        sent_s += 0.2

    assert now_s == pytest.approx(10.0, abs=0.2)


def test_time_that_was_not_used_is_not_saved_up() -> None:
    pace = Pace(3.0)
    pace.delay_s(24_000, 0.0)

    assert pace.delay_s(24_000, 100.0) == 0.0
    assert pace.delay_s(24_000, 100.0) == pytest.approx(1 / 3)


def test_without_a_speed_nothing_waits() -> None:
    pace = Pace(None)

    assert [pace.delay_s(240_000, 0.0) for _ in range(3)] == [0.0, 0.0, 0.0]

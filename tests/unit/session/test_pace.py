import pytest

from transcriber.session.pace import Pace


def took_s(pace: Pace, sound_s: float, begin_s: float = 0.0) -> float:
    """How long a backlog takes to go out."""
    now_s, sent_s = begin_s, 0.0
    while sent_s < sound_s:
        now_s += pace.delay_s(4800, now_s)
        sent_s += 0.2
    return now_s - begin_s


def test_a_backlog_goes_out_at_the_given_multiple_of_real_time() -> None:
    assert took_s(Pace(3.0), 30.0) == pytest.approx(10.0, abs=0.2)


def test_time_that_was_not_used_is_not_saved_up() -> None:
    pace = Pace(3.0)
    pace.delay_s(24_000, 0.0)

    assert pace.delay_s(24_000, 100.0) == 0.0
    assert pace.delay_s(24_000, 100.0) == pytest.approx(1 / 3)


def test_without_a_speed_nothing_waits() -> None:
    pace = Pace(None)
    pace.failed(0.0)

    assert [pace.delay_s(240_000, 0.0) for _ in range(3)] == [0.0, 0.0, 0.0]


def test_after_an_error_in_a_backlog_the_rest_of_it_goes_out_at_little_more_than_real_time() -> None:
    pace = Pace(3.0)
    half_s = took_s(pace, 30.0)

    pace.failed(half_s + 1.0)

    assert took_s(pace, 30.0, half_s + 1.0) == pytest.approx(25.0, abs=0.3)


def test_the_next_backlog_has_its_full_speed_again() -> None:
    pace = Pace(3.0)
    took_s(pace, 3.0)
    pace.failed(2.0)

    pace.caught_up()

    assert took_s(pace, 30.0, 100.0) == pytest.approx(10.0, abs=0.2)


def test_an_error_long_after_a_backlog_was_not_of_its_speed() -> None:
    pace = Pace(3.0)
    pace.failed(0.0)
    end_s = took_s(pace, 30.0)

    pace.failed(end_s + 20.0)

    assert took_s(pace, 30.0, end_s + 20.0) == pytest.approx(10.0, abs=0.2)


def test_what_is_slower_already_stays_as_it_is() -> None:
    pace = Pace(1.0)
    took_s(pace, 3.0)

    pace.failed(3.0)

    assert took_s(pace, 30.0, 3.0) == pytest.approx(30.0, abs=0.3)

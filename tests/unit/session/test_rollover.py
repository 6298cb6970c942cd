import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.session.rollover import retry_delay_s, window_of


def test_an_hour_is_rolled_over_in_its_last_ten_minutes_and_five_before_its_end_at_the_latest() -> None:
    window = window_of(expires_at_s=1_003_600, server_now_s=1_000_000, now_s=50.0)

    assert window is not None
    assert (window.opens_s, window.latest_s, window.ends_s) == (3050.0, 3350.0, 3650.0)
    assert not window.is_due(3049.0, is_quiet=True)
    assert window.is_due(3050.0, is_quiet=True)
    assert not window.is_due(3349.0, is_quiet=False)
    assert window.is_due(3350.0, is_quiet=False)


def test_twenty_seconds_are_rolled_over_two_seconds_before_their_end() -> None:
    window = window_of(20, 0, 0.0)

    assert window is not None
    assert (round(window.opens_s, 1), window.latest_s) == (16.7, 18.0)


def test_a_lull_between_two_words_will_do_shortly_before_a_roll_over_that_has_to_come() -> None:
    hour, short = window_of(3600, 0, 0.0), window_of(20, 0, 0.0)

    assert hour is not None
    assert short is not None
    assert (hour.takes_lull(3294.0), hour.takes_lull(3295.0)) == (False, True)
    assert (short.takes_lull(16.6), short.takes_lull(16.7)) == (False, True)


def test_only_the_services_own_clock_says_how_long_it_lives() -> None:
    """Both clocks of the computer may be days off."""
    assert window_of(1_000_060, 1_000_000, 7.0) == window_of(60, 0, 7.0)


@pytest.mark.parametrize("expires_at_s", [None, 0, 999_999, 1_000_002])
def test_an_end_that_makes_no_sense_is_no_end(expires_at_s: int | None) -> None:
    assert window_of(expires_at_s, 1_000_000, 7.0) is None


@given(st.floats(3.0, 1e6), st.floats(0.0, 1e6))
def test_every_life_leaves_time_for_a_silence_and_for_a_new_session(life_s: float, now_s: float) -> None:
    window = window_of(life_s, 0.0, now_s)

    assert window is not None
    assert now_s < window.opens_s < window.latest_s < window.ends_s


def test_a_new_session_that_does_not_come_about_is_tried_six_times_a_minute_at_most() -> None:
    at_s, tries_s = 0.0, [0.0]
    for failures in range(1, 20):
        at_s += retry_delay_s(failures)
        tries_s.append(at_s)

    assert all(sum(start_s <= at_s < start_s + 60 for at_s in tries_s) <= 6 for start_s in tries_s)

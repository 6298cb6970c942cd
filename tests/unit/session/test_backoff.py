import random

from hypothesis import given
from hypothesis import strategies as st

from transcriber.session.backoff import Backoff


def highest(low: float, high: float) -> float:
    return high


def test_the_first_attempt_is_at_once_the_second_soon_and_the_others_are_spread_over_the_minute() -> None:
    backoff = Backoff(highest)

    assert [backoff.delay_s(now_s) for now_s in (0.0, 1.0, 2.0, 14.0, 70.0)] == [0.0, 0.5, 11.5, 11.5, 4.0]


def test_a_service_that_is_not_reached_is_tried_every_few_seconds() -> None:
    backoff, delays_s = Backoff(highest), []
    for now_s in range(9):
        delays_s.append(backoff.delay_s(float(now_s)))
        backoff.unreached()

    assert delays_s == [0.0, 0.5, 1.0, 2.0, 4.0, 5.0, 5.0, 5.0, 5.0]


def test_a_connection_that_lasted_makes_the_next_attempt_immediate() -> None:
    backoff = Backoff(highest)
    for now_s in (0.0, 1.0, 2.0):
        backoff.delay_s(now_s)
    backoff.connected(3.0)

    assert backoff.delay_s(40.0) == 0.0


def test_a_service_that_accepts_and_closes_at_once_does_not_reset_the_delay() -> None:
    backoff = Backoff(highest)
    backoff.delay_s(0.0)
    backoff.connected(0.1)

    assert backoff.delay_s(0.2) == 0.5


def test_a_service_that_names_a_time_is_left_alone_so_long() -> None:
    backoff = Backoff(highest)
    backoff.delay_s(0.0)

    assert backoff.delay_s(1.0, retry_after_s=7.0) == 7.0


@given(st.integers(0, 10_000), st.lists(st.floats(0.0, 3.0), min_size=20, max_size=60))
def test_there_are_never_more_than_six_attempts_in_a_minute(seed: int, durations_s: list[float]) -> None:
    backoff = Backoff(random.Random(seed).uniform)
    now_s, attempts_s = 0.0, []
    for duration_s in durations_s:
        now_s += backoff.delay_s(now_s)
        attempts_s.append(now_s)
        now_s += duration_s

    for first_s, seventh_s in zip(attempts_s, attempts_s[6:], strict=False):
        assert seventh_s - first_s >= 60.0 - 1e-6

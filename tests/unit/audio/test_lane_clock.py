from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.lane_clock import LaneClock, Lateness

BLOCK_MS = 20.0


def heard(lateness: Lateness, offset_ms: float, delays_ms: list[float], seconds: int = 6) -> None:
    """Blocks of an input that began `offset_ms` after the clock's zero, each as late as it is said in turn."""
    for block in range(seconds * 50):
        end_ms = (block + 1) * BLOCK_MS
        lateness.note(offset_ms + end_ms + delays_ms[block % len(delays_ms)], end_ms)


@given(
    st.floats(0, 5_000),
    st.lists(st.floats(0, 300), min_size=0, max_size=20),
    st.lists(st.floats(0, 300), min_size=0, max_size=20),
)
def test_however_late_blocks_come_it_is_known_which_input_began_later(
    offset_ms: float, delays_ms: list[float], other_delays_ms: list[float]
) -> None:
    clock = LaneClock()
    heard(clock.lanes[0], 0.0, [*delays_ms, 0.0])
    heard(clock.lanes[1], offset_ms, [*other_delays_ms, 0.0])
    behind_ms = clock.behind_ms(1)
    if offset_ms > 3_900:
        # The newest blocks of the two are too far apart to say.
        return
    assert behind_ms is not None
    assert abs(behind_ms - offset_ms) < 1e-6


def test_nothing_is_said_before_both_were_heard_for_some_seconds() -> None:
    clock = LaneClock()
    heard(clock.lanes[0], 0.0, [0.0])
    heard(clock.lanes[1], 50.0, [0.0], seconds=2)
    assert clock.behind_ms(1) is None
    assert clock.behind_ms(1, only_settled=False) == 50.0


def test_an_input_that_stands_still_is_not_taken_for_one_that_drifts() -> None:
    clock = LaneClock()
    heard(clock.lanes[0], 0.0, [0.0], seconds=60)
    heard(clock.lanes[1], 0.0, [0.0])
    assert clock.behind_ms(1) is None


def test_what_was_put_right_and_what_a_pause_made_worthless_is_not_measured_again() -> None:
    clock = LaneClock()
    heard(clock.lanes[0], 0.0, [0.0])
    heard(clock.lanes[1], 40.0, [0.0])
    clock.lanes[1].moved(30.0)
    assert clock.behind_ms(1) == 10.0
    clock.forget()
    assert clock.behind_ms(1, only_settled=False) is None

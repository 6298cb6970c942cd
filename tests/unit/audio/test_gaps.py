import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.audio.gaps import GapDetector

RATE_HZ = 48_000
BLOCK_FRAMES = 960


def found_ms(arrivals_s: list[float]) -> list[float]:
    detector = GapDetector(RATE_HZ)
    return [gap_ms for now_s in arrivals_s if (gap_ms := detector.arrived(now_s, BLOCK_FRAMES))]


def steady(seconds: float, start_s: float = 100.0, clock: float = 1.0) -> list[float]:
    return [start_s + 0.02 * number * clock for number in range(int(seconds * 50))]


def test_a_steady_device_has_no_gaps() -> None:
    assert found_ms(steady(60)) == []


@pytest.mark.parametrize("clock", [0.9995, 0.9999, 1.0001, 1.0005])
def test_a_clock_that_runs_a_little_fast_or_slow_is_no_gap(clock: float) -> None:
    assert found_ms(steady(1800, clock=clock)) == []


@pytest.mark.parametrize("lost_ms", [60, 300, 700, 5000])
def test_lost_audio_is_found_within_two_seconds_and_measured(lost_ms: int) -> None:
    detector = GapDetector(RATE_HZ)
    before = steady(5)
    after = steady(5, start_s=105.0 + lost_ms / 1000)
    assert [detector.arrived(now_s, BLOCK_FRAMES) for now_s in before] == [0.0] * len(before)
    found = [(now_s, gap_ms) for now_s in after if (gap_ms := detector.arrived(now_s, BLOCK_FRAMES))]
    assert len(found) == 1
    assert found[0][0] - after[0] <= 2.0
    assert found[0][1] == pytest.approx(lost_ms, abs=1)


@pytest.mark.parametrize("stall_s", [0.3, 0.9, 0.99, 1.0, 1.05, 3.0, 10.0])
def test_audio_that_only_waited_in_a_buffer_is_no_gap(stall_s: float) -> None:
    arrivals_s = [max(now_s, 105.0 + stall_s) if now_s > 105 else now_s for now_s in steady(20)]
    assert found_ms(arrivals_s) == []


def test_the_first_block_may_come_at_any_time() -> None:
    assert found_ms([99.4, *steady(5)[1:]]) in ([], [pytest.approx(600, abs=30)])
    assert found_ms([100.5, *[now_s + 0.5 for now_s in steady(10)]]) == []


def test_two_gaps_are_two() -> None:
    arrivals_s = steady(5) + steady(5, start_s=105.2) + steady(5, start_s=110.5)
    assert found_ms(arrivals_s) == [pytest.approx(200, abs=1), pytest.approx(300, abs=1)]


def test_a_loss_too_small_to_see_at_once_is_seen_when_it_adds_up() -> None:
    """30 ms a second would be half a minute lost in a quarter of an hour."""
    arrivals_s = [now_s + 0.03 * ((now_s - 100) // 1.0) for now_s in steady(30)]
    assert sum(found_ms(arrivals_s)) > 600


@settings(max_examples=25)
@given(late_ms=st.lists(st.integers(0, 35), min_size=500, max_size=500))
def test_a_busy_machine_is_no_gap(late_ms: list[int]) -> None:
    assert found_ms([now_s + late / 1000 for now_s, late in zip(steady(10), late_ms, strict=True)]) == []

import importlib
import time
from collections.abc import Iterator
from types import ModuleType

import pytest

from transcriber.audio import awake_clock


class Clocks:
    """Linux's clocks as a test sets them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.awake_s, self.asleep_s, self.wall_s = 100.0, 0.0, 1e9
        monkeypatch.setattr(time, "monotonic", lambda: self.awake_s)
        monkeypatch.setattr(time, "time", lambda: self.wall_s)
        monkeypatch.setattr(time, "clock_gettime", lambda clock: self.awake_s + self.asleep_s)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Clocks, ModuleType]]:
    clocks = Clocks(monkeypatch)
    yield clocks, importlib.reload(awake_clock)
    monkeypatch.undo()
    importlib.reload(awake_clock)


def test_a_suspend_is_counted_as_sleep_and_not_as_being_awake(clock: tuple[Clocks, ModuleType]) -> None:
    clocks, module = clock
    before_s = module.asleep_s()

    clocks.awake_s += 5
    clocks.asleep_s += 600

    assert module.asleep_s() - before_s == pytest.approx(600)
    assert module.awake_s() == 105


@pytest.mark.parametrize("jump_s", [3600, -3600, 0.5])
def test_a_wall_clock_that_jumps_is_no_sleep(clock: tuple[Clocks, ModuleType], jump_s: float) -> None:
    clocks, module = clock
    before_s = module.asleep_s()

    clocks.wall_s += jump_s

    assert module.asleep_s() == before_s


def test_a_thread_that_is_held_up_between_the_two_clocks_takes_that_for_no_sleep(
    clock: tuple[Clocks, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks, module = clock
    before_s = module.asleep_s()
    delays_s = [0.5, 30.0]

    def whole_s(_clock: int) -> float:
        read_s = clocks.awake_s + clocks.asleep_s
        clocks.awake_s += delays_s.pop() if delays_s else 0.0
        return read_s

    monkeypatch.setattr(time, "clock_gettime", whole_s)
    clocks.asleep_s += 600

    assert module.asleep_s() - before_s == pytest.approx(600)
    assert clocks.awake_s == pytest.approx(130.5), "it was held up twice"


def test_a_computer_that_runs_is_awake() -> None:
    before_s, awake_s = awake_clock.asleep_s(), awake_clock.awake_s()
    time.sleep(0.05)
    assert awake_clock.asleep_s() - before_s == pytest.approx(0, abs=0.01)
    assert awake_clock.awake_s() - awake_s >= 0.05

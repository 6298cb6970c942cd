"""How long this computer has been awake, and how long asleep: clocks that nobody can set, so that one that jumps (NTP,
daylight saving, a person) is no sleep.

Linux: CLOCK_MONOTONIC stands still during a suspend, CLOCK_BOOTTIME does not (clock_gettime(2)). macOS: the same of
CLOCK_UPTIME_RAW and CLOCK_MONOTONIC (clock_gettime(3)). Windows: unbiased against plain interrupt time.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from typing import Any

_MOST_READINGS = 10
_AT_ONCE_S = 0.001
"""A thread that is held up between the two clocks would take its own delay for sleep: it reads both once more."""


def awake_s() -> float:
    """Monotonic seconds, without those in which the computer slept. Any thread."""
    return _AWAKE_S()


def asleep_s() -> float:
    """How long the computer has slept, on a scale of its own; grows by sleeping only. Any thread."""
    for _ in range(_MOST_READINGS):
        before_s, whole_s = _AWAKE_S(), _WHOLE_S()
        if _AWAKE_S() - before_s <= _AT_ONCE_S:
            break
    return whole_s - before_s


def _clocks() -> tuple[Callable[[], float], Callable[[], float]]:
    """Seconds without sleep, and with it."""
    if sys.platform == "win32":
        kernel: Any = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
        return _interrupt_time(kernel.QueryUnbiasedInterruptTime), _interrupt_time(kernel.QueryInterruptTime)
    if sys.platform == "darwin":
        return (
            lambda: time.clock_gettime(time.CLOCK_UPTIME_RAW),
            lambda: time.clock_gettime(time.CLOCK_MONOTONIC),
        )
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.monotonic, lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic, time.monotonic


def _interrupt_time(query: Callable[[Any], object]) -> Callable[[], float]:
    def now_s() -> float:
        hundred_ns = ctypes.c_ulonglong()
        query(ctypes.byref(hundred_ns))
        return hundred_ns.value / 1e7

    return now_s


_AWAKE_S, _WHOLE_S = _clocks()

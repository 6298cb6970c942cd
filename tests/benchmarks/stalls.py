"""How long the window did not answer: a heartbeat on the main thread, and how much of a pause was its own work."""

import statistics
import time
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

_BEAT_MS = 2
_PATIENCE_S = 120.0


class Stalls(QObject):
    """Beats every 2 ms on the main thread; a stall is the time between two beats, less that."""

    def __init__(self) -> None:
        super().__init__()
        self._beats: list[tuple[float, float, float]] = []
        self._timer = QTimer(self, interval=_BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def begin(self) -> None:
        """From now on."""
        self._beats = []
        self._beat()
        self._timer.start()

    def end(self) -> dict[str, float]:
        """The longest stall, how many were over 50 ms, the most that the program and its main thread computed in one.

        What is beyond that is the machine's: others had its cores, also while nothing happened in the window.
        """
        self._beat()
        self._timer.stop()
        pauses = [
            tuple(end - start for start, end in zip(before, after, strict=True))
            for before, after in pairwise(self._beats)
        ]
        stalls_ms = [pause_s * 1000 - _BEAT_MS for pause_s, *_ in pauses]
        return {
            "longest stall, ms": round(max(0.0, *stalls_ms), 1),
            "stalls over 50 ms": sum(stall_ms > 50 for stall_ms in stalls_ms),
            "most computed within one, ms": round(max(min(pause[:2]) for pause in pauses) * 1000, 1),
            "of it at most by the main thread, ms": round(max(main_s for *_, main_s in pauses) * 1000, 1),
        }

    def _beat(self) -> None:
        self._beats.append((time.perf_counter(), time.process_time(), time.thread_time()))


def wait_until(is_so: Callable[[], bool]) -> float:
    """Let the window work until then; returns after how many ms it was so.

    Raises:
        TimeoutError: It never was.
    """
    began_s = time.perf_counter()
    loop, looks = QEventLoop(), QTimer(interval=1)
    looks.timeout.connect(lambda: loop.quit() if is_so() or time.perf_counter() - began_s > _PATIENCE_S else None)
    looks.start()
    loop.exec()
    if time.perf_counter() - began_s > _PATIENCE_S:
        raise TimeoutError
    return (time.perf_counter() - began_s) * 1000


def pass_ms(duration_ms: float) -> None:
    """Let the window work for so long."""
    ends_s = time.perf_counter() + duration_ms / 1000
    wait_until(lambda: time.perf_counter() >= ends_s)


def in_words(durations_ms: list[float]) -> dict[str, float]:
    """Median and most."""
    return {"median, ms": round(statistics.median(durations_ms), 1), "most, ms": round(max(durations_ms), 1)}

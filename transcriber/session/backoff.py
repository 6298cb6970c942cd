"""When to try a lost connection again. Pure: time and chance come in as arguments."""

from collections import deque
from collections.abc import Callable

_LONGEST_DELAY_S = 5.0
_FIRST_DELAY_S = 0.5
_HEALTHY_S = 30.0
_MOST_PER_MINUTE = 6
_QUICK_ATTEMPTS = 2
_SPACING_S = 60.0 / (_MOST_PER_MINUTE - _QUICK_ATTEMPTS + 1)
"""Spent all at once, six attempts would leave a link unused that comes back in the rest of the minute."""


class Backoff:
    """Exponential delays with full jitter, at most six connects a minute, spread over it. Session thread."""

    def __init__(self, uniform: Callable[[float, float], float]) -> None:
        """`uniform(low, high)` draws the jitter."""
        self._uniform = uniform
        self._failures = 0
        self._attempts_s: deque[float] = deque()
        self._connected_s: float | None = None

    def delay_s(self, now_s: float, retry_after_s: float | None = None) -> float:
        """Seconds to wait before the next attempt, which is counted; the first is at once."""
        if self._connected_s is not None and now_s - self._connected_s >= _HEALTHY_S:
            self._failures = 0
        self._connected_s = None
        delay_s = self._jitter_s() if retry_after_s is None else retry_after_s
        self._failures += 1
        delay_s = max(delay_s, self._room_s(now_s, is_spread=retry_after_s is None))
        self._attempts_s.append(now_s + delay_s)
        return delay_s

    def connected(self, now_s: float) -> None:
        """The attempt led to a session; it counts as healthy once it has lasted."""
        self._connected_s = now_s

    def unreached(self) -> None:
        """The last attempt did not come as far as the service: it cost it nothing, and does not count as a connect."""
        self._attempts_s.pop()

    def _jitter_s(self) -> float:
        if self._failures == 0:
            return 0.0
        return self._uniform(0.0, min(_LONGEST_DELAY_S, _FIRST_DELAY_S * 2 ** (self._failures - 1)))

    def _room_s(self, now_s: float, *, is_spread: bool) -> float:
        while self._attempts_s and now_s - self._attempts_s[0] >= 60.0:
            self._attempts_s.popleft()
        waits_s = [0.0]
        if is_spread and len(self._attempts_s) >= _QUICK_ATTEMPTS:
            waits_s.append(_SPACING_S - (now_s - self._attempts_s[-1]))
        if len(self._attempts_s) >= _MOST_PER_MINUTE:
            waits_s.append(60.0 - (now_s - self._attempts_s[-_MOST_PER_MINUTE]))
        return max(waits_s)

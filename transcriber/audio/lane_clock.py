"""Two inputs on one clock: how far each is on the recording's clock, measured by when its blocks came. Pure.

A block may come late, never early: of some seconds the least late one tells where its input really is. Two devices
have crystals of their own, so what was aligned at the start drifts apart by some ten milliseconds an hour.
"""

from collections import deque

_BUCKET_MS = 1_000.0
_BUCKETS = 4
"""So many seconds are looked at."""


class Lateness:
    """One input's: by how much its newest sample is older than the time. Session thread."""

    def __init__(self) -> None:
        """Nothing is known."""
        self._buckets: deque[tuple[float, float]] = deque()
        """When a second began, and the least lateness in it."""
        self.latest_ms = float("-inf")
        """When the newest block came."""

    @property
    def is_settled(self) -> bool:
        """Whether enough was seen to tell lateness from being held up once."""
        return len(self._buckets) >= _BUCKETS

    @property
    def least_ms(self) -> float | None:
        """Where the input's clock begins on the scale of the times that were told; None where nothing is known."""
        return min((least_ms for _, least_ms in self._buckets), default=None)

    def note(self, at_ms: float, position_ms: float) -> None:
        """At `at_ms` a block came that ends at `position_ms` of the input's clock."""
        self.latest_ms = at_ms
        lateness_ms = at_ms - position_ms
        if self._buckets and at_ms - self._buckets[-1][0] < _BUCKET_MS:
            begun_ms, least_ms = self._buckets[-1]
            self._buckets[-1] = (begun_ms, min(least_ms, lateness_ms))
            return
        self._buckets.append((at_ms, lateness_ms))
        if len(self._buckets) > _BUCKETS:
            self._buckets.popleft()

    def moved(self, by_ms: float) -> None:
        """The input's clock was put forward by so much."""
        self._buckets = deque((begun_ms, least_ms - by_ms) for begun_ms, least_ms in self._buckets)

    def forget(self) -> None:
        """What was seen tells nothing about what comes: there was a pause, or a gap."""
        self._buckets.clear()


class LaneClock:
    """The clocks of both inputs. Session thread; times are milliseconds of any clock that never jumps."""

    def __init__(self) -> None:
        """Neither has begun."""
        self.lanes = (Lateness(), Lateness())

    def behind_ms(self, lane: int, *, only_settled: bool = True) -> float | None:
        """How far this lane's clock is behind the other one's; None where that is not known (yet)."""
        own, other = self.lanes[lane], self.lanes[1 - lane]
        if only_settled and not (own.is_settled and other.is_settled):
            return None
        if abs(own.latest_ms - other.latest_ms) > _BUCKETS * _BUCKET_MS:
            # One of them stands still: its gap is told at its end.
            return None
        if own.least_ms is None or other.least_ms is None:
            return None
        return own.least_ms - other.least_ms

    def forget(self) -> None:
        """After a pause both begin to be measured anew."""
        for lane in self.lanes:
            lane.forget()

"""How fast audio may go out. Pure: time comes in as an argument."""

import math

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ

_SPEED_AFTER_ERROR = 1.2
"""Some services take no more than twice real time, and say so only with an error."""
_BLAMED_FOR_S = 10.0
"""An error that comes later after a backlog was not of its speed."""


class Pace:
    """Lets a backlog out at `speed` times real time, and live audio as it comes.

    Session thread; outlives the connections of one service.
    """

    def __init__(self, speed: float | None) -> None:
        """`speed` None sends a backlog as fast as the service takes it."""
        self._wanted_speed = self._speed = speed
        self._free_at_s = -math.inf

    def delay_s(self, samples: int, now_s: float) -> float:
        """Seconds to wait before the next `samples` may be sent; counts them as sent."""
        if self._speed is None:
            return 0.0
        start_s = max(self._free_at_s, now_s)
        self._free_at_s = start_s + samples / (SPOOL_SAMPLE_RATE_HZ * self._speed)
        return start_s - now_s

    def failed(self, now_s: float) -> None:
        """The service reported an error: a backlog that is going out goes on at little more than real time."""
        if self._speed is not None and now_s - self._free_at_s <= _BLAMED_FOR_S:
            self._speed = min(self._speed, _SPEED_AFTER_ERROR)

    def caught_up(self) -> None:
        """Nothing waits any more: the next backlog begins at full speed."""
        self._speed = self._wanted_speed

"""How fast audio may go out. Pure: time comes in as an argument."""

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ


class Pace:
    """Lets a backlog out at `speed` times real time, and live audio as it comes. Session thread."""

    def __init__(self, speed: float | None) -> None:
        """`speed` None sends a backlog as fast as the service takes it."""
        self._speed = speed
        self._free_at_s = 0.0

    def delay_s(self, samples: int, now_s: float) -> float:
        """Seconds to wait before the next `samples` may be sent; counts them as sent."""
        if self._speed is None:
            return 0.0
        start_s = max(self._free_at_s, now_s)
        self._free_at_s = start_s + samples / (SPOOL_SAMPLE_RATE_HZ * self._speed)
        return start_s - now_s

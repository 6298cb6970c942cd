"""When a session is exchanged for a new one before its service ends it. Pure: every clock comes in as a number.

A session tells when it ends by its service's clock. How long that is from now is counted once and then on this
computer's monotonic clock, so that neither clock need be right.
"""

from dataclasses import dataclass

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS

SILENCE_SAMPLES = 700 * SPOOL_SAMPLES_PER_MS
"""A pause between two words is shorter."""
_PART_OF_LIFE = 1 / 6
"""The last part of a session's life, in which a silence is waited for."""
_LEAST_REST_S = 300.0
_LEAST_REST_PART = 0.1
_LULL_WAIT_S = 5.0
"""Before a roll-over that has to come: for a place between two words, where no silence came."""
_SHORTEST_LIFE_S = 3.0
_FIRST_RETRY_S = 0.5
_LONGEST_RETRY_S = 30.0


@dataclass(frozen=True, slots=True)
class Window:
    """When a roll-over is due, in seconds of the monotonic clock."""

    opens_s: float
    """From here on, at the first silence."""
    latest_s: float
    """At the latest, also in the middle of a word."""
    ends_s: float
    """The session is over."""

    def is_due(self, now_s: float, *, is_quiet: bool) -> bool:
        """Whether to switch now."""
        return now_s >= self.latest_s or (is_quiet and now_s >= self.opens_s)

    def takes_lull(self, now_s: float) -> bool:
        """Whether the moment between two words is good enough now."""
        return now_s >= max(self.opens_s, self.latest_s - _LULL_WAIT_S)


def window_of(expires_at_s: float | None, server_now_s: float, now_s: float) -> Window | None:
    """The roll-over of a session that has just begun; None where it has no end that makes sense.

    Args:
        expires_at_s: Its end as Unix time by the service's clock.
        server_now_s: The same clock now.
        now_s: The monotonic clock now.
    """
    if expires_at_s is None or (life_s := expires_at_s - server_now_s) < _SHORTEST_LIFE_S:
        return None
    ends_s = now_s + life_s
    return Window(ends_s - life_s * _PART_OF_LIFE, ends_s - min(_LEAST_REST_S, life_s * _LEAST_REST_PART), ends_s)


def retry_delay_s(failures: int) -> float:
    """How long to wait after the new session could not be opened `failures` times: six tries a minute at most."""
    return min(_LONGEST_RETRY_S, _FIRST_RETRY_S * 4.0 ** (failures - 1))

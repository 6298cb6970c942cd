"""Durations and times of a recording's clock as people say and read them. Pure."""

SHORTEST_SPEECH_MS = 500
"""Nothing that can be made out is said in less."""


def in_words(duration_ms: float) -> str:
    """ "45 s", "10 min", "2 h 5 min"; never less than 1 s."""
    seconds = max(1, round(duration_ms / 1000))
    if seconds < 100:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def clock(time_ms: int) -> str:
    """A time of the recording's clock as a person reads it: `0:07`, `12:43`, `1:02:03`."""
    minutes, seconds = divmod(max(time_ms, 0) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

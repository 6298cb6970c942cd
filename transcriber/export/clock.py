"""Times of a recording's clock as they are written and read. Pure."""

import re

_TIME = re.compile(r"(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d{1,3})?)", re.ASCII)


def clock(time_ms: int, decimal_mark: str) -> str:
    """`HH:MM:SS` and milliseconds after `decimal_mark`."""
    seconds, ms = divmod(max(time_ms, 0), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{decimal_mark}{ms:03d}"


def short_clock(time_ms: int) -> str:
    """`HH:MM:SS`."""
    return clock(time_ms, ".")[:-4]


def read_clock(text: str) -> int:
    """Milliseconds of `HH:MM:SS`, `MM:SS` or `SS`, each with up to three decimals.

    Raises:
        ValueError: It is none of these.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text.strip()!r} is not a time like 90, 1:30 or 1:02:30")
    hours, minutes, seconds = match.groups()
    if (hours is not None and int(minutes) > 59) or (minutes is not None and float(seconds) >= 60):
        raise ValueError(f"{text.strip()!r} is not a time: minutes and seconds end at 59")
    return (int(hours or 0) * 60 + int(minutes or 0)) * 60_000 + round(float(seconds) * 1000)

"""Reads single values out of JSON that somebody else wrote: the asked type, or nothing. Pure; never raises."""

import math
from collections.abc import Mapping

_YEAR_9999_S = 253_370_764_800


def text(value: object) -> str | None:
    """A string, with lone surrogates (legal in JSON, not in UTF-8) replaced by U+FFFD; None for anything else."""
    if not isinstance(value, str):
        return None
    if value.isascii():
        return value
    return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def number(value: object) -> float | None:
    """A finite number; None for anything else, also for true and false."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        as_float = float(value)
    except OverflowError:
        return None
    return as_float if math.isfinite(as_float) else None


def whole(value: object) -> int | None:
    """A finite number, rounded: services send milliseconds as 1000 and as 1000.0."""
    as_float = number(value)
    return None if as_float is None else round(as_float)


def unix_time_s(value: object) -> int | None:
    """A moment that every calendar can show, so that nonsense far off fails nobody later."""
    as_whole = whole(value)
    return as_whole if as_whole is not None and 0 <= as_whole < _YEAR_9999_S else None


def mapping(value: object) -> Mapping[str, object]:
    """An object; the empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: object) -> list[object]:
    """An array; the empty one for anything else, also for null."""
    return value if isinstance(value, list) else []


def texts(value: object) -> tuple[str, ...]:
    """The strings of an array."""
    return tuple(found for entry in sequence(value) if (found := text(entry)) is not None)

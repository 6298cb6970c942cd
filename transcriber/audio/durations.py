"""A duration as people say it. Pure."""


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

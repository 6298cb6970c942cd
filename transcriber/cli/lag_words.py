"""How far the text is behind what is being said, in the few words of a status line. Pure."""

from transcriber.audio.durations import clock
from transcriber.session.notices import Meter

_WORTH_TELLING_MS = 3_000
"""Less than that is how long words take anyway."""


def lag_words(meter: Meter, *, is_link_away: bool, next_try_s: int = 0) -> str:
    """`text 0:05 behind`, or `link away, next try in 4 s, 0:34 of sound waits`; empty where nothing is unusual."""
    if is_link_away:
        next_try = f"next try in {next_try_s} s, " if next_try_s > 0 else ""
        return f"link away, {next_try}{clock(meter.waiting_ms)} of sound waits"
    behind_ms = max(meter.delay_ms or 0, meter.waiting_ms)
    return f"text {clock(behind_ms)} behind" if behind_ms >= _WORTH_TELLING_MS else ""

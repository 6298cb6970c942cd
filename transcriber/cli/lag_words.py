"""How far the text is behind what is being said, in the few words of a status line. Pure."""

from transcriber.audio.durations import clock
from transcriber.session.notices import Meter

_WORTH_TELLING_MS = 3_000
"""Less than that is how long words take anyway."""


def lag_words(meter: Meter, *, is_link_away: bool) -> str:
    """`text 0:05 behind`, or `link away, 0:34 of sound waits`; empty where nothing is out of the ordinary."""
    if is_link_away:
        return f"link away, {clock(meter.waiting_ms)} of sound waits"
    behind_ms = max(meter.delay_ms or 0, meter.waiting_ms)
    return f"text {clock(behind_ms)} behind" if behind_ms >= _WORTH_TELLING_MS else ""

"""What is to be transcribed again as a text that the history keeps, and back. Pure."""

import json
from collections.abc import Iterable
from typing import Any

from transcriber.app.retranscribed_ranges import AudioRange
from transcriber.app.wanted_audio import Lacking, LaneRange, LaneRanges, TimeRange, WantedAudio, Whole
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS


def as_text(what: WantedAudio) -> str:
    """As JSON."""
    match what:
        case Whole():
            return json.dumps({"whole": True})
        case Lacking():
            return json.dumps({"lacking": True})
        case TimeRange(start_ms, end_ms):
            return json.dumps({"start_ms": start_ms, "end_ms": end_ms})
        case LaneRange():
            return _ranges_text((what,))
        case LaneRanges(ranges):
            return _ranges_text(ranges)
        case tuple():
            return json.dumps({"turns": what})


def left_of(what: WantedAudio, pieces: Iterable[AudioRange]) -> WantedAudio:
    """What is still to be done of it when only these pieces are."""
    # What is lacking is known better when it is asked again.
    return what if isinstance(what, Lacking) else LaneRanges(tuple(map(_range_of, pieces)))


def from_text(text: str) -> WantedAudio | None:
    """None where it is not one, as of a newer version."""
    try:
        said: Any = json.loads(text)
        match said:
            case {"whole": True}:
                return Whole()
            case {"lacking": True}:
                return Lacking()
            case {"turns": [*ids]}:
                return tuple(int(each) for each in ids)
            case {"ranges": [*ranges]}:
                return LaneRanges(tuple(LaneRange(int(lane), _times(start, end)) for lane, start, end in ranges))
            case {"start_ms": start_ms, "end_ms": end_ms}:
                return _times(start_ms, end_ms)
            case _:
                return None
    except (ValueError, TypeError):
        return None


def _times(start_ms: Any, end_ms: Any) -> TimeRange:
    return TimeRange(int(start_ms), None if end_ms is None else int(end_ms))


def _ranges_text(ranges: Iterable[LaneRange]) -> str:
    return json.dumps({"ranges": [(each.lane, each.times.start_ms, each.times.end_ms) for each in ranges]})


def _range_of(piece: AudioRange) -> LaneRange:
    start_ms = piece.start_sample // SPOOL_SAMPLES_PER_MS
    return LaneRange(piece.lane, TimeRange(start_ms, -(-piece.end_sample // SPOOL_SAMPLES_PER_MS)))

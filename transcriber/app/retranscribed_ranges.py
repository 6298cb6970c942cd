"""Which samples of a recording's audio are to be transcribed again, and where long ones may be cut. Pure.

A range never cuts a turn that is there: one that lies mostly in it is taken in whole, another is left out whole.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transcriber.app.wanted_audio import Lacking, LaneRange, LaneRanges, TimeRange, WantedAudio
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.store.stored_turn import StoredTurn
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import TurnState

LEAD_SAMPLES = SPOOL_SAMPLE_RATE_HZ // 2
"""Audio before a range that a service may hear too, so that it does not begin in the midst of a word."""
PIECE_SAMPLES = 600 * SPOOL_SAMPLE_RATE_HZ
"""About so much is transcribed at once: what a kill costs."""
_LOOSE_SAMPLES = 120 * SPOOL_SAMPLE_RATE_HZ
"""How far from there a long range is cut, at a pause."""
_NEAR_SAMPLES = 2 * SPOOL_SAMPLE_RATE_HZ
"""Lacking ranges that are no farther apart are one: words on both sides of a gap may belong together."""
_LEAST_SAMPLES = SPOOL_SAMPLE_RATE_HZ // 10
"""Less than this holds no word."""


@dataclass(frozen=True, slots=True)
class AudioRange:
    """Spool samples from `start_sample` up to, not including, `end_sample`; what comes before is for the ear only."""

    start_sample: int
    end_sample: int
    lead_samples: int = 0
    lane: int = 0

    @property
    def samples(self) -> int:
        """How many are to be transcribed."""
        return self.end_sample - self.start_sample


def spanned_samples(ranges: Iterable[AudioRange]) -> int:
    """How much of the recording's clock they cover, whatever their lanes."""
    reached_sample = covered = 0
    for each in sorted(ranges, key=lambda each: each.start_sample):
        covered += max(0, each.end_sample - max(each.start_sample, reached_sample))
        reached_sample = max(reached_sample, each.end_sample)
    return covered


def wanted_of_lanes(
    what: WantedAudio, turns: Sequence[StoredTurn], stretches: Sequence[Stretch], lengths_samples: Mapping[int, int]
) -> list[AudioRange]:
    """What is asked for of every lane's audio; as `wanted_ranges`, of which `lengths_samples` names the lanes.

    What was played comes first: it tells which words of the microphone are its echo.
    """
    found: list[AudioRange] = []
    for lane in sorted(lengths_samples, reverse=True):
        if isinstance(what, LaneRange) and what.lane != lane:
            continue
        wanted = what
        if isinstance(what, LaneRanges):
            wanted = LaneRanges(tuple(each for each in what.ranges if each.lane == lane))
        own_turns = [each for each in turns if each.lane == lane]
        own_stretches = [each for each in stretches if each.lane == lane]
        ranges = wanted_ranges(wanted, own_turns, own_stretches, lengths_samples[lane])
        found += [replace(each, lane=lane) for each in ranges]
    return found


def wanted_ranges(
    what: WantedAudio, turns: Sequence[StoredTurn], stretches: Sequence[Stretch], length_samples: int
) -> list[AudioRange]:
    """What is asked for of one lane's audio, in its order, without what has no sound; nothing overlaps.

    Args:
        what: Whole, lacking, a range, or the ids of turns.
        turns: The lane's.
        stretches: The lane's.
        length_samples: Of the audio.
    """
    spans = sorted(span for turn in turns if (span := span_of(turn)))
    holes = [(each.start_sample, each.end_sample) for each in stretches if not each.has_audio]
    match what:
        case Lacking():
            asked = _lacking(turns, stretches, length_samples)
            with_text = sorted(span for turn in turns if turn.machine.text and (span := span_of(turn)))
            ranges = [_snapped(*span, with_text) for span in asked]
        case TimeRange(start_ms, end_ms) | LaneRange(_, TimeRange(start_ms, end_ms)):
            end_sample = length_samples if end_ms is None else min(end_ms * SPOOL_SAMPLES_PER_MS, length_samples)
            ranges = [_snapped(start_ms * SPOOL_SAMPLES_PER_MS, end_sample, spans, takes_in=True)]
        case LaneRanges(parts):
            each_asked = (wanted_ranges(part, turns, stretches, length_samples) for part in parts)
            return [piece for pieces in each_asked for piece in pieces]
        case tuple():
            ranges = _joined(span for turn in turns if turn.id in what and (span := span_of(turn)))
        case _:
            ranges = [(0, length_samples)]
    left = _without(_clipped(ranges, length_samples), holes)
    ends = sorted(end for _, end in (*spans, *holes))
    return [AudioRange(start, end, _lead(start, ends)) for start, end in left if end - start >= _LEAST_SAMPLES]


def cut_window(audio: AudioRange) -> tuple[int, int] | None:
    """Between which samples a range that is too long is to be cut; None where it is not."""
    if audio.samples <= PIECE_SAMPLES + _LOOSE_SAMPLES:
        return None
    middle = audio.start_sample + PIECE_SAMPLES
    return middle - _LOOSE_SAMPLES, min(middle + _LOOSE_SAMPLES, audio.end_sample - 1)


def pause_between(first_sample: int, last_sample: int, turns: Sequence[StoredTurn]) -> int | None:
    """The middle of the longest pause between two turns that ends or begins there; None where there is no turn."""
    spans = sorted(span for turn in turns if (span := span_of(turn)))
    pauses: list[tuple[int, int]] = []
    end_sample = None
    for start, end in spans:
        if end_sample is not None and start >= end_sample:
            middle = (start + end_sample) // 2
            if first_sample <= middle <= last_sample:
                pauses.append((start - end_sample, middle))
        end_sample = end if end_sample is None else max(end_sample, end)
    return max(pauses)[1] if pauses else None


def cut(audio: AudioRange, at_sample: int) -> tuple[AudioRange, AudioRange]:
    """Two ranges; the second has no lead-in, for the first holds its sound."""
    at_sample = at_sample // SPOOL_SAMPLES_PER_MS * SPOOL_SAMPLES_PER_MS
    return replace(audio, end_sample=at_sample), AudioRange(at_sample, audio.end_sample, lane=audio.lane)


def span_of(turn: StoredTurn) -> tuple[int, int] | None:
    """Start and end of a turn's audio in samples; None where its times are not known."""
    start_ms, end_ms = turn.machine.start_ms, turn.machine.end_ms
    if start_ms is None or end_ms is None:
        return None
    return start_ms * SPOOL_SAMPLES_PER_MS, max(start_ms, end_ms) * SPOOL_SAMPLES_PER_MS


def _lacking(turns: Sequence[StoredTurn], stretches: Sequence[Stretch], length_samples: int) -> list[tuple[int, int]]:
    known = [(each.start_sample, each.end_sample) for each in stretches if not _may_hold_speech(each)]
    failed = [span_of(turn) for turn in turns if turn.machine.state is TurnState.FAILED and not turn.text]
    if not stretches:
        # Kept without coverage: what lies between its turns was silent, what comes behind them is not known.
        ends = [span[1] for turn in turns if turn.machine.text and (span := span_of(turn))]
        known = [(0, max(ends, default=0))]
    left = _without([(0, length_samples)], known)
    return _joined([*left, *(span for span in failed if span)], _NEAR_SAMPLES)


def _may_hold_speech(stretch: Stretch) -> bool:
    return stretch.state is StretchState.UNHEARD or (stretch.state is StretchState.GAP and stretch.has_audio)


def _snapped(
    start_sample: int, end_sample: int, spans: Sequence[tuple[int, int]], *, takes_in: bool = False
) -> tuple[int, int]:
    """Without half a turn at either end; where it lies within one turn, that turn is taken in if `takes_in`.

    `spans` are sorted.
    """
    for start, end in spans:
        if start >= end_sample:
            break
        if end <= start_sample:
            continue
        shared = min(end, end_sample) - max(start, start_sample)
        if shared <= 0 or (start >= start_sample and end <= end_sample):
            continue
        if 2 * shared > end - start or (takes_in and start <= start_sample and end >= end_sample):
            start_sample, end_sample = min(start, start_sample), max(end, end_sample)
        elif start < start_sample:
            start_sample = end
        else:
            end_sample = start
    return start_sample, end_sample


def _lead(start_sample: int, ends: Sequence[int]) -> int:
    """No words that stand in another turn: they would come twice. `ends` are sorted."""
    before = bisect_right(ends, start_sample)
    lead = min(LEAD_SAMPLES, start_sample - (ends[before - 1] if before else 0))
    return lead // SPOOL_SAMPLES_PER_MS * SPOOL_SAMPLES_PER_MS


def _clipped(ranges: Iterable[tuple[int, int]], length_samples: int) -> list[tuple[int, int]]:
    """Within the audio, beginning at a whole millisecond."""
    step = SPOOL_SAMPLES_PER_MS
    return [(max(0, start) // step * step, min(end, length_samples)) for start, end in ranges]


def _without(ranges: Iterable[tuple[int, int]], holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """In one pass over both: a day and a night have tens of thousands of each."""
    left: list[tuple[int, int]] = []
    closed = _joined(holes)
    index = 0
    for start, end in sorted(ranges):
        while index < len(closed) and closed[index][1] <= start:
            index += 1
        at, here = start, index
        while here < len(closed) and closed[here][0] < end:
            left.append((at, closed[here][0]))
            at, here = closed[here][1], here + 1
        left.append((at, end))
    return [(start, end) for start, end in left if start < end]


def _joined(ranges: Iterable[tuple[int, int]], near_samples: int = 0) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start - joined[-1][1] <= near_samples:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined

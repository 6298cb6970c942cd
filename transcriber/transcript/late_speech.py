"""What the history knows of a recording by now, as the changes that bring an older view of it up to date. Pure.

Speech that was missing at the end is heard once more: the rows of its gaps give way to the turns that fill them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState

_EDGE_MS = 500
"""A gap that has shrunk by less stays as it is shown: its turns' times and its own differ by so much."""


def late_changes(
    shown: Sequence[Turn], stored: Sequence[Turn], stretches: Iterable[Stretch]
) -> list[TurnChanged | TurnRemoved]:
    """What leads from the turns that are shown to those that are stored, in the order to do it.

    Args:
        shown: In reading order, gaps among them.
        stored: Every turn that the history holds, of all lanes, each number once, in reading order.
        stretches: What became of the sound of each lane: a gap of which nothing is missing any more goes.
    """
    missing = [(_ms(each.start_sample), _ms(each.end_sample), each) for each in stretches if each.is_missing]
    kept_numbers = {turn.number for turn in stored}
    left: list[Turn] = []
    gone: list[TurnRemoved] = []
    shrunk: list[Turn] = []
    for turn in shown:
        if turn.state is TurnState.LIVE:
            left.append(turn)
        elif turn.state is TurnState.GAP:
            gap = _what_is_left(turn, missing)
            if gap is None:
                gone.append(TurnRemoved(turn.number))
                continue
            if gap != turn:
                shrunk.append(gap)
            left.append(gap)
        elif turn.number in kept_numbers:
            left.append(turn)
        else:
            gone.append(TurnRemoved(turn.number))
    return [*gone, *_shown_anew(shrunk, left), *_came(left, stored)]


def _what_is_left(gap: Turn, missing: Sequence[tuple[int, int, Stretch]]) -> Turn | None:
    """From the first to the last moment of it that is missing still."""
    start_ms, end_ms = gap.start_ms or 0, gap.end_ms or 0
    within = [each for each in missing if each[2].lane == gap.lane and each[0] < end_ms and each[1] > start_ms]
    if not within:
        return None
    first_ms, last_ms = max(start_ms, within[0][0]), min(end_ms, within[-1][1])
    if first_ms - start_ms < _EDGE_MS and end_ms - last_ms < _EDGE_MS:
        return gap
    return replace(gap, start_ms=first_ms, end_ms=last_ms, failure=within[0][2].missing_reason or gap.failure)


def _shown_anew(shrunk: Sequence[Turn], left: Sequence[Turn]) -> list[TurnChanged]:
    places = {turn.number: index for index, turn in enumerate(left)} if shrunk else {}
    return [TurnChanged(TurnChange.PLACED, gap, places[gap.number]) for gap in shrunk]


def _came(left: Sequence[Turn], stored: Sequence[Turn]) -> list[TurnChanged]:
    """What is new or reads otherwise; `left` is what stands there already."""
    known = {turn.number: (index, turn) for index, turn in enumerate(left) if turn.state is not TurnState.GAP}
    # The first place behind which something begins later is found without looking at every turn.
    reached_ms = list(accumulate((turn.start_ms or 0 for turn in left), max))
    came = [
        TurnChanged(_change_of(turn), turn, known[turn.number][0])
        for turn in stored
        if turn.number in known and _reads_otherwise(known[turn.number][1], turn)
    ]
    for turn in stored:
        if turn.number in known or not (turn.text or turn.failure):
            continue
        start_ms = turn.start_ms or 0
        place = bisect_right(reached_ms, start_ms)
        reached_ms.insert(place, start_ms)
        came.append(TurnChanged(_change_of(turn), turn, place))
    return came


def _reads_otherwise(shown: Turn, stored: Turn) -> bool:
    return bool(stored.text) and shown.text != stored.text


def _change_of(turn: Turn) -> TurnChange:
    return TurnChange.FAILED if turn.state is TurnState.FAILED else TurnChange.COMPLETED


def _ms(sample: int) -> int:
    return sample // SPOOL_SAMPLES_PER_MS

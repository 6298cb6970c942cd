"""Turns and what stands between them, in the order in which they are read. Pure.

Turns stay in the order they are in; all else stands before the first turn that begins after it does.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from typing import TypeVar

Row = TypeVar("Row")
Timed = tuple[int, Row]


def in_time_order(
    turns: Iterable[tuple[int | None, Row]], gaps: Iterable[Timed[Row]], added: Iterable[Timed[Row]] = ()
) -> Iterator[Row]:
    """Each row once; rows that begin in the same millisecond: a gap, then a turn, then what a person added.

    Args:
        turns: When each begins (None: not known), in reading order.
        gaps: When each begins, in any order.
        added: Marks and notes, with their moments, in any order.
    """
    entries = merge(_of_turns(turns), _sorted(gaps, 0), _sorted(added, 2), key=lambda entry: entry[:2])
    return (row for _, _, row in entries)


def _of_turns(turns: Iterable[tuple[int | None, Row]]) -> Iterator[tuple[int, int, Row]]:
    reached_ms = 0
    for start_ms, row in turns:
        reached_ms = max(reached_ms, start_ms or 0)
        yield reached_ms, 1, row


def _sorted(rows: Iterable[Timed[Row]], rank: int) -> list[tuple[int, int, Row]]:
    return sorted(((at_ms, rank, row) for at_ms, row in rows), key=lambda entry: entry[0])

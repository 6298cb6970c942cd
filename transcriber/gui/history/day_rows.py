"""The rows of the list: recordings, newest first, each day under its own heading. Where rows come and go, not how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from transcriber.store.values import StoredRecording

Row = date | StoredRecording
"""A heading, or a recording."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """Rows that come to stand at `position`."""

    position: int
    rows: tuple[Row, ...]


def rows_after(rows: Sequence[Row], older: Iterable[StoredRecording]) -> list[Row]:
    """What comes behind `rows`, the newest first; a day that goes on gets no second heading."""
    last = rows[-1] if rows else None
    day = _day(last) if isinstance(last, StoredRecording) else None
    behind: list[Row] = []
    for recording in older:
        if _day(recording) != day:
            day = _day(recording)
            behind.append(day)
        behind.append(recording)
    return behind


def insertion(rows: Sequence[Row], recording: StoredRecording) -> Insertion:
    """Where a recording that is not there yet belongs, with its day's heading if that is not there either."""
    position = next((at for at, row in enumerate(rows) if _is_older(row, recording)), len(rows))
    if position < len(rows) and isinstance(rows[position - 1], date):
        if rows[position - 1] == _day(recording):
            return Insertion(position, (recording,))
        position -= 1
    before = rows[position - 1] if position else None
    if isinstance(before, StoredRecording) and _day(before) == _day(recording):
        return Insertion(position, (recording,))
    return Insertion(position, (_day(recording), recording))


def span(rows: Sequence[Row], position: int) -> tuple[int, int]:
    """First and last row that go with the recording at `position`: its day's heading too, if it is the only one."""
    is_last = position + 1 == len(rows) or isinstance(rows[position + 1], date)
    return (position - 1 if is_last and isinstance(rows[position - 1], date) else position), position


def position_of(rows: Sequence[Row], public_id: str) -> int | None:
    """Where the recording stands."""
    for position, row in enumerate(rows):
        if isinstance(row, StoredRecording) and row.public_id == public_id:
            return position
    return None


def _is_older(row: Row, recording: StoredRecording) -> bool:
    return isinstance(row, StoredRecording) and row.started_utc < recording.started_utc


def _day(recording: StoredRecording) -> date:
    return recording.started_utc.astimezone().date()

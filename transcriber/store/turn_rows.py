"""Turns as rows and back. Pure."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from transcriber.store.stored_turn import Origin, StoredTurn
from transcriber.transcript.plain_text import plain
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnState

COLUMNS = (
    *("id", "lane", "number", "part", "position", "state", "machine_text", "edited_text", "start_ms", "end_ms"),
    *("failure", "languages", "segments", "doubtful", "profile_name", "profile_title", "model"),
    *("heard_text", "is_on_silence", "is_speech"),
)
"""What makes a turn; the recording stands apart. New ones come last: whole turns are kept as rows for the way back."""
_LATER: Mapping[str, str | int] = {"heard_text": "", "is_on_silence": 0, "is_speech": 0}
"""What the rows of an older version have not."""


class Fields(Protocol):
    """A row, wherever it comes from."""

    def __getitem__(self, name: str, /) -> Any: ...


def turn_of(row: Fields) -> StoredTurn:
    """The turn of a row."""
    machine = Turn(
        number=row["number"],
        state=TurnState(row["state"]),
        text=row["machine_text"],
        start_ms=row["start_ms"],
        end_ms=row["end_ms"],
        failure=row["failure"],
        segments=tuple(SpeakerSegment(*segment) for segment in json.loads(row["segments"])),
        doubtful=tuple((start, end) for start, end in json.loads(row["doubtful"])),
        languages=tuple(json.loads(row["languages"])),
        lane=row["lane"],
        heard_text=row["heard_text"],
        is_on_silence=bool(row["is_on_silence"]),
    )
    return StoredTurn(
        id=row["id"],
        machine=machine,
        edited_text=row["edited_text"],
        lane=row["lane"],
        position=row["position"],
        part=row["part"],
        origin=origin_of(row),
        is_speech=bool(row["is_speech"]),
    )


def values_of(stored: StoredTurn) -> tuple[str | int | None, ...]:
    """The turn's values in the order of `COLUMNS`."""
    turn = stored.machine
    segments = [[plain(s.speaker), plain(s.text), s.start_ms, s.end_ms] for s in turn.segments]
    return (
        *(stored.id, stored.lane, turn.number, stored.part, stored.position, turn.state.value),
        plain(turn.text),
        None if stored.edited_text is None else plain(stored.edited_text),
        *(turn.start_ms, turn.end_ms, plain(turn.failure)),
        *(_json(turn.languages), _json(segments), _json(turn.doubtful)),
        *(stored.origin.profile_name, stored.origin.profile_title, stored.origin.model),
        *(plain(turn.heard_text), int(turn.is_on_silence), int(stored.is_speech)),
    )


def origin_of(row: Fields) -> Origin:
    """What made it, from any row with these three columns."""
    return Origin(profile_name=row["profile_name"], profile_title=row["profile_title"], model=row["model"])


def rows_as_text(turns: Sequence[StoredTurn]) -> str:
    """Whole turns as JSON, for the way back."""
    return _json([values_of(turn) for turn in turns])


def turns_from_text(text: str) -> list[StoredTurn]:
    """What `rows_as_text` wrote."""
    return [turn_of({**_LATER, **dict(zip(COLUMNS, values, strict=False))}) for values in json.loads(text)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

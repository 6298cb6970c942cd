"""What the history holds of a recording whose missing speech was heard once more: as a view of it takes it in."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transcriber.realtime.costs import RecordingUsage
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.turns import Turn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transcriber.store.store import StoreReader
    from transcriber.store.stored_turn import StoredTurn


@dataclass(frozen=True, slots=True)
class LateSpeech:
    """Of one recording, by now."""

    turns: tuple[Turn, ...]
    """In reading order, each number once."""
    stretches: tuple[Stretch, ...]
    usage: RecordingUsage
    duration_ms: int


def late_speech(reader: "StoreReader", public_id: str) -> LateSpeech:
    """Read it. The reader's thread.

    Raises:
        StoreError: unknown_recording where it was deleted since, or as the reader.
    """
    recording = reader.recordings.get(public_id)
    stretches = tuple(reader.coverage.of(public_id))
    turns = _whole(reader.turns.all(public_id))
    return LateSpeech(turns, stretches, recording.usage, recording.duration_ms)


def _whole(stored: "Iterable[StoredTurn]") -> tuple[Turn, ...]:
    """As a person reads them: what was split on the recording's own page is one turn elsewhere."""
    turns: dict[int, Turn] = {}
    for each in stored:
        part, begun = each.shown, turns.get(each.machine.number)
        if begun is not None:
            part = replace(
                begun, text=f"{begun.text} {part.text}".strip(), end_ms=part.end_ms, segments=(), doubtful=()
            )
        turns[part.number] = part
    return tuple(turns.values())

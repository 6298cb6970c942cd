"""Everything that the page of a recording shows, read from the store in one go. The thread of the reader."""

from contextlib import nullcontext
from dataclasses import dataclass, replace

from transcriber.app.folders import size_bytes
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.collecting import uncollected
from transcriber.gui.history.stored_rows import Difference, StoredRows, differences
from transcriber.store.errors import StoreError
from transcriber.store.store import StoreReader
from transcriber.store.stored_turn import StoredTurn
from transcriber.store.turns import PAGE
from transcriber.store.values import Mark, Note, StoredRecording
from transcriber.transcript.stretches import Stretch

_BEFORE_ASKED = 60
"""How many places before the turn that was asked for are read with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A recording as it was when it was read."""

    recording: StoredRecording
    rows: StoredRows
    is_whole: bool = True
    """False where only the turns around the first ones to be seen were read."""
    stretches: tuple[Stretch, ...] = ()
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()
    audio_bytes: int | None = None
    """None where no audio is kept, or where it has vanished."""
    changes: tuple[Difference, ...] = ()
    """What of the rows differs from those that were known, one after the other."""


def read_opening(reader: StoreReader, public_id: str, turn_id: int | None) -> Contents:
    """What can be seen at first: a page of turns, from shortly before the asked one on.

    Raises:
        StoreError: unknown_recording, or as the reader.
    """
    before = _place_before(reader, turn_id)
    turns = reader.turns.page(public_id, before)
    stretches = reader.coverage.of(public_id)
    is_whole = before is None and len(turns) < PAGE
    if not is_whole:
        # Those between the turns that were read, no others.
        last_sample = (turns[-1].machine.start_ms or 0) * SPOOL_SAMPLES_PER_MS
        first_sample = (turns[0].machine.start_ms or 0) * SPOOL_SAMPLES_PER_MS if before else 0
        stretches = [each for each in stretches if first_sample <= each.start_sample < last_sample]
    rows = StoredRows(turns, stretches, reader.annotations.speaker_names(public_id))
    return replace(_contents(reader, public_id, rows), is_whole=is_whole)


def read_whole(reader: StoreReader, public_id: str, known: StoredRows) -> Contents:
    """All of it, and what of the rows differs from `known`. Raises as `read_opening`."""
    # Looking through the values of 20,000 turns would stop every thread; they go as soon as nobody needs them.
    with uncollected() if len(known) >= PAGE else nullcontext():
        names = reader.annotations.speaker_names(public_id)
        rows = StoredRows(reader.turns.all(public_id), reader.coverage.of(public_id), names)
        return replace(_contents(reader, public_id, rows), is_whole=True, changes=differences(known.rows, rows.rows))


def _contents(reader: StoreReader, public_id: str, rows: StoredRows) -> Contents:
    recording = reader.recordings.get(public_id)
    return Contents(
        recording=recording,
        rows=rows,
        is_whole=False,
        stretches=tuple(reader.coverage.of(public_id)),
        marks=tuple(reader.annotations.marks(public_id)),
        notes=tuple(reader.annotations.notes(public_id)),
        audio_bytes=_audio_bytes(recording),
    )


def _place_before(reader: StoreReader, turn_id: int | None) -> StoredTurn | None:
    """A place shortly before the turn; None for the beginning, also where the turn is gone by now."""
    try:
        asked = None if turn_id is None else reader.turns.get(turn_id)
    except StoreError as error:
        if error.code != "unknown_turn":
            raise
        return None
    if asked is None or asked.position <= _BEFORE_ASKED:
        return None
    return replace(asked, position=asked.position - _BEFORE_ASKED)


def _audio_bytes(recording: StoredRecording) -> int | None:
    if not recording.is_audio_kept or recording.audio_path is None:
        return None
    return size_bytes(recording.audio_path)

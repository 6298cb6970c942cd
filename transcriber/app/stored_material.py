"""A recording of the history as the material of an export or a view: its turns, its speakers' names and its gaps."""

from datetime import tzinfo
from typing import TYPE_CHECKING

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.export.material import ExportOptions, Gap, Material
from transcriber.store.values import StoredRecording
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.stretches import Stretch

if TYPE_CHECKING:
    from transcriber.store.store import StoreReader


def material_of(
    reader: "StoreReader", recording: StoredRecording, options: ExportOptions, zone: tzinfo | None = None
) -> Material:
    """What a person reads of it: edits, given names, and each gap with its reason. The reader's thread.

    Args:
        reader: The history.
        recording: One of it.
        options: What of it is wanted.
        zone: In which its start is told; None: the computer's.

    Raises:
        StoreError: unknown_recording where it was deleted since, or as the reader.
    """
    public_id = recording.public_id
    turns = [stored.shown for stored in reader.turns.all(public_id)]
    started = recording.started_utc.astimezone(zone)
    return Material(
        turns=turns,
        title=recording.title or f"Recording {started:%Y-%m-%d %H.%M}",
        names=SpeakerNames.of(turns, reader.annotations.speaker_names(public_id)),
        started=started,
        gaps=[gap for stretch in reader.coverage.of(public_id) if (gap := gap_of(stretch))],
        options=options,
    )


def gap_of(stretch: Stretch) -> Gap | None:
    """The stretch as a person reads it, where something is missing in it; else None."""
    if not stretch.is_missing:
        return None
    start_ms, end_ms = stretch.start_sample // SPOOL_SAMPLES_PER_MS, stretch.end_sample // SPOOL_SAMPLES_PER_MS
    return Gap(start_ms, end_ms, stretch.missing_reason)

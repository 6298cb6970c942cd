"""A recording of the history as the material of an export or a view: its turns, its speakers' names and its gaps."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.export.material import Annotation, ExportOptions, Gap, Material
from transcriber.store.stored_turn import NOTHING_KNOWN, Origin, StoredTurn
from transcriber.store.values import Mark, Note, StoredRecording
from transcriber.transcript.speakers import SpeakerNames
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.turns import Turn, TurnState

if TYPE_CHECKING:
    from transcriber.store.store import StoreReader

LEAST_ROW_SAMPLES = 500 * SPOOL_SAMPLES_PER_MS
"""Less than that beside a turn that failed is the turn's own edge."""


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
    kept = reader.turns.all(public_id)
    turns = [stored.shown for stored in kept]
    started = recording.started_utc.astimezone(zone)
    return Material(
        turns=turns,
        title=recording.title or f"Recording {started:%Y-%m-%d %H.%M}",
        names=SpeakerNames.of(turns, reader.annotations.speaker_names(public_id)),
        started=started,
        gaps=[gap_of(stretch) for stretch in missing_beside(kept, reader.coverage.of(public_id))],
        annotations=annotations_of(reader.annotations.marks(public_id), reader.annotations.notes(public_id)),
        made_by=recording.origin.words,
        others=_others(kept, recording.origin),
        options=options,
    )


def _others(kept: Iterable[StoredTurn], usual: Origin) -> dict[tuple[int, int], str]:
    return {
        (each.machine.lane, each.machine.number): each.origin.words
        for each in kept
        if each.origin not in (usual, NOTHING_KNOWN)
    }


def annotations_of(marks: Iterable[Mark], notes: Iterable[Note]) -> list[Annotation]:
    """What a person added, in the order of its moments. Pure."""
    added = [Annotation(mark.at_ms, mark.label) for mark in marks]
    added += [Annotation(note.at_ms, note.text, is_note=True) for note in notes]
    return sorted(added, key=lambda each: each.at_ms)


def missing_beside(turns: Iterable[StoredTurn], stretches: Iterable[Stretch]) -> list[Stretch]:
    """What is missing beside the turns that failed: those say themselves that they have no text, and why. Pure."""
    failed = [(each.lane, *_span_samples(each.machine)) for each in turns if each.machine.state is TurnState.FAILED]
    beside: list[Stretch] = []
    for stretch in stretches:
        if not stretch.is_missing:
            continue
        if not stretch.has_audio:
            beside.append(stretch)
            continue
        spans = sorted((start, end) for lane, start, end in failed if lane == stretch.lane)
        beside += _without(stretch, spans)
    return beside


def gap_of(stretch: Stretch) -> Gap:
    """What is missing there as a person reads it."""
    start_ms, end_ms = stretch.start_sample // SPOOL_SAMPLES_PER_MS, stretch.end_sample // SPOOL_SAMPLES_PER_MS
    return Gap(start_ms, end_ms, stretch.missing_reason, stretch.lane)


def _span_samples(turn: Turn) -> tuple[int, int]:
    """Where it is; to the end of time where its service did not say where it ends."""
    start_ms = turn.start_ms or 0
    end_sample = sys.maxsize if turn.end_ms is None else (turn.end_ms + 1) * SPOOL_SAMPLES_PER_MS
    return start_ms * SPOOL_SAMPLES_PER_MS, end_sample


def _without(stretch: Stretch, spans: Sequence[tuple[int, int]]) -> list[Stretch]:
    touching = [(start, end) for start, end in spans if start < stretch.end_sample and end > stretch.start_sample]
    if not touching:
        return [stretch]
    left: list[Stretch] = []
    reached_sample = stretch.start_sample
    for start, end in [*touching, (stretch.end_sample, stretch.end_sample)]:
        # A turn's times and the account of its audio differ by a little: nobody speaks words in so short a time.
        if start - reached_sample >= LEAST_ROW_SAMPLES:
            left.append(replace(stretch, start_sample=reached_sample, end_sample=start))
        reached_sample = max(reached_sample, end)
    return left

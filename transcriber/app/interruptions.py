"""Recordings whose program vanished: their sound made whole again, their length found out, a person told once."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from transcriber.audio.durations import clock
from transcriber.audio.lane_files import lane_paths
from transcriber.sentence import said, together
from transcriber.session.notices import Problem
from transcriber.store.jobs import StoredJob
from transcriber.store.store import Store
from transcriber.store.values import StoredRecording

JOB_INTERRUPTED = "job_interrupted"
"""The problem that a job of transcribing again came to no end."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Interruption:
    """What is left of one recording."""

    recording: StoredRecording
    text_ms: int
    """How far its text goes."""
    sound_ms: int
    at_utc: datetime
    """When its program vanished, as far as can be told."""


def look_into(store: Store, interrupted: Sequence[StoredRecording]) -> Problem | None:
    """Repair those that no start has looked into yet, and say so; None where there is nothing to say.

    Raises:
        StoreError: As the store; what was not done is done at the next start.
    """
    # One whose length is known has been looked into.
    found = [_look_into(store, recording) for recording in interrupted if not recording.duration_ms]
    left = [each for each in found if each is not None]
    return _problem(left) if left else None


def problem_of_jobs(given_up: Sequence[StoredJob]) -> Problem | None:
    """Jobs of transcribing again whose program vanished; None where there is none."""
    if not given_up:
        return None
    title: str = given_up[0].title or said("A recording")
    public_ids = {job.public_id for job in given_up}
    if len(public_ids) == 1:
        message = said("{title} was still being transcribed when the program ended.", title=title)
        remedy = said("`transcriber history recover {public_id}` goes on with it.", public_id=given_up[0].public_id)
    else:
        message = said(
            "{count} recordings were still being transcribed when the program ended, {title} among them.",
            count=len(public_ids),
            title=title,
        )
        remedy = said("`transcriber history recover` goes on with them.")
    return Problem(
        JOB_INTERRUPTED, together(message, said("What was done is kept.")), remedy, recording_id=given_up[0].public_id
    )


def _look_into(store: Store, recording: StoredRecording) -> Interruption | None:
    """None where nothing was recorded yet."""
    path, at_utc, sound_ms = recording.audio_path, None, 0
    lanes = [each for each in lane_paths(path) if each.exists()] if path is not None else []
    if lanes:
        at_utc, sound_ms = max(map(_changed_utc, lanes)), max(map(_repaired_ms, lanes))
    elif path is not None:
        store.recordings.drop_audio(recording.public_id)
    # Whatever grows with the recording stays out of a start: three hours of it must not be read here.
    text_ms = store.turns.end_ms(recording.public_id)
    duration_ms = max(text_ms, sound_ms)
    if not duration_ms and not store.turns.count(recording.public_id):
        store.recordings.finish(recording.public_id, 0)
        return None
    store.recordings.lasted(recording.public_id, max(1, duration_ms))
    at_utc = at_utc or recording.started_utc + timedelta(milliseconds=duration_ms)
    return Interruption(recording, text_ms, sound_ms, at_utc)


def _changed_utc(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _repaired_ms(path: Path) -> int:
    from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
    from transcriber.audio.spool import SpoolError, repair

    try:
        return repair(path) // SPOOL_SAMPLES_PER_MS
    except SpoolError as error:
        _logger.info("%s could not be repaired: %s", path, error)
        return 0


def _problem(left: Sequence[Interruption]) -> Problem:
    last, public_id = left[0], left[0].recording.public_id
    title: str = last.recording.title or said("A recording")
    if len(left) > 1:
        message = said(
            "{count} recordings were interrupted, the last one ({title}) at {local}.",
            count=len(left),
            title=title,
            local=_local(last.at_utc),
        )
        remedy = said(
            "What they had is kept: `transcriber history list`, `transcriber history show {public_id}`.",
            public_id=public_id,
        )
        go_on = said("`transcriber history recover` transcribes the rest of them.")
    else:
        message = said(
            "{title} was interrupted at {local}. {what_is_kept}",
            title=title,
            local=_local(last.at_utc),
            what_is_kept=_what_is_kept(last),
        )
        remedy = said("`transcriber history show {public_id}` shows it.", public_id=public_id)
        go_on = said("`transcriber history recover {public_id}` transcribes the rest.", public_id=public_id)
    if last.sound_ms:
        path = last.recording.audio_path
        remedy = together(remedy, go_on, said("Its sound is in {path}.", path=path))
    return Problem("interrupted", message, remedy, recording_id=public_id)


def _what_is_kept(left: Interruption) -> str:
    if not left.sound_ms:
        return said("Its text up to {time} is kept.", time=clock(left.text_ms))
    if not left.text_ms:
        return said("Its sound up to {time} is kept.", time=clock(left.sound_ms))
    return said(
        "Its text up to {time} and its sound up to {time_2} are kept.",
        time=clock(left.text_ms),
        time_2=clock(left.sound_ms),
    )


def _local(at_utc: datetime) -> str:
    at = at_utc.astimezone()
    is_today = at.date() == datetime.now(UTC).astimezone().date()
    return f"{at:%H:%M}" if is_today else f"{at:%H:%M} on {at:%Y-%m-%d}"

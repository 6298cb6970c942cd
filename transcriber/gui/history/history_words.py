"""The history in words: days, lengths, what became of a recording, and why there is nothing to show."""

from collections.abc import Mapping
from datetime import date, timedelta

from transcriber.audio.durations import clock
from transcriber.gui.history.reading import NO_STORE
from transcriber.realtime.models import long_date
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState
from transcriber.store.errors import StoreError
from transcriber.store.values import Standing, StoredRecording

NOTHING_YET = "Recordings stand here as soon as there are any."
HISTORY_OFF = "The history is off: recordings are not kept."
NOTHING_FOUND = "Nothing was found."
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""Not strftime's, which follow the computer's language while every other word here is English."""


def day_words(day: date, today: date) -> str:
    """`Today`, `Yesterday`, or `Friday 20 November 2026`."""
    if day == today:
        return "Today"
    if day == today - timedelta(days=1):
        return "Yesterday"
    return date_words(day)


def date_words(day: date) -> str:
    """`Friday 20 November 2026`, the same in every locale."""
    return f"{_WEEKDAYS[day.weekday()]} {long_date(day)}"


def title_of(recording: StoredRecording) -> str:
    """Its title, or a word for what has none."""
    return recording.title or "Recording without a title"


def time_words(recording: StoredRecording) -> str:
    """When it began and how long it is: `10:04 · 48:10`."""
    began = f"{recording.started_utc.astimezone():%H:%M}"
    return f"{began}  ·  {clock(recording.duration_ms)}" if recording.duration_ms else began


def sign_of(recording: StoredRecording, again: Mapping[str, RetranscriptionChanged]) -> str:
    """What is not as usual, in words; empty where all is.

    Args:
        recording: Whose.
        again: How far each recording has come that is being transcribed again, by its id.
    """
    if (job := again.get(recording.public_id)) is not None:
        return _again_words(job)
    match recording.standing:
        case Standing.RECORDING:
            return "Recording now"
        case Standing.INTERRUPTED:
            return "Interrupted"
        case Standing.FINISHED:
            return ""


def fault_words(error: StoreError) -> str:
    """Why there is nothing to show."""
    return NOTHING_YET if error.code == NO_STORE else f"{error.message} {error.remedy}".strip()


def _again_words(job: RetranscriptionChanged) -> str:
    if job.state is RetranscriptionState.WAITING:
        return "Waits to be transcribed again"
    if not job.total_ms:
        return "Transcribing again"
    return f"Transcribing again, {min(100 * job.done_ms // job.total_ms, 100)} %"

"""The history in words: days, lengths, what became of a recording, and why there is nothing to show."""

from collections.abc import Mapping
from datetime import date, timedelta

from transcriber.audio.durations import clock
from transcriber.gui import language
from transcriber.gui.history.reading import NO_STORE
from transcriber.gui.language import in_words, tr
from transcriber.sentence import said
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState
from transcriber.store.errors import StoreError
from transcriber.store.values import Standing, StoredRecording

NOTHING_YET = said("Recordings stand here as soon as there are any.")
HISTORY_OFF = said("The history is off: recordings are not kept.")
NOTHING_FOUND = said("Nothing was found.")
_WEEKDAYS = (
    said("Monday"),
    said("Tuesday"),
    said("Wednesday"),
    said("Thursday"),
    said("Friday"),
    said("Saturday"),
    said("Sunday"),
)
"""Not strftime's, which follow the computer's language and not the window's."""


def day_words(day: date, today: date) -> str:
    """`Today`, `Yesterday`, or `Friday 20 November 2026`."""
    if day == today:
        return tr("Today")
    if day == today - timedelta(days=1):
        return tr("Yesterday")
    return date_words(day)


def date_words(day: date) -> str:
    """`Friday 20 November 2026`."""
    weekday = in_words(_WEEKDAYS[day.weekday()])
    return tr("{weekday} {date}").format(weekday=weekday, date=language.date_words(day))


def title_of(recording: StoredRecording) -> str:
    """Its title, or a word for what has none."""
    return recording.title or tr("Recording without a title")


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
            return tr("Recording now")
        case Standing.INTERRUPTED:
            return tr("Interrupted")
        case Standing.FINISHED:
            return ""


def fault_words(error: StoreError) -> str:
    """Why there is nothing to show."""
    return (
        in_words(NOTHING_YET)
        if error.code == NO_STORE
        else f"{in_words(error.message)} {in_words(error.remedy)}".strip()
    )


def _again_words(job: RetranscriptionChanged) -> str:
    if job.state is RetranscriptionState.WAITING:
        return tr("Waits to be transcribed again")
    if not job.total_ms:
        return tr("Transcribing again")
    return tr("Transcribing again, {percent} %").format(percent=min(100 * job.done_ms // job.total_ms, 100))

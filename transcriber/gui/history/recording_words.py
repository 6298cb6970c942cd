"""What is known of a stored recording, in words, by the clock of the computer on which it is read."""

from dataclasses import replace
from typing import TYPE_CHECKING

from transcriber.audio.durations import clock
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.gui.history.history_words import date_words
from transcriber.gui.language import in_words, number, tr
from transcriber.gui.panel.session_facts import cost_words
from transcriber.session.notices import RetranscriptionChanged, RetranscriptionState
from transcriber.settings.profiles import LOCAL
from transcriber.store.stored_turn import Origin
from transcriber.store.values import Standing, StoredRecording
from transcriber.transcript.missing_words import summary_words
from transcriber.transcript.stretches import summary_of

if TYPE_CHECKING:
    # With it comes the database, which the first window does not wait for.
    from transcriber.gui.history.stored_contents import Contents

BETWEEN = "  ·  "
_UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000))


def origin_words(origin: Origin) -> str:
    """`OpenAI (gpt-4o-transcribe)`; empty where nothing is known."""
    is_here = origin.profile_title == LOCAL.title
    return (replace(origin, profile_title=tr("This computer")) if is_here else origin).words


def when_words(recording: StoredRecording) -> str:
    """`Friday 20 November 2026, 10:30`, by the computer's own clock."""
    began = recording.started_utc.astimezone()
    return f"{date_words(began.date())}, {began:%H:%M}"


def fact_words(contents: "Contents") -> str:
    """When it was, how long it is, what made it, and what it cost."""
    recording = contents.recording
    facts = [
        when_words(recording),
        clock(recording.duration_ms),
        origin_words(recording.origin),
        cost_words(recording.usage) if recording.usage.reported_items or recording.usage.is_free else "",
        tr("Interrupted") if recording.standing is Standing.INTERRUPTED else "",
    ]
    return BETWEEN.join(filter(None, facts))


def coverage_words(contents: "Contents") -> str:
    """How much room the sound takes, and what became of every second, as far as that is known."""
    # Recordings of a time before the ledger have no stretches: nothing is known, and nothing is said.
    recorded_samples = contents.recording.duration_ms * SPOOL_SAMPLES_PER_MS
    known = in_words(summary_words(summary_of(contents.stretches, recorded_samples))) if contents.stretches else ""
    return BETWEEN.join(filter(None, (sound_words(contents), known)))


def can_be_made_up(contents: "Contents") -> bool:
    """Whether something is missing whose sound is there."""
    has_sound = contents.audio_bytes is not None
    return has_sound and any(stretch.is_missing and stretch.has_audio for stretch in contents.stretches)


def sound_words(contents: "Contents") -> str:
    """How much room the sound takes, or that there is none."""
    if contents.audio_bytes is not None:
        return tr("{size} of sound").format(size=size_words(contents.audio_bytes))
    return tr("The sound has vanished") if contents.recording.is_audio_kept else tr("No sound kept")


def why_silent(contents: "Contents") -> str:
    """Why it cannot be played; empty where it can."""
    if contents.audio_bytes is not None:
        return ""
    if contents.recording.is_audio_kept:
        return tr("The file with the sound of this recording is no longer where it was.")
    return tr("The sound of this recording was not kept, so it cannot be played or transcribed again.")


def size_words(size_bytes: int) -> str:
    """`12 MB`."""
    for unit, unit_bytes in _UNITS:
        if size_bytes >= unit_bytes:
            count = size_bytes / unit_bytes
            return f"{number(count)} {unit}" if count >= 10 else f"{number(count, 1)} {unit}"
    return tr("{size_bytes} bytes").format(size_bytes=size_bytes)


def again_words(job: RetranscriptionChanged) -> str:
    """How far a transcription of something stored has come, or how it ended."""
    match job.state:
        case RetranscriptionState.WAITING:
            if not job.message:
                return tr("Waits to be transcribed")
            return tr("Waits to be transcribed. {message}").format(message=in_words(job.message))
        case RetranscriptionState.RUNNING:
            return (
                tr("Transcribing, {done} of {total}").format(done=clock(job.done_ms), total=clock(job.total_ms))
                if job.total_ms
                else tr("Transcribing")
            )
        case RetranscriptionState.FINISHED:
            return tr("Transcribed")
        case RetranscriptionState.FAILED:
            return tr("Not transcribed. {message}").format(message=in_words(job.message)).strip()
        case RetranscriptionState.STOPPED:
            return tr("Stopped; what was transcribed until then is kept")

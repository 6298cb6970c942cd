"""`transcriber history transcribe` and `recover`: kept audio transcribed again, or for the first time."""

import argparse
import sys
from dataclasses import dataclass

from transcriber.app.left_jobs import NO_SERVICE, Asked, asked_by
from transcriber.app.wanted_audio import Lacking, WantedAudio, Whole
from transcriber.cli.attend import Attendant
from transcriber.cli.console import ProgressBar
from transcriber.cli.faults import CannotStart
from transcriber.cli.first_use import confirm_first_use
from transcriber.cli.history_texts import title_of
from transcriber.cli.plain_lines import one_line
from transcriber.cli.session_options import refuse_what_is_not_taken, session_from
from transcriber.cli.stored import found_recording, readable_history
from transcriber.export.clock import short_clock
from transcriber.export.material import TimeRange
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.session.notices import Progress, RetranscriptionChanged, RetranscriptionState
from transcriber.settings.preferences_file import load_preferences
from transcriber.settings.profiles import LOCAL, Profile, UnknownServiceError, profile_named
from transcriber.store.jobs import StoredJob
from transcriber.store.store import StoreReader
from transcriber.store.values import Standing, StoredRecording


def transcribe(options: argparse.Namespace) -> int:
    """Transcribe a recording again, or a part of it; the exit code."""
    session = session_from(options)
    refuse_what_is_not_taken(session)
    with readable_history() as reader:
        recording = found_recording(reader, options.recording)
        _refuse_what_runs(reader, recording)
    _refuse_what_lies_behind(recording, options.range)
    profile = confirm_first_use(session.profile)
    what: WantedAudio = Lacking() if options.missing else options.range or Whole()
    with Attendant().attending() as attendant:
        return 0 if _run(attendant, recording, what, profile, session.configuration) else 1


def recover(options: argparse.Namespace) -> int:
    """Transcribe what interrupted recordings lack; the exit code."""
    with readable_history() as reader:
        jobs = reader.left_jobs()
        if options.recording is not None:
            recordings = [found_recording(reader, options.recording)]
            _refuse_what_runs(reader, recordings[0])
            jobs = [job for job in jobs if job.public_id == recordings[0].public_id]
        else:
            left_behind = [reader.recordings.get(public_id) for public_id in sorted(reader.left_behind())]
            recordings = [*left_behind, *reader.recordings.interrupted()]
        tasks = [_left_by(job, reader.recordings.get(job.public_id)) for job in jobs]
    # A job that was broken off may be all that a recording wants.
    tasks += [_Task(each) for each in recordings if not jobs or each.standing is not Standing.FINISHED]
    if not tasks:
        raise CannotStart("No recording was interrupted.")
    with Attendant().attending() as attendant:
        results = [_done(attendant, task) for task in tasks if not attendant.was_interrupted]
    return 0 if all(results) else 1


@dataclass(frozen=True, slots=True)
class _Task:
    """What a recording lacks, or what is left of a job."""

    recording: StoredRecording
    job: StoredJob | None = None
    asked: Asked | None = None


def _left_by(job: StoredJob, recording: StoredRecording) -> _Task:
    return _Task(recording, job, asked_by(job, load_preferences().profiles))


def _done(attendant: Attendant, task: _Task) -> bool:
    if task.job is None:
        return _run(attendant, task.recording, Lacking(), *_service_of_then(task.recording))
    attendant.forget_job(task.job)
    if task.asked is None:
        sys.stderr.write(f"{one_line(f'{_named(task.recording)}: {NO_SERVICE}')}\n")
        return False
    return _run(attendant, task.recording, *task.asked)


def _refuse_what_runs(reader: StoreReader, recording: StoredRecording) -> None:
    if recording.standing is Standing.RECORDING and recording.public_id not in reader.left_behind():
        raise CannotStart(
            f"{_named(recording)} is being recorded now. Stop the recording first: what it lacks then is transcribed "
            "by itself."
        )


def _refuse_what_lies_behind(recording: StoredRecording, wanted: TimeRange | None) -> None:
    # The length of one that was interrupted is not known before the next start.
    if wanted is not None and recording.duration_ms and wanted.start_ms >= recording.duration_ms:
        raise CannotStart(
            f"{_named(recording)} is {short_clock(recording.duration_ms)} long, so nothing lies behind "
            f"{short_clock(wanted.start_ms)}. Begin the range earlier."
        )


def _service_of_then(recording: StoredRecording) -> tuple[Profile, SessionConfiguration]:
    """The one that it was made with, if it is still there and may be used; otherwise this computer."""
    try:
        profile = profile_named(recording.origin.profile_name, load_preferences().profiles)
    except UnknownServiceError:
        profile = LOCAL
    if profile.is_local or not profile.is_confirmed:
        return LOCAL, SessionConfiguration(model=LOCAL.default_model, language="en")
    language = recording.language if recording.language.isalpha() else None
    return profile, SessionConfiguration(model=recording.origin.model or profile.default_model, language=language)


def _run(
    attendant: Attendant,
    recording: StoredRecording,
    what: WantedAudio,
    profile: Profile,
    configuration: SessionConfiguration,
) -> bool:
    bar = ProgressBar(sys.stderr, recording.public_id)

    def show(notice: RetranscriptionChanged) -> None:
        bar.show(Progress(notice.done_ms, notice.total_ms))

    over = attendant.transcribe_again(recording.public_id, what, profile, configuration, show)
    bar.clear()
    sys.stderr.write(f"{one_line(_words(over, recording, profile))}\n")
    return over.state is RetranscriptionState.FINISHED


def _words(over: RetranscriptionChanged, recording: StoredRecording, profile: Profile) -> str:
    named = _named(recording)
    match over.state:
        case RetranscriptionState.FINISHED if not over.total_ms:
            return f"{named}: nothing was to be transcribed."
        case RetranscriptionState.FINISHED:
            return f"{named}: {short_clock(over.total_ms)} transcribed by {profile.title}."
        case RetranscriptionState.STOPPED:
            return f"{named}: stopped after {short_clock(over.done_ms)} of {short_clock(over.total_ms)}."
        case _:
            return f"{named}: {over.message}"


def _named(recording: StoredRecording) -> str:
    return f"{title_of(recording.title)} ({recording.public_id})"

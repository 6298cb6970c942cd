"""Run recordings from a command: start, follow the notices on the main thread, stop on Ctrl-C."""

import contextlib
import logging
import queue
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from transcriber.app import App, RecordingRequest
from transcriber.app.wanted_audio import WantedAudio
from transcriber.captions.look import CaptionLook
from transcriber.cli.faults import CannotStart
from transcriber.cli.missing_speech import UNDER_WAY, MissingSpeech
from transcriber.cli.plain_lines import problem_line
from transcriber.cli.trace_options import AskedTrace
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.secret import Secret
from transcriber.realtime.trace_file import TraceFileError
from transcriber.session.notices import (
    Meter,
    Notice,
    Problem,
    ProblemPassed,
    RecordingChanged,
    RecordingKept,
    RecordingState,
    RetranscriptionChanged,
    TrialState,
    TrialStepChanged,
)
from transcriber.settings.caption_sharing import CaptionSharing
from transcriber.settings.profiles import Profile
from transcriber.settings.vocabulary_file import load_vocabulary
from transcriber.store.errors import StoreError
from transcriber.store.jobs import StoredJob
from transcriber.store.store import StoreReader
from transcriber.transcript.vocabulary import Vocabulary

_logger = logging.getLogger(__name__)

_NO_PROGRESS_S = 30.0
"""A service that says nothing for so long keeps nobody in the terminal: the history can be asked later."""
_METER_EVERY_S = 1.0
_NOT_KEPT = "not_kept"
"""The problem of a history that lacks something of the recording that runs."""
_HISTORY_LACKS_IT = Problem(
    "history_lacks",
    "The history does not have the whole of this recording: it could not be written to the end.",
    "Keep what stands here; make room on the disk before the next recording.",
)
_INCOMPLETE = {"audio_kept", "text_missing"}


class Attendant:
    """Follows one recording after another, or one test of a service. Main thread."""

    def __init__(self, *, keeps_history: bool = True, words: Vocabulary | None = None) -> None:
        """`words` are what is written right; None: the saved ones that belong to no preset."""
        self._notices: queue.SimpleQueue[Notice] = queue.SimpleQueue()
        self._app = App(self._notices.put, keeps_history=keeps_history)
        self._words = words
        self._is_trying = False
        self._is_hearing_again = False
        self._is_given_up = False
        self._meter_due_s = 0.0
        self.was_interrupted = False

    def follow(
        self,
        request: RecordingRequest,
        show: Callable[[Notice], None],
        show_meter: Callable[[Meter], None] | None = None,
    ) -> bool:
        """Record until the end and show every notice; True if everything was transcribed and kept.

        What is missing then is heard once more before the end is shown. `show_meter` takes the
        meter about once a second.
        """
        self._app.start_recording(request)
        missing = MissingSpeech(show)
        is_refused = is_incomplete = is_unkept = is_begun = False
        while True:
            notice = self._next_notice(show_meter)
            if isinstance(notice, Problem):
                is_refused = is_refused or notice.is_fatal
                is_incomplete = is_incomplete or notice.code in _INCOMPLETE
                is_unkept = is_unkept or notice.code == _NOT_KEPT
            is_begun = is_begun or isinstance(notice, RecordingKept)
            if isinstance(notice, ProblemPassed) and notice.code == _NOT_KEPT:
                is_unkept = False
            has_stopped = isinstance(notice, RecordingChanged) and notice.state is RecordingState.STOPPED
            if has_stopped and missing.public_id:
                is_incomplete = not self._hear_what_is_missing(missing) and is_incomplete
            # Where nothing of it was ever kept, that was said with its reason.
            if has_stopped and is_unkept and is_begun:
                missing.show(_HISTORY_LACKS_IT)
            missing.show(notice)
            if has_stopped:
                return not (is_refused or is_incomplete or is_unkept)

    def _next_notice(self, show_meter: Callable[[Meter], None] | None) -> Notice:
        if show_meter is None:
            return self._notices.get()
        while True:
            left_s = self._meter_due_s - time.monotonic()
            if left_s > 0:
                with contextlib.suppress(queue.Empty):
                    return self._notices.get(timeout=left_s)
            self._meter_due_s = time.monotonic() + _METER_EVERY_S
            show_meter(self._app.meter())

    def try_service(
        self,
        profile: Profile,
        configuration: SessionConfiguration,
        pasted_secret: Secret | None,
        show: Callable[[TrialStepChanged], None],
    ) -> bool:
        """Test a connection and show every step; True if all of them passed."""
        self._is_trying = True
        self._app.try_service(profile, configuration, pasted_secret)
        while True:
            notice = self._notices.get()
            if not isinstance(notice, TrialStepChanged):
                continue
            show(notice)
            if notice.state is TrialState.FAILED or notice.is_last:
                return notice.state is not TrialState.FAILED

    def transcribe_again(
        self,
        public_id: str,
        what: WantedAudio,
        profile: Profile,
        configuration: SessionConfiguration,
        show: Callable[[RetranscriptionChanged], None],
    ) -> RetranscriptionChanged:
        """Transcribe something of the history again and show how far it has come; how it ended."""
        self._app.history.transcribe(public_id, what, profile, configuration)
        return self._heard_again(public_id, show)

    def forget_job(self, job: StoredJob) -> None:
        """What a program left behind is taken up now, or cannot be."""
        self._app.history.edit(job.public_id, lambda store: store.jobs.end(job.id))

    def _hear_what_is_missing(self, missing: MissingSpeech) -> bool:
        """Wait for the job that the end of the recording began; whether nothing is missing any more."""
        over = self._heard_again(missing.public_id, missing.show, _NO_PROGRESS_S)
        try:
            reader = StoreReader(self._app.history.folder)
            try:
                return missing.show_what_was_heard(reader, over)
            finally:
                reader.close()
        except StoreError as error:
            _logger.info("what was heard once more could not be read: %s", error)
            return False

    def _heard_again(
        self, public_id: str, show: Callable[[RetranscriptionChanged], None], patience_s: float | None = None
    ) -> RetranscriptionChanged:
        """Show how far a job has come until it is over; it is given up where it stands still for too long."""
        self._is_hearing_again = True
        try:
            while True:
                try:
                    notice = self._notices.get(timeout=patience_s)
                except queue.Empty:
                    self._app.history.stop_transcribing(public_id)
                    continue
                if not isinstance(notice, RetranscriptionChanged) or notice.public_id != public_id:
                    continue
                show(notice)
                if notice.state not in UNDER_WAY:
                    return notice
        finally:
            self._is_hearing_again = False

    def share_captions(self, sharing: CaptionSharing, look: CaptionLook) -> None:
        """Let browsers and other programs read the captions of what is recorded."""
        self._app.caption_page.update(sharing, look)

    def commit(self) -> None:
        """End the turn that is being spoken; any thread."""
        self._app.commit()

    def interrupt(self) -> None:
        """End the recording; its last words still come."""
        self.was_interrupted = True
        if self._is_hearing_again:
            self._is_given_up = True
            self._app.history.stop_transcribing()
        else:
            self._app.stop_recording()

    @contextmanager
    def attending(self, trace: AskedTrace | None = None) -> Iterator["Attendant"]:
        """The session thread runs inside this; the first SIGINT or SIGTERM stops the recording, the second quits.

        A test of a service has nothing to bring home, so the first one quits it.
        """
        logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")

        def on_signal(number: int, frame: FrameType | None) -> None:
            # What is heard once more is ended by the second, so that what there is can still be shown.
            is_first = not self.was_interrupted or (self._is_hearing_again and not self._is_given_up)
            if self._is_trying or not is_first:
                raise KeyboardInterrupt
            self.interrupt()

        previous = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        self._app.start()
        self._app.words.use(load_vocabulary().for_preset("") if self._words is None else self._words)
        is_anybody_there = True
        try:
            if trace is not None:
                self._trace_to(trace)
            yield self
        except BrokenPipeError:
            is_anybody_there = False
            raise
        finally:
            self._app.close()
            if is_anybody_there:
                self._tell_what_was_kept()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _trace_to(self, trace: AskedTrace) -> None:
        try:
            self._app.trace_to(trace.path, keeps_audio=trace.keeps_audio)
        except TraceFileError as error:
            raise CannotStart(error.message) from error

    def _tell_what_was_kept(self) -> None:
        """Of a recording that was broken off, nobody has shown the last notices."""
        while not self._notices.empty():
            notice = self._notices.get()
            if isinstance(notice, Problem) and notice.code == "audio_kept":
                sys.stderr.write(f"{problem_line(notice)}\n")

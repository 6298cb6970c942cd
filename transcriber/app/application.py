"""Builds every object, starts and stops thread and engine in order.

What is heavy is imported on the session thread, when it is needed.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.app.caption_desk import CaptionDesk
from transcriber.app.folders import keys_folder, sample_path
from transcriber.app.history_desk import HistoryDesk
from transcriber.app.history_office import HistoryOffice
from transcriber.app.local_fallback import local_fallback
from transcriber.app.request import FileSource, RecordingRequest
from transcriber.app.services import EngineService, RemoteService
from transcriber.app.sources import trial_speech
from transcriber.app.words_desk import WordsDesk
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.fitting import fitted
from transcriber.sentence import said
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Meter,
    Notice,
    Problem,
    RecordingChanged,
    RecordingState,
)
from transcriber.session.service import Service, ServiceError
from transcriber.session.thread import SessionThread
from transcriber.settings.keys import KeyStore
from transcriber.settings.profiles import LOCAL, Profile
from transcriber.settings.safeguards import Safeguards

if TYPE_CHECKING:
    from transcriber.app.archive import Archive
    from transcriber.app.exchange import Exchange
    from transcriber.app.guarded_input import GuardedInput
    from transcriber.app.kept_recording import KeptRecording
    from transcriber.audio.inputs import AudioInput
    from transcriber.audio.spool import Spool
    from transcriber.engine.process import EngineProcess
    from transcriber.realtime.secret import Secret
    from transcriber.session.recording import Recording
    from transcriber.session.two_lanes import TwoLanes

_CLOSE_TIMEOUT_S = 5.0
_CLOSE_AUDIO_S = 1.0
_CLOSE_STORE_S = 2.5
"""Of these: for tidying up the history; what it does not come to is done at another end."""


class App:
    """Created on the main thread, where every method but `close` returns at once; publishes on the session thread."""

    def __init__(
        self,
        publish: Callable[[Notice], None],
        environment: Mapping[str, str] | None = None,
        *,
        keeps_history: bool = True,
    ) -> None:
        """Nothing happens before `start`.

        Args:
            publish: Takes every notice.
            environment: Where keys may stand; None: this process's.
            keeps_history: Recordings are kept in the store.
        """
        self._keeps_history = keeps_history
        self.key_store = KeyStore(os.environ if environment is None else environment, keys_folder())
        self._thread = SessionThread(at_end=self._close_all)
        self.caption_page = CaptionDesk(self._thread.call, self._thread.spawn, publish)
        self._publish = publish = self.caption_page.tell
        self._engine: EngineProcess | None = None
        self._recording: Recording | TwoLanes | None = None
        self._profile = LOCAL
        """Of the recording that runs."""
        self._configuration: SessionConfiguration | None = None
        """What was asked for it last; None where the service's own was adopted."""
        self._input: GuardedInput | None = None
        """Of the recording that runs, or ran last."""
        self._is_trying = False
        self._exchange: Exchange | None = None
        self._office = HistoryOffice(
            publish, self._thread.spawn, lambda: self._recording is None, self._make_retranscription
        )
        self.history = HistoryDesk(self._thread.call, self._office.edits, self._office.retranscriptions)
        self.words = WordsDesk(self._thread.call, self._ask_again, self._office.corrections)

    def start(self) -> None:
        """The session thread is up when this returns."""
        self._thread.start()

    def warm_engine(self) -> None:
        """Start the engine before it is needed, and load what the first recording needs."""
        self._thread.call(lambda: self._thread.spawn(self._warm_engine()))

    def start_recording(self, request: RecordingRequest) -> None:
        """Begin; what happens comes as notices. Refused with a problem while another recording runs."""
        self._thread.call(lambda: self._start_recording(request))

    def stop_recording(self) -> None:
        """End the capture; what was captured is still transcribed."""
        self._thread.call(self._stop_recording)

    def pause_recording(self) -> None:
        """Let the recording's clock stand still; nothing is captured or sent until it is resumed."""
        self._on_recording(lambda recording: recording.pause())

    def resume_recording(self) -> None:
        """Go on after a pause."""
        self._on_recording(lambda recording: recording.resume())

    def go_on_locally(self) -> None:
        """The engine on this computer takes the recording over, for good."""
        self._on_recording(lambda recording: recording.go_on_locally())

    def update_safeguards(self, safeguards: Safeguards) -> None:
        """What happens when something goes away, from now on."""
        self._on_recording(lambda recording: self._update_safeguards(recording, safeguards))

    def update_session(self, configuration: SessionConfiguration) -> None:
        """Ask for other settings of the running session, at once; `SessionAnnounced` or `UpdateRefused` answers."""
        self._thread.call(lambda: self._update_session(configuration))

    def update_commit_policy(self, policy: CommitPolicy) -> None:
        """This side's ends of turns, from now on."""
        self._on_recording(lambda recording: recording.update_policy(policy))

    def commit(self) -> None:
        """End the turn that is being spoken."""
        self._on_recording(lambda recording: recording.commit())

    def hold_to_talk(self, is_held: bool) -> None:
        """The push-to-talk key was pressed, or let go."""
        self._on_recording(lambda recording: recording.hold_to_talk(is_held))

    def try_service(
        self, profile: Profile, configuration: SessionConfiguration, pasted_secret: "Secret | None" = None
    ) -> None:
        """Test a connection; every step comes as a `TrialStepChanged`. A test that still runs is not disturbed."""
        self._thread.call(lambda: self._thread.spawn(self._try_service(profile, configuration, pasted_secret)))

    def watch_protocol(self, is_watched: bool, *, keeps_audio: bool = False) -> None:
        """Tell of every message of the exchange with a service as `ProtocolTraced`, or stop to."""
        self._thread.call(lambda: self._open_exchange().watch(is_watched, keeps_audio=keeps_audio))

    def trace_to(self, path: Path, *, keeps_audio: bool = False) -> None:
        """Write everything that is exchanged from now on to a new file; speech and text are in it, secrets are not.

        Raises:
            TraceFileError: The file exists already, or cannot be written.
        """
        from transcriber.realtime.trace_file import TraceFile

        file = TraceFile.create(path, keeps_audio=keeps_audio, on_stopped=self._on_trace_stopped)
        self._thread.call(lambda: self._open_exchange().save_to(file, keeps_audio=keeps_audio))

    def meter(self) -> Meter:
        """What moves all the time, as it is now; from any thread."""
        recording = self._recording
        return recording.meter if recording else Meter()

    def close(self) -> None:
        """Stop everything and wait for it, a few seconds at most."""
        self.key_store.close()
        self._thread.stop(_CLOSE_TIMEOUT_S)

    # ---- on the session thread ---------------------------------------------------------------------------------------

    def _start_recording(self, request: RecordingRequest) -> None:
        if self._recording is not None:
            self._publish(Problem("already_recording", said("A recording is running already."), said("Stop it first.")))
            return
        self._profile = request.profile
        self._configuration = request.configuration if request.pasted_secret is None else None
        # Made here and not in its task, so that neither a stop nor a second start can come before it.
        try:
            self._recording = self._make_recording(request)
        except Exception:
            # A bug: the window that waits for the first sound must hear of it, and its traceback goes to the log.
            self._publish(Problem("bug", said("The recording did not start: an error in the program."), is_fatal=True))
            self._publish(RecordingChanged(RecordingState.STOPPED))
            raise
        self._thread.spawn(self._run(self._recording))

    def _stop_recording(self) -> None:
        if self._recording is not None:
            self._recording.stop()

    def _on_recording(self, act: "Callable[[Recording | TwoLanes], None]") -> None:
        self._thread.call(lambda: None if self._recording is None else act(self._recording))

    def _update_safeguards(self, recording: "Recording | TwoLanes", safeguards: Safeguards) -> None:
        recording.update_safeguards(safeguards)
        if self._input is not None:
            self._input.update(safeguards)

    def _update_session(self, configuration: SessionConfiguration) -> None:
        if self._recording is not None:
            model = self._profile.capabilities_of(configuration.model)
            self._configuration = configuration
            told = self.words.in_use.told_to(self._profile, configuration)
            self._thread.spawn(self._recording.update_session(fitted(told, model, self._profile.switches)))

    def _ask_again(self) -> None:
        if self._configuration is not None:
            self._update_session(self._configuration)

    async def _try_service(
        self, profile: Profile, configuration: SessionConfiguration, pasted_secret: "Secret | None"
    ) -> None:
        from transcriber.session.opening import Opener
        from transcriber.session.trial import Trial

        if self._is_trying:
            return
        self._is_trying = True
        asked = fitted(configuration, profile.capabilities_of(configuration.model), profile.switches)
        opener = Opener(self._service(profile, pasted_secret), pasted_secret, self._open_exchange().tracer)
        try:
            await Trial(opener, asked, trial_speech, self._publish).run()
        finally:
            self._is_trying = False

    def _make_recording(self, request: RecordingRequest) -> "Recording | TwoLanes":
        from transcriber.app.guarded_input import GuardedInput
        from transcriber.app.recording_making import Making, recording_of

        words = self.words.in_use
        if request.pasted_secret is None:
            request = replace(request, configuration=words.told_to(request.profile, request.configuration))
        kept = self._keep(request)
        self._input = GuardedInput(request)
        publish = words.watched(self._publish if kept is None else kept.publish, is_running=True)
        publish = self._input.watched(publish)
        making = Making(
            source=self._input.source,
            publish=self._office.live_engine.watched(request.profile, publish),
            kept=kept,
            create_service=lambda: self._service(request.profile, request.pasted_secret),
            tracer=self._open_exchange().tracer,
            create_fallback=lambda: local_fallback(self._running_engine()),
            spent_before_dollars=self._office.archive.spent_this_month_dollars(),
        )
        return recording_of(request, making)

    def _keep(self, request: RecordingRequest) -> "KeptRecording | None":
        """The demonstration is nobody's recording, and neither is a test."""
        is_demonstration = isinstance(request.source, FileSource) and request.source.path == sample_path()
        if not request.is_kept or self._open_archive() is None or is_demonstration:
            return None
        return self._office.keep(request, lambda: self.meter().recorded_ms)

    def _open_archive(self) -> "Archive | None":
        if not self._keeps_history:
            return None
        self._office.archive.open()
        return self._office.archive

    def _make_retranscription(
        self,
        source: "AudioInput",
        create_spool: "Callable[[], Spool]",
        profile: Profile,
        configuration: SessionConfiguration,
        publish: Callable[[Notice], None],
    ) -> "Recording":
        from transcriber.session.recording import Recording

        model = profile.capabilities_of(configuration.model)
        return Recording(
            source,
            create_spool,
            self._service(profile),
            fitted(self.words.in_use.told_to(profile, configuration), model, profile.switches),
            self.words.in_use.watched(publish),
            is_timed=False,
            model=model,
            tracer=self._open_exchange().tracer,
        )

    async def _run(self, recording: "Recording | TwoLanes") -> None:
        try:
            await recording.run()
        finally:
            self._recording = None
            if self._input is not None:
                self._input.end()
            self._office.recording_ended()

    def _open_exchange(self) -> "Exchange":
        from transcriber.app.exchange import Exchange

        if self._exchange is None:
            self._exchange = Exchange(self._publish)
        return self._exchange

    def _on_trace_stopped(self, message: str) -> None:
        self._publish(Problem("trace_stopped", message, said("The recording goes on without it.")))

    def _service(self, profile: Profile, pasted_secret: "Secret | None" = None) -> Service:
        if profile.base_url is None:
            return EngineService(self._running_engine(), profile)
        return RemoteService(profile, profile.base_url, self.key_store, pasted_secret)

    def _running_engine(self) -> "EngineProcess":
        from transcriber.engine.process import EngineProcess

        if self._engine is None:
            self._engine = EngineProcess()
        return self._engine

    async def _warm_engine(self) -> None:
        from transcriber.app.loading import load_ahead

        try:
            await EngineService(self._running_engine(), LOCAL).endpoint()
        except ServiceError as error:
            self._publish(LinkChanged(LinkState.FAILED, error.message))
        await load_ahead()
        if self._open_archive() is not None:
            self._office.tidy_soon()
        await self._office.keep_audio()

    async def _close_all(self) -> None:
        if self._exchange is not None:
            self._exchange.close()
        await self.caption_page.close()
        await self._office.look_after_audio_once(_CLOSE_AUDIO_S)
        self._office.close(_CLOSE_STORE_S)
        if self._engine is not None:
            await self._engine.stop()

"""One recording from start to stop: an input, a spool, as many connections as it takes, one transcript."""

import asyncio
import random
from collections.abc import Callable

from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.inputs import AudioInput
from transcriber.audio.speech_gate import SpeechGate
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.models import ModelCapabilities, capabilities
from transcriber.realtime.secret import Secret
from transcriber.realtime.tracer import Tracer
from transcriber.session.accounting import Accounting
from transcriber.session.backoff import Backoff
from transcriber.session.capture import Capture
from transcriber.session.hearing import Gate, Hearing
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Meter,
    Notice,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
)
from transcriber.session.opening import Opener
from transcriber.session.retries import Retries
from transcriber.session.service import Service
from transcriber.session.spool_watch import SpoolWatch
from transcriber.session.supervisor import Supervisor
from transcriber.session.turn_taking import TurnTaking


class Recording:
    """Created and run on the session thread, once; `meter` may be read from any thread."""

    def __init__(
        self,
        source: AudioInput,
        create_spool: Callable[[], Spool],
        service: Service,
        configuration: SessionConfiguration,
        publish: Callable[[Notice], None],
        *,
        is_timed: bool,
        keeps_audio: bool = False,
        model: ModelCapabilities | None = None,
        policy: CommitPolicy | None = None,
        pasted_secret: Secret | None = None,
        tracer: Tracer | None = None,
        create_gate: Callable[[], Gate] = SpeechGate,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """Nothing happens before `run`.

        Args:
            source: Where the sound comes from.
            create_spool: Makes the file that the sound goes to first.
            service: Where the text comes from.
            configuration: What to ask for, without what the model or the service does not take.
            publish: Takes every notice.
            is_timed: The input runs in real time, so delays mean something.
            keeps_audio: The sound stays on the disk also where all of it was transcribed.
            model: What the usage is counted by; None looks the configuration's model up.
            policy: This side's ends of turns.
            pasted_secret: A client secret made elsewhere, whose session's configuration is adopted.
            tracer: Takes the raw exchange.
            create_gate: Makes what hears pauses on this side, when it is first needed.
            uniform: Draws the jitter of reconnects.
        """
        self._source = source
        self._create_spool = create_spool
        self._keeps_audio = keeps_audio
        self._publish = publish
        self._is_timed = is_timed
        self._capture: Capture | None = None
        self._turn_taking = TurnTaking(policy or CommitPolicy(), Hearing(publish, create_gate), self._recorded_samples)
        self._supervisor = Supervisor(
            service,
            configuration,
            publish,
            opener=Opener(service, pasted_secret, tracer),
            turn_taking=self._turn_taking,
            accounting=Accounting(model or capabilities(configuration.model), publish),
            retries=Retries(is_secret_pasted=pasted_secret is not None),
            backoff=Backoff(uniform),
            is_timed=is_timed,
            progressed=self._tell_progress,
        )

    @property
    def meter(self) -> Meter:
        """What moves all the time, as it is now."""
        capture, supervisor = self._capture, self._supervisor
        if capture is None:
            return Meter()
        return Meter(
            level_dbfs=capture.level.level_dbfs,
            peak_dbfs=capture.level.peak_dbfs,
            is_clipping=capture.level.is_clipping,
            is_digital_silence=capture.level.is_digital_silence,
            recorded_ms=capture.recorded_samples // SPOOL_SAMPLES_PER_MS,
            delay_ms=supervisor.delay_ms,
            waiting_ms=(capture.recorded_samples - supervisor.sent_sample) // SPOOL_SAMPLES_PER_MS,
        )

    def stop(self) -> None:
        """Capture no more; what was captured is still transcribed."""
        if self._capture is None:
            self._source.stop()
        else:
            self._capture.stop()

    def commit(self) -> None:
        """End the turn that is being spoken, also while there is no connection."""
        self._turn_taking.commit()

    def hold_to_talk(self, is_held: bool) -> None:
        """The push-to-talk key was pressed, or let go."""
        self._turn_taking.hold_to_talk(is_held)

    def update_policy(self, policy: CommitPolicy) -> None:
        """This side's ends of turns, from now on."""
        self._turn_taking.update_policy(policy)

    async def update_session(self, configuration: SessionConfiguration) -> None:
        """Ask the service for another configuration, at once; the answer comes as a notice.

        Without a connection it counts from the next one on. The audio format is decided once, when a recording starts.
        """
        await self._supervisor.update_session(configuration)

    def _recorded_samples(self) -> int:
        return self._capture.recorded_samples if self._capture else 0

    async def run(self) -> None:
        """Until everything that was captured is answered, or cannot be."""
        self._publish(RecordingChanged(RecordingState.STARTING))
        try:
            await self._open_and_record()
        except AudioError as error:
            self._publish(Problem(error.code, error.message, error.remedy, is_fatal=True))
        except Exception:
            # A bug, told like any other end; its traceback goes to the log.
            self._publish(Problem("bug", "The recording ended because of an error in this program.", is_fatal=True))
            raise
        finally:
            await self._close_source()
            self._publish(LinkChanged(LinkState.OFF))
            self._publish(RecordingChanged(RecordingState.STOPPED, self._source.name, self.meter.recorded_ms))

    async def _close_source(self) -> None:
        try:
            await self._source.close()
        except AudioError as error:
            self._publish(Problem(error.code, error.message, error.remedy))

    async def _open_and_record(self) -> None:
        await self._source.open()
        spool = self._create_spool()
        try:
            self._capture = Capture(self._source, spool, self._publish)
            self._publish(RecordingChanged(RecordingState.RECORDING, self._source.name))
            spool.watched_by(SpoolWatch(self._publish, lambda gap: None, lambda: self._supervisor.watermark_sample))
            async with asyncio.TaskGroup() as group:
                capturing = group.create_task(self._capture_all(self._capture))
                is_complete = await self._supervisor.run(self._capture, spool)
                self._capture.stop()
                if not is_complete:
                    capturing.cancel()
        except BaseException:
            self._end(spool, is_complete=False)
            raise
        self._end(spool, is_complete and not self._supervisor.has_lost_words)

    async def _capture_all(self, capture: Capture) -> None:
        try:
            await capture.run()
        except AudioError as error:
            at_ms = capture.at_ms() if self._is_timed else None
            self._publish(Problem(error.code, error.message, error.remedy, is_fatal=True, at_ms=at_ms))
        self._publish(RecordingChanged(RecordingState.FINISHING, self._source.name, self.meter.recorded_ms))

    def _end(self, spool: Spool, is_complete: bool) -> None:
        if not spool.length_samples or (is_complete and not self._keeps_audio):
            spool.delete()
            return
        spool.close()
        if not is_complete and spool.path.exists():
            remedy = f"The audio is kept in {spool.path}."
            self._publish(Problem("audio_kept", "Not everything was transcribed.", remedy))

    def _tell_progress(self, watermark_sample: int) -> None:
        if self._source.duration_ms is not None:
            done_ms = watermark_sample // SPOOL_SAMPLES_PER_MS
            self._publish(Progress(min(done_ms, self._source.duration_ms), self._source.duration_ms))

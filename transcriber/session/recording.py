"""One recording from start to stop: an input, a spool, as many connections as it takes, one transcript."""

import asyncio
import contextlib
import functools
import random
import time
from collections.abc import Callable
from dataclasses import replace

from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.inputs import AudioInput
from transcriber.audio.speech_gate import SpeechGate
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.errors import RateLimited, RealtimeError, ServiceUnreachable
from transcriber.realtime.events import ServerEvent, SessionUpdated, UpdateSession
from transcriber.realtime.fitting import LIVE_FIELDS
from transcriber.realtime.models import ModelCapabilities, capabilities
from transcriber.realtime.secret import Secret
from transcriber.realtime.tracer import Tracer
from transcriber.session.accounting import Accounting
from transcriber.session.backoff import Backoff
from transcriber.session.capture import Capture
from transcriber.session.conversation import Conversation, encoder_for
from transcriber.session.hearing import Gate, Hearing
from transcriber.session.ledger import Ledger
from transcriber.session.notices import (
    LinkChanged,
    LinkState,
    Meter,
    Notice,
    Problem,
    Progress,
    RecordingChanged,
    RecordingState,
    UpdateRefused,
)
from transcriber.session.opening import Opener, OpenSession
from transcriber.session.retries import Retries
from transcriber.session.service import Service, ServiceError
from transcriber.session.turn_taking import TurnTaking
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnState

_LONGEST_LAST_PAUSE_S = 60.0


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
            model: What the usage is counted by; None looks the configuration's model up.
            policy: This side's ends of turns.
            pasted_secret: A client secret made elsewhere, whose session's configuration is adopted.
            tracer: Takes the raw exchange.
            create_gate: Makes what hears pauses on this side, when it is first needed.
            uniform: Draws the jitter of reconnects.
        """
        self._source = source
        self._create_spool = create_spool
        self._service = service
        self._configuration = configuration
        self._publish = publish
        self._is_timed = is_timed
        self._backoff = Backoff(uniform)
        self._transcript = Transcript()
        self._capture: Capture | None = None
        self._conversation: Conversation | None = None
        self._ledger = Ledger(0)
        self._turn_taking = TurnTaking(policy or CommitPolicy(), Hearing(publish, create_gate), self._recorded_samples)
        self._opener = Opener(service, pasted_secret, tracer)
        self._first_configuration = configuration
        self._retries = Retries(is_secret_pasted=pasted_secret is not None)
        self._accounting = Accounting(model or capabilities(configuration.model), publish)

    @property
    def meter(self) -> Meter:
        """What moves all the time, as it is now."""
        capture, conversation = self._capture, self._conversation
        if capture is None:
            return Meter()
        return Meter(
            level_dbfs=capture.level.level_dbfs,
            peak_dbfs=capture.level.peak_dbfs,
            is_clipping=capture.level.is_clipping,
            is_digital_silence=capture.level.is_digital_silence,
            recorded_ms=capture.recorded_samples // SPOOL_SAMPLES_PER_MS,
            delay_ms=conversation.delay_ms if conversation else None,
            waiting_ms=(capture.recorded_samples - self._ledger.sent_sample) // SPOOL_SAMPLES_PER_MS,
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
        asked = replace(configuration, audio_format=self._configuration.audio_format)
        self._configuration = asked
        if self._conversation is not None:
            await self._conversation.update_session(asked)

    def _late_change(self, session: OpenSession, asked: SessionConfiguration) -> SessionConfiguration | None:
        """What a new session is to be told beyond `asked`: changed while the connection was being made.

        An adopted session keeps its own configuration but for what a person has changed since the start.
        """
        if session.connection.asked is not None:
            return None if self._configuration is asked else self._configuration
        changes = {
            name: getattr(self._configuration, name)
            for name in LIVE_FIELDS
            if getattr(self._configuration, name) != getattr(self._first_configuration, name)
        }
        wanted = replace(session.configuration, **changes)
        return None if wanted == session.configuration else wanted

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
            async with asyncio.TaskGroup() as group:
                capturing = group.create_task(self._capture_all(self._capture))
                is_complete = await self._transcribe_all(self._capture, spool)
                self._capture.stop()
                if not is_complete:
                    capturing.cancel()
        except BaseException:
            self._end(spool, is_complete=False)
            raise
        self._end(spool, is_complete and not (self._has_failed_turns() or self._retries.has_lost_audio))

    async def _capture_all(self, capture: Capture) -> None:
        try:
            await capture.run()
        except AudioError as error:
            at_ms = capture.at_ms() if self._is_timed else None
            self._publish(Problem(error.code, error.message, error.remedy, is_fatal=True, at_ms=at_ms))
        self._publish(RecordingChanged(RecordingState.FINISHING, self._source.name, self.meter.recorded_ms))

    def _end(self, spool: Spool, is_complete: bool) -> None:
        if is_complete or not spool.length_samples:
            spool.delete()
            return
        spool.close()
        self._publish(Problem("audio_kept", "Not everything was transcribed.", f"The audio is kept in {spool.path}."))

    def _has_failed_turns(self) -> bool:
        return any(turn.state is TurnState.FAILED for turn in self._transcript.turns)

    async def _transcribe_all(self, capture: Capture, spool: Spool) -> bool:
        """Connect and send until nothing is owed; False where the service cannot be used."""
        limited: RateLimited | None = None
        while True:
            retry_after_s = limited.retry_after_s if limited else None
            if not await self._waited(self._backoff.delay_s(time.monotonic(), retry_after_s), capture) and limited:
                self._give_up(Problem(limited.code, limited.message, "Try again later.", is_fatal=True))
                return False
            try:
                return await self._converse_once(capture, spool)
            except AudioError as error:
                self._give_up(Problem(error.code, error.message, error.remedy, is_fatal=True))
                return False
            except ServiceError as error:
                if not self._retries.may_start_again(error):
                    self._give_up(Problem(error.code, error.message, error.remedy, is_fatal=True, field=error.field))
                    return False
                limited = None
                self._publish(LinkChanged(LinkState.RECONNECTING, error.message))
            except RealtimeError as error:
                if self._is_final(error, capture):
                    remedy = self._retries.last_remedy(error)
                    self._give_up(Problem(error.code, error.message, remedy, is_fatal=True, field=error.field))
                    return False
                if isinstance(error, ServiceUnreachable):
                    await self._service.renew()
                limited = error if isinstance(error, RateLimited) else None
                self._publish(LinkChanged(LinkState.RECONNECTING, error.message))

    async def _waited(self, delay_s: float, capture: Capture) -> bool:
        """Wait; False where nothing more is captured and a service asks for more than a minute's patience."""
        if delay_s > _LONGEST_LAST_PAUSE_S:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(delay_s - _LONGEST_LAST_PAUSE_S):
                    await capture.over()
                return False
        await asyncio.sleep(min(delay_s, _LONGEST_LAST_PAUSE_S))
        return True

    def _is_final(self, error: RealtimeError, capture: Capture) -> bool:
        is_live = self._is_timed and not capture.is_over
        return self._retries.is_final(error, self._ledger.watermark_sample, is_live=is_live)

    def _give_up(self, problem: Problem) -> None:
        self._publish(LinkChanged(LinkState.FAILED, problem.message))
        self._publish(problem)

    async def _converse_once(self, capture: Capture, spool: Spool) -> bool:
        is_first = self._conversation is None
        self._publish(LinkChanged(LinkState.STARTING_ENGINE if self._service.is_local else LinkState.CONNECTING))
        endpoint = await self._opener.endpoint()
        self._publish(LinkChanged(LinkState.CONNECTING))
        asked = self._configuration
        secret = await self._opener.secret(endpoint, asked)
        session = await self._opener.connect(endpoint, secret, asked)
        async with session.connection:
            self._backoff.connected(time.monotonic())
            self._retries.connected()
            self._publish(LinkChanged(LinkState.CONNECTED))
            self._publish(replace(session.announcement(), base_sample=self._base_sample(session)))
            if not is_first:
                self._tell_of_return(capture)
            change = self._late_change(session, asked)
            if change is not None:
                await session.connection.send(UpdateSession(change))
            return await self._converse(session, capture, spool)

    def _observe(self, session: OpenSession, event: ServerEvent) -> bool:
        """Tell what a person wants to know beside the text; True if that was about an error."""
        self._accounting.apply(event)
        if isinstance(event, SessionUpdated):
            self._publish(session.announcement())
        refused = session.connection.refused_update
        if refused is None:
            return False
        # Another change may be on its way: a new connection begins with that.
        self._configuration = session.connection.asked or refused.in_force
        self._publish(UpdateRefused(refused.message, refused.field, refused.in_force))
        return True

    def _base_sample(self, session: OpenSession) -> int:
        alignment = encoder_for(session.configuration, session.sample_rate_hz).alignment_frames
        return self._ledger.watermark_sample // alignment * alignment

    async def _converse(self, session: OpenSession, capture: Capture, spool: Spool) -> bool:
        # A model that refused turn detection leaves the commits to this side.
        configuration = session.configuration
        base_sample = self._base_sample(session)
        self._ledger = Ledger(base_sample)
        for change in self._transcript.begin_session(base_sample // SPOOL_SAMPLES_PER_MS):
            self._publish(change)
        self._accounting.begin_session()
        self._conversation = Conversation(
            session.connection,
            configuration,
            capture,
            spool,
            self._transcript,
            self._ledger,
            self._publish_with_progress,
            turn_taking=self._turn_taking,
            retries=self._retries,
            sample_rate_hz=session.sample_rate_hz,
            chunk_ms=self._service.chunk_ms,
            backlog_speed=self._service.backlog_speed,
            is_timed=self._is_timed,
            observe=functools.partial(self._observe, session),
        )
        lost: RealtimeError | AudioError | None = None
        try:
            await self._conversation.run()
        except* (RealtimeError, AudioError) as group:
            lost = next(error for error in group.exceptions if isinstance(error, RealtimeError | AudioError))
        if lost is not None:
            raise lost
        return self._conversation.is_complete

    def _tell_of_return(self, capture: Capture) -> None:
        what = "The engine stopped and was started again." if self._service.is_local else "The connection is back."
        again_ms = (capture.recorded_samples - self._ledger.watermark_sample) // SPOOL_SAMPLES_PER_MS
        remedy = f"Nothing is lost: the last {again_ms / 1000:.0f} s are transcribed again."
        self._publish(Problem("reconnected", what, remedy, at_ms=capture.at_ms() if self._is_timed else None))

    def _publish_with_progress(self, notice: Notice) -> None:
        self._publish(notice)
        if self._source.duration_ms is not None:
            done_ms = self._ledger.watermark_sample // SPOOL_SAMPLES_PER_MS
            self._publish(Progress(min(done_ms, self._source.duration_ms), self._source.duration_ms))

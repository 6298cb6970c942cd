"""One recording from start to stop: an input, a spool, as many connections as it takes, one transcript."""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable

from transcriber.audio.encoder import Encoder
from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.inputs import AudioInput
from transcriber.audio.spool import Spool
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.credentials import ClientSecret, create_client_secret
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import RateLimited, RealtimeError, SecretExpired, ServiceUnreachable
from transcriber.session.backoff import Backoff
from transcriber.session.capture import Capture
from transcriber.session.conversation import Conversation
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
    SessionAnnounced,
)
from transcriber.session.service import Service, ServiceError
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnState

_MOST_ATTEMPTS_IN_VAIN = 4
_LONGEST_LAST_PAUSE_S = 60.0
_MOST_REFUSED_SECRETS = 1
_MOST_FAILED_STARTS = 3
_TRIED = "It was tried several times."


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
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """`is_timed`: the input runs in real time, so delays mean something."""
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
        self._attempts_in_vain = 0
        self._watermark_at_failure_sample = 0
        self._refused_secrets = 0
        self._failed_starts = 0

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
        self._end(spool, is_complete and not self._has_failed_turns())

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
                self._give_up(limited.code, limited.message, "Try again later.")
                return False
            try:
                return await self._converse_once(capture, spool)
            except AudioError as error:
                self._give_up(error.code, error.message, error.remedy)
                return False
            except ServiceError as error:
                if not self._may_start_again(error):
                    self._give_up(error.code, error.message, error.remedy)
                    return False
                limited = None
                self._publish(LinkChanged(LinkState.RECONNECTING, error.message))
            except RealtimeError as error:
                if self._is_final(error, capture):
                    self._give_up(error.code, error.message, error.remedy if error.is_fatal else _TRIED)
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

    def _may_start_again(self, error: ServiceError) -> bool:
        """An engine that has worked and was ended again while it started is not given up at once."""
        self._failed_starts += 1
        is_known_to_work = self._conversation is not None
        return is_known_to_work and error.is_transient and self._failed_starts <= _MOST_FAILED_STARTS

    def _is_final(self, error: RealtimeError, capture: Capture) -> bool:
        """Whether trying again is useless: nobody waits for ever for a file, or once nothing more is captured."""
        if self._ledger.watermark_sample > self._watermark_at_failure_sample:
            self._attempts_in_vain = 0
        self._watermark_at_failure_sample = self._ledger.watermark_sample
        self._attempts_in_vain += capture.is_over or not self._is_timed
        self._refused_secrets += isinstance(error, SecretExpired)
        return (
            error.is_fatal
            or self._attempts_in_vain > _MOST_ATTEMPTS_IN_VAIN
            or self._refused_secrets > _MOST_REFUSED_SECRETS
        )

    def _give_up(self, code: str, message: str, remedy: str) -> None:
        self._publish(LinkChanged(LinkState.FAILED, message))
        self._publish(Problem(code, message, remedy, is_fatal=True))

    async def _converse_once(self, capture: Capture, spool: Spool) -> bool:
        is_first = self._conversation is None
        self._publish(LinkChanged(LinkState.STARTING_ENGINE if self._service.is_local else LinkState.CONNECTING))
        endpoint = await self._service.endpoint()
        self._publish(LinkChanged(LinkState.CONNECTING))
        secret = await create_client_secret(endpoint, self._configuration) if endpoint.switches.uses_rest else None
        async with await self._connect(endpoint, secret) as connection:
            self._backoff.connected(time.monotonic())
            self._refused_secrets = self._failed_starts = 0
            self._publish(LinkChanged(LinkState.CONNECTED))
            expires_at_s = secret.expires_at_s if secret else None
            self._publish(SessionAnnounced(connection.session, expires_at_s))
            if not is_first:
                self._tell_of_return(capture)
            return await self._converse(connection, capture, spool)

    async def _connect(self, endpoint: Endpoint, secret: ClientSecret | None) -> RealtimeConnection:
        return await RealtimeConnection.open(endpoint, secret.value if secret else None, self._configuration)

    async def _converse(self, connection: RealtimeConnection, capture: Capture, spool: Spool) -> bool:
        # A model that refused turn detection leaves the commits to this side.
        configuration = connection.asked or self._configuration
        alignment = Encoder(configuration.audio_format).alignment_frames
        base_sample = self._ledger.watermark_sample // alignment * alignment
        self._ledger = Ledger(base_sample)
        for change in self._transcript.begin_session(base_sample // SPOOL_SAMPLES_PER_MS):
            self._publish(change)
        self._conversation = Conversation(
            connection,
            configuration,
            capture,
            spool,
            self._transcript,
            self._ledger,
            self._publish_with_progress,
            chunk_ms=self._service.chunk_ms,
            backlog_speed=self._service.backlog_speed,
            is_timed=self._is_timed,
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

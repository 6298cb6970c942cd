"""The connections of one recording: made, watched over, made again, until every second of it is answered."""

import asyncio
import contextlib
import functools
import time
from collections.abc import Callable
from dataclasses import replace

from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.spool import Spool
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.errors import RateLimited, RealtimeError, ServiceUnreachable
from transcriber.realtime.events import ServerEvent, SessionUpdated, UpdateSession
from transcriber.realtime.fitting import LIVE_FIELDS
from transcriber.session.accounting import Accounting
from transcriber.session.backoff import Backoff
from transcriber.session.capture import Capture
from transcriber.session.conversation import Conversation, encoder_for
from transcriber.session.ledger import Ledger
from transcriber.session.notices import LinkChanged, LinkState, Notice, Problem, UpdateRefused
from transcriber.session.opening import Opener, OpenSession
from transcriber.session.retries import Retries
from transcriber.session.service import Service, ServiceError
from transcriber.session.turn_taking import TurnTaking
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnState

_LONGEST_LAST_PAUSE_S = 60.0


class Supervisor:
    """Connects one recording to its service for as long as it takes. Session thread; run once."""

    def __init__(
        self,
        service: Service,
        configuration: SessionConfiguration,
        publish: Callable[[Notice], None],
        *,
        opener: Opener,
        turn_taking: TurnTaking,
        accounting: Accounting,
        retries: Retries,
        backoff: Backoff,
        is_timed: bool,
        progressed: Callable[[int], None],
    ) -> None:
        """Nothing happens before `run`.

        Args:
            service: Where the text comes from.
            configuration: What to ask for, without what the model or the service does not take.
            publish: Takes every notice.
            opener: Opens sessions with the service.
            turn_taking: Where this side ends turns.
            accounting: What it costs.
            retries: How much patience there is.
            backoff: When to connect.
            is_timed: The input runs in real time, so delays mean something.
            progressed: Told up to which sample of the spool everything is done, now and then.
        """
        self._service = service
        self._configuration = configuration
        self._first_configuration = configuration
        self._publish = publish
        self._opener = opener
        self._turn_taking = turn_taking
        self._accounting = accounting
        self._retries = retries
        self._backoff = backoff
        self._is_timed = is_timed
        self._progressed = progressed
        self._transcript = Transcript()
        self._conversation: Conversation | None = None
        self._ledger = Ledger(0)

    @property
    def delay_ms(self) -> int | None:
        """How far the newest text is behind the microphone; None before the first text."""
        return self._conversation.delay_ms if self._conversation else None

    @property
    def sent_sample(self) -> int:
        """The first spool sample that was neither sent nor left out."""
        return self._ledger.sent_sample

    @property
    def watermark_sample(self) -> int:
        """Everything before it is done."""
        return self._ledger.watermark_sample

    @property
    def has_lost_words(self) -> bool:
        """The service gave no text for something that was sent."""
        has_failed = any(turn.state is TurnState.FAILED for turn in self._transcript.turns)
        return has_failed or self._retries.has_lost_audio

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

    async def run(self, capture: Capture, spool: Spool) -> bool:
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
                    if not error.was_reached:
                        self._backoff.unreached()
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
        self._progressed(self.watermark_sample)

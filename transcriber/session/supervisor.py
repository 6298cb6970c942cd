"""The connections of one recording: made, made again, moved to this computer, until every second of it is answered."""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable

from transcriber.audio.durations import in_words
from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.spool import Spool
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.errors import RateLimited, RealtimeError, ServiceUnreachable
from transcriber.realtime.tracer import Tracer
from transcriber.sentence import said
from transcriber.session.accounting import Accounting
from transcriber.session.backoff import Backoff
from transcriber.session.capture import Capture
from transcriber.session.coverage_reports import CoverageReports
from transcriber.session.fallback import Fallback
from transcriber.session.ledger import Ledger
from transcriber.session.line import Line
from transcriber.session.notices import LinkChanged, LinkState, Notice, Problem, ProblemPassed, ServiceChanged
from transcriber.session.opening import Opener, OpenSession
from transcriber.session.patience import told_of_wait, waited
from transcriber.session.relay import Relay
from transcriber.session.retries import Retries
from transcriber.session.service import ServiceError
from transcriber.session.turn_taking import TurnTaking
from transcriber.settings.safeguards import Safeguards
from transcriber.transcript.transcript import Transcript
from transcriber.transcript.turns import TurnState

SERVICE_AWAY = "service_away"
_LONGEST_AWAY_S = 20.0
"""A service that cannot be reached for so long is away."""
_ASK = said("The recording goes on and the sound is kept. The captions can go on with this computer.")


class _PatienceOverError(RateLimited):
    """Nothing more is captured, and the service asks for more patience than a person who waits has."""


class _MovedError(Exception):
    """What was waited for is not wanted any more: the recording goes on with another service."""


class Supervisor:
    """Connects one recording to a service for as long as it takes. Session thread; run once."""

    def __init__(
        self,
        line: Line,
        publish: Callable[[Notice], None],
        *,
        turn_taking: TurnTaking,
        accounting: Accounting,
        is_timed: bool,
        is_live: bool,
        noted: Callable[[Ledger], None],
        safeguards: Safeguards,
        create_fallback: Callable[[], Fallback] | None = None,
        tracer: Tracer | None = None,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """Nothing happens before `run`.

        Args:
            line: The service to begin with.
            publish: Takes every notice.
            turn_taking: Where this side ends turns.
            accounting: What it costs.
            is_timed: The input runs in real time, so delays mean something.
            is_live: The input is lost if it is not captured now: there is a person to ask.
            noted: Told of each session's account when something was added to it.
            safeguards: What to do when the service stays away.
            create_fallback: Makes the service on this computer; None: there is none.
            tracer: Takes the raw exchange.
            uniform: Draws the jitter of reconnects.
        """
        self._line = line
        self._lines = [line]
        self._publish = publish
        self._turn_taking = turn_taking
        self._accounting = accounting
        self._is_timed = is_timed
        self._is_live = is_live
        self._noted = noted
        self._safeguards = safeguards
        self._create_fallback = create_fallback
        self._tracer = tracer
        self._uniform = uniform
        self._transcript = Transcript()
        self.coverage = CoverageReports(self._transcript, turn_taking, publish)
        self.end_reason = ""
        """Why nothing more is transcribed; empty where everything was."""
        self._relay: Relay | None = None
        self._interruption: asyncio.Timeout | None = None
        self._away: asyncio.TimerHandle | None = None
        self._away_reason = ""
        """What a person was told, while the service is away."""
        self._has_connected = False
        self._lost = ""

    @property
    def delay_ms(self) -> int | None:
        """How far the newest text is behind the microphone; None before the first text."""
        return self._relay.delay_ms if self._relay else None

    @property
    def sent_sample(self) -> int:
        """The first spool sample that was neither sent nor left out."""
        return self._relay.sent_sample if self._relay else 0

    @property
    def watermark_sample(self) -> int:
        """Everything before it is done."""
        return self._relay.watermark_sample if self._relay else 0

    @property
    def has_moved(self) -> bool:
        """The recording does not use the service any more that it began with."""
        return len(self._lines) > 1

    @property
    def has_lost_words(self) -> bool:
        """The service gave no text for something that was sent."""
        has_failed = any(turn.state is TurnState.FAILED for turn in self._transcript.turns)
        return has_failed or any(line.retries.has_lost_audio for line in self._lines)

    def update_safeguards(self, safeguards: Safeguards) -> None:
        """Counts at once, also for a service that is away already."""
        self._safeguards = safeguards
        if self._away_reason and safeguards.fallback == "always":
            self.move(self._away_reason)

    async def update_session(self, configuration: SessionConfiguration) -> None:
        """Ask the service for another configuration, at once; the answer comes as a notice.

        Without a connection it counts from the next one on. The audio format is decided once, when a recording starts.
        """
        asked = self._line.ask_for(configuration)
        if self._relay is not None:
            await self._relay.update_session(asked)

    def move(self, reason: str) -> None:
        """Go on with this computer from the first second on that has no text yet; once, and for good."""
        if self.has_moved or self._create_fallback is None or self._line.service.is_local:
            return
        fallback = self._create_fallback()
        asked = fallback.fit(self._line.configuration)
        self._line = Line(
            fallback.service,
            asked,
            fallback.model,
            opener=Opener(fallback.service, None, self._tracer),
            retries=Retries(is_secret_pasted=False),
            backoff=Backoff(self._uniform),
            introduction=(
                ServiceChanged(
                    fallback.profile_name, fallback.profile_title, asked.model, is_local=True, reason=reason
                ),
            ),
            fit=fallback.fit,
        )
        self._lines.append(self._line)
        self._is_back()
        again = said("What is made here can be transcribed again with another service later.")
        self._publish(
            Problem("failed_over", said("{reason} The captions go on with this computer.", reason=reason), again)
        )
        if self._interruption is not None:
            self._interruption.reschedule(asyncio.get_running_loop().time())
        elif self._relay is not None:
            self._relay.move_to(self._line)

    async def run(self, capture: Capture, spool: Spool) -> bool:
        """Connect and send until nothing is owed; False where the service cannot be used."""
        self._relay = Relay(
            capture,
            spool,
            self._publish,
            transcript=self._transcript,
            turn_taking=self._turn_taking,
            accounting=self._accounting,
            is_timed=self._is_timed,
            noted=self._noted,
        )
        limited: RateLimited | None = None
        try:
            while True:
                self._watch_for_absence(capture)
                try:
                    session = await self._connected(capture, self._relay, limited)
                    return await self._relay.run(self._line, session)
                except _MovedError:
                    limited = None
                except (AudioError, ServiceError, RealtimeError) as error:
                    limited = error if isinstance(error, RateLimited) else None
                    if not await self._goes_on(error, capture, self._relay):
                        return False
        finally:
            self._is_back()

    async def _connected(self, capture: Capture, relay: Relay, limited: RateLimited | None) -> OpenSession:
        line = self._line
        try:
            async with asyncio.timeout(None) as self._interruption:
                await self._wait_through_pause(capture, relay)
                delay_s = line.backoff.delay_s(time.monotonic(), limited.retry_after_s if limited else None)
                for notice in told_of_wait(self._lost, delay_s):
                    self._publish(notice)
                self._lost = ""
                if not await waited(delay_s, capture) and limited is not None:
                    raise _PatienceOverError(limited.message)
                session = await line.open(lambda state: self._publish(LinkChanged(state)))
        except TimeoutError:
            if self._line is line:
                raise
            raise _MovedError from None
        finally:
            self._interruption = None
        try:
            await self._tell_of(session, line, capture, relay)
        except BaseException:
            await session.connection.close()
            raise
        return session

    async def _wait_through_pause(self, capture: Capture, relay: Relay) -> None:
        """A session that ended in a pause is missed by nobody until there is something to send."""
        if capture.is_paused and not capture.is_over and relay.is_settled(capture.recorded_samples):
            self._is_back()
            self._publish(LinkChanged(LinkState.OFF))
            await capture.resumed()
            self._watch_for_absence(capture)

    async def _tell_of(self, session: OpenSession, line: Line, capture: Capture, relay: Relay) -> None:
        line.backoff.connected(time.monotonic())
        line.retries.connected()
        self._is_back()
        self._publish(LinkChanged(LinkState.CONNECTED))
        is_return, self._has_connected = self._has_connected and not line.is_introduced_later, True
        relay.announce(line, session, relay.base_sample(session, relay.watermark_sample))
        if is_return and not relay.is_settled(capture.recorded_samples):
            self._tell_of_return(line, capture)
        await relay.bring_up_to_date(line, session)

    def _tell_of_return(self, line: Line, capture: Capture) -> None:
        stopped = said("Transcription on this computer stopped and was started again.")
        what = stopped if line.service.is_local else said("The connection is back.")
        again_ms = (capture.recorded_samples - self.watermark_sample) // SPOOL_SAMPLES_PER_MS
        remedy = said("Nothing is lost: the last {duration} are transcribed again.", duration=in_words(again_ms))
        self._publish(Problem("reconnected", what, remedy, at_ms=capture.at_ms() if self._is_timed else None))

    async def _goes_on(self, error: AudioError | ServiceError | RealtimeError, capture: Capture, relay: Relay) -> bool:
        """After a failure; False where nothing helps any more."""
        if isinstance(error, AudioError):
            self._give_up(Problem(error.code, error.message, error.remedy, is_fatal=True))
            return False
        line = relay.take_failed_line() or self._line
        if line is self._line:
            final = self._why_final(error, line, capture)
            if final is not None:
                return await self._goes_on_elsewhere(final, capture)
        if isinstance(error, ServiceUnreachable):
            if not error.was_reached:
                line.backoff.unreached()
            await line.service.renew()
        self._lost = error.message
        self._publish(LinkChanged(LinkState.RECONNECTING, error.message))
        return True

    def _why_final(self, error: ServiceError | RealtimeError, line: Line, capture: Capture) -> Problem | None:
        if isinstance(error, ServiceError):
            remedy = None if line.retries.may_start_again(error) else error.remedy
        elif isinstance(error, _PatienceOverError):
            remedy = said("Try again later.")
        else:
            is_live = self._is_timed and not capture.is_over
            is_final = line.retries.is_final(error, self.watermark_sample, is_live=is_live)
            remedy = line.retries.last_remedy(error) if is_final else None
        return None if remedy is None else Problem(error.code, error.message, remedy, is_fatal=True, field=error.field)

    async def _goes_on_elsewhere(self, final: Problem, capture: Capture) -> bool:
        """The service cannot be used: what the person wants then; False where that is the end."""
        line = self._line
        if self._safeguards.fallback == "always":
            self.move(final.message)
        elif self._may_ask(capture) and self._has_connected:
            self._publish(LinkChanged(LinkState.FAILED, final.message))
            self._ask(final.message)
            with contextlib.suppress(TimeoutError):
                try:
                    async with asyncio.timeout(None) as self._interruption:
                        await capture.over()
                finally:
                    self._interruption = None
        if self._line is line:
            self._give_up(final)
        return self._line is not line

    def _give_up(self, problem: Problem) -> None:
        self._is_back()
        self.end_reason = problem.message
        self._publish(LinkChanged(LinkState.FAILED, problem.message))
        self._publish(problem)

    def _watch_for_absence(self, capture: Capture) -> None:
        if self._away is None and not self._away_reason:
            self._away = asyncio.get_running_loop().call_later(_LONGEST_AWAY_S, self._stayed_away, capture)

    def _stayed_away(self, capture: Capture) -> None:
        self._away = None
        reason = said("The service has been out of reach for {longest_away_s:.0f} s.", longest_away_s=_LONGEST_AWAY_S)
        if self._safeguards.fallback == "always":
            self.move(reason)
        elif self._may_ask(capture):
            self._ask(reason)

    def _may_ask(self, capture: Capture) -> bool:
        has_choice = self._create_fallback is not None and not self.has_moved and not self._line.service.is_local
        return self._safeguards.fallback == "ask" and has_choice and self._is_live and not capture.is_over

    def _ask(self, reason: str) -> None:
        self._away_reason = reason
        self._publish(Problem(SERVICE_AWAY, reason, _ASK))

    def _is_back(self) -> None:
        """Or nobody waits for it any more."""
        if self._away is not None:
            self._away.cancel()
            self._away = None
        if self._away_reason:
            self._away_reason = ""
            self._publish(ProblemPassed(SERVICE_AWAY))

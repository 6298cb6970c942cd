"""The sessions of one recording that follow each other without a break: the next one is open before the last one ends.

Two of them may be at work at once: the older one only waits for the text of what it was sent, the newer one goes on
with the first sample after that.
"""

import asyncio
import contextlib
import functools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from transcriber.audio.faults import AudioError
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.spool import Spool
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.errors import ABNORMAL_CLOSURE, ConnectionLost, RateLimited, RealtimeError
from transcriber.realtime.events import ServerEvent, SessionUpdated, UpdateSession
from transcriber.session.accounting import Accounting
from transcriber.session.capture import Capture
from transcriber.session.conversation import Conversation, encoder_for
from transcriber.session.item_owners import ItemOwners
from transcriber.session.ledger import Ledger
from transcriber.session.line import Line
from transcriber.session.notices import Notice, UpdateRefused
from transcriber.session.opening import OpenSession
from transcriber.session.rollover import Window, retry_delay_s
from transcriber.session.service import ServiceError
from transcriber.session.turn_taking import TurnTaking
from transcriber.transcript.transcript import Transcript

_UNBLAMED_CLOSURES = {1000, 1001, ABNORMAL_CLOSURE, 1012}
"""Ended as agreed, going away, cut, restarting (RFC 6455, section 7.4.1, and its registry of close codes)."""
_LONGEST_SILENCE_WAIT_S = 5.0
"""For a silence to move to another service in."""


@dataclass(frozen=True, slots=True, eq=False)
class _Leg:
    """One session's part."""

    line: Line
    session: OpenSession
    ledger: Ledger
    conversation: Conversation


class Relay:
    """Hands a recording from session to session. Session thread; `run` once for each unbroken row of sessions."""

    def __init__(
        self,
        capture: Capture,
        spool: Spool,
        publish: Callable[[Notice], None],
        *,
        transcript: Transcript,
        turn_taking: TurnTaking,
        accounting: Accounting,
        is_timed: bool,
        noted: Callable[[Ledger], None],
    ) -> None:
        """Nothing happens before `run`.

        Args:
            capture: What is recorded.
            spool: Where it is.
            publish: Takes every notice.
            transcript: Takes the text.
            turn_taking: Where this side ends turns.
            accounting: What it costs.
            is_timed: The input runs in real time, so delays mean something.
            noted: Told of each session's account when something was added to it.
        """
        self._capture = capture
        self._spool = spool
        self._publish = publish
        self._transcript = transcript
        self._turn_taking = turn_taking
        self._accounting = accounting
        self._is_timed = is_timed
        self._noted = noted
        self._legs: list[_Leg] = []
        """At work, in order; the last one is kept when it is over."""
        self._owners = ItemOwners()
        self._line_to_move_to: Line | None = None
        self._failed_line: Line | None = None
        self._has_to_move = asyncio.Event()

    @property
    def delay_ms(self) -> int | None:
        """How far the newest text is behind the microphone; None before the first text."""
        return self._legs[-1].conversation.delay_ms if self._legs else None

    @property
    def sent_sample(self) -> int:
        """The first spool sample that was neither sent nor left out."""
        return self._legs[-1].ledger.sent_sample if self._legs else 0

    @property
    def watermark_sample(self) -> int:
        """Everything before it is done, whichever session had it."""
        return min((leg.ledger.watermark_sample for leg in self._legs), default=0)

    def base_sample(self, session: OpenSession, from_sample: int) -> int:
        """Where a session begins that is to begin at `from_sample`: its format has whole samples there."""
        alignment = encoder_for(session.configuration, session.sample_rate_hz).alignment_frames
        return from_sample // alignment * alignment

    def is_settled(self, recorded_samples: int) -> bool:
        """Everything up to there was sent, and no text is owed for any of it."""
        return all(
            leg.ledger.sent_sample >= recorded_samples
            and not leg.ledger.owes_text
            and not leg.ledger.uncommitted_samples
            for leg in self._legs
        )

    def take_failed_line(self) -> Line | None:
        """The service whose session ended the last `run`; None where none came about."""
        line, self._failed_line = self._failed_line, None
        return line

    def move_to(self, line: Line) -> None:
        """Go on with another service, as soon as it is ready, at the next silence."""
        self._line_to_move_to = line
        self._has_to_move.set()

    async def update_session(self, configuration: SessionConfiguration) -> None:
        """Ask the newest session for another configuration."""
        if self._legs:
            await self._legs[-1].conversation.update_session(configuration)

    async def run(self, line: Line, session: OpenSession) -> bool:
        """From the watermark on until nothing is owed; whether every second that was sent has its answer.

        Raises:
            RealtimeError: A session was lost, and could not be done without.
            ServiceError: The service to move to is not there.
            AudioError: The spool cannot be read.
        """
        self._has_to_move.clear()
        lost: RealtimeError | AudioError | ServiceError | None = None
        last: _Leg | None = None
        try:
            async with asyncio.TaskGroup() as group:
                base_sample = self.base_sample(session, self.watermark_sample)
                for change in self._transcript.begin_session(base_sample // SPOOL_SAMPLES_PER_MS):
                    self._publish(change)
                self._legs.clear()
                self._turn_taking.keep_from(None)
                leg: _Leg | None = self._begin(line, session, base_sample)
                while leg is not None:
                    last, leg = leg, await self._next_leg(group, leg)
        except* (RealtimeError, AudioError, ServiceError) as group_of_errors:
            lost = _first(group_of_errors)
        finally:
            # One that was opened in the moment in which another was lost.
            for leg in self._legs:
                await leg.session.connection.close()
        if lost is not None:
            raise lost
        return last is not None and last.conversation.is_complete

    def _begin(self, line: Line, session: OpenSession, base_sample: int) -> _Leg:
        ledger = Ledger(base_sample)
        number = self._accounting.begin_session(line.model)
        conversation = Conversation(
            session.connection,
            # A model that refused turn detection leaves the commits to this side.
            session.configuration,
            self._capture,
            self._spool,
            self._transcript,
            ledger,
            self._publish,
            turn_taking=self._turn_taking,
            retries=line.retries,
            sample_rate_hz=session.sample_rate_hz,
            chunk_ms=line.service.chunk_ms,
            pace=line.pace,
            is_timed=self._is_timed,
            observe=functools.partial(self._observe, line, session, number),
            noted=self._noted,
            is_foreign=functools.partial(self._owners.is_foreign, number),
        )
        leg = _Leg(line, session, ledger, conversation)
        self._legs.append(leg)
        return leg

    async def _next_leg(self, group: asyncio.TaskGroup, leg: _Leg) -> _Leg | None:
        """Runs one leg until the next one takes over; None where it runs to its end."""
        running = group.create_task(self._run_leg(leg))
        following = group.create_task(self._follow(leg))
        await asyncio.wait({running, following}, return_when=asyncio.FIRST_COMPLETED)
        if not following.done():
            following.cancel()
            return None
        return following.result()

    async def _run_leg(self, leg: _Leg) -> None:
        try:
            async with leg.session.connection:
                await leg.conversation.run()
        except Exception as error:
            self._failed_line = leg.line
            if _is_stated(error):
                leg.line.pace.failed(time.monotonic())
            raise
        if leg.conversation.is_complete:
            leg.ledger.close()
            self._noted(leg.ledger)
        if leg is not self._legs[-1]:
            self._legs.remove(leg)
            self._turn_taking.keep_from(self.watermark_sample if len(self._legs) > 1 else None)

    async def _follow(self, leg: _Leg) -> _Leg | None:
        """Open the next session in time, and let it take over; None where none is needed after all."""
        window, session, line = leg.session.window, None, leg.line
        if not await self._must_move(window.opens_s if window else None) and window is not None:
            session = await self._opened(line, window)
        if session is None:
            # Where no new session came about, this one goes on until it is ended.
            await self._must_move(None)
            line, window = self._line_to_move_to or line, None
            session = await line.open()
        try:
            taken_over = None if leg.conversation.has_sent_all else await self._take_over(leg, line, session, window)
        except BaseException:
            await session.connection.close()
            raise
        if taken_over is None:
            await session.connection.close()
        return taken_over

    async def _must_move(self, until_s: float | None) -> bool:
        """Wait for a reason to move to another service, until a time of the monotonic clock."""
        delay_s = None if until_s is None else max(0.0, until_s - time.monotonic())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(delay_s):
                await self._has_to_move.wait()
        return self._has_to_move.is_set()

    async def _opened(self, line: Line, window: Window) -> OpenSession | None:
        """The next session of the same service; None where it cannot be had while the old one lives."""
        failures = 0
        while True:
            retry_after_s = 0.0
            try:
                return await line.open()
            except ServiceError:
                return None
            except RateLimited as error:
                retry_after_s = error.retry_after_s or 0.0
            except RealtimeError as error:
                if error.is_fatal:
                    return None
            failures += 1
            until_s = time.monotonic() + max(retry_delay_s(failures), retry_after_s)
            if until_s >= window.ends_s or await self._must_move(until_s):
                return None

    async def _take_over(self, leg: _Leg, line: Line, session: OpenSession, window: Window | None) -> _Leg | None:
        opened_s = time.monotonic()

        def may_now(is_quiet: bool) -> bool:
            now_s = time.monotonic()
            if window is None:
                return is_quiet or now_s - opened_s >= _LONGEST_SILENCE_WAIT_S
            if self._has_to_move.is_set() or window.is_due(now_s, is_quiet=is_quiet):
                return True
            return window.takes_lull(now_s) and leg.conversation.is_lull

        from_sample = await leg.conversation.hand_over(may_now)
        if from_sample is None:
            return None
        base_sample = self.base_sample(session, from_sample)
        self._turn_taking.keep_from(self.watermark_sample)
        self._transcript.roll_over(base_sample // SPOOL_SAMPLES_PER_MS)
        if line is not leg.line:
            self._has_to_move.clear()
            self._turn_taking.are_commits_refused = False
        self.announce(line, session, base_sample)
        taken_over = self._begin(line, session, base_sample)
        await self.bring_up_to_date(line, session)
        return taken_over

    def announce(self, line: Line, session: OpenSession, base_sample: int) -> None:
        """Tell of a session before anything comes of it."""
        line.introduce(self._publish)
        self._publish(replace(session.announcement(), base_sample=base_sample))

    async def bring_up_to_date(self, line: Line, session: OpenSession) -> None:
        """Ask for what a person changed while the session was being opened."""
        change = line.late_change(session)
        if change is not None:
            await session.connection.send(UpdateSession(change))

    def _observe(self, line: Line, session: OpenSession, number: int, event: ServerEvent) -> bool:
        """Tell what a person wants to know beside the text; True if that was about an error."""
        self._accounting.apply(event, number)
        is_newest = self._legs[-1].session is session
        if isinstance(event, SessionUpdated) and is_newest:
            self._publish(session.announcement())
        refused = session.connection.refused_update
        if refused is None or not is_newest:
            return refused is not None
        # Another change may be on its way: a new connection begins with that.
        line.ask_for(session.connection.asked or refused.in_force)
        self._publish(UpdateRefused(refused.message, refused.field, refused.in_force))
        return True


def _is_stated(error: Exception) -> bool:
    """Whether the service itself ended the session for a reason of its own, not the link nor a restart."""
    if isinstance(error, ExceptionGroup):
        return any(_is_stated(each) for each in error.exceptions)
    if isinstance(error, ConnectionLost):
        return error.close_code not in _UNBLAMED_CLOSURES
    return isinstance(error, RealtimeError)


def _first(
    group: BaseExceptionGroup[RealtimeError | AudioError | ServiceError],
) -> RealtimeError | AudioError | ServiceError:
    for error in group.exceptions:
        if not isinstance(error, BaseExceptionGroup):
            return error
        return _first(error)
    raise AssertionError("a group of errors has one")

"""One connection's part of a recording: audio out of the spool, text in, nothing left owed at the end."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from transcriber.audio.encoder import Encoder
from transcriber.audio.spool import Spool
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import ServerVad, SessionConfiguration, TurnDetection
from transcriber.realtime.errors import ABNORMAL_CLOSURE, ConnectionLost, RealtimeError
from transcriber.realtime.events import (
    AudioCleared,
    AudioCommitted,
    ErrorDetail,
    ErrorOccurred,
    ServerEvent,
    SessionUpdated,
    TranscriptFailed,
    UpdateSession,
)
from transcriber.sentence import said
from transcriber.session.answers import Answers
from transcriber.session.capture import Capture
from transcriber.session.delay import Delay
from transcriber.session.ledger import COMMIT_EMPTY, Ledger
from transcriber.session.lull import LOOKED_AT_SAMPLES, is_lull
from transcriber.session.notices import Notice, Problem, TurnChanged
from transcriber.session.pace import Pace
from transcriber.session.prompt_echoes import PromptEchoes
from transcriber.session.reports import Reports
from transcriber.session.retries import Retries
from transcriber.session.rollover import SILENCE_SAMPLES
from transcriber.session.sender import COMMIT_ID, Sender
from transcriber.session.turn_taking import TurnTaking
from transcriber.transcript.transcript import Change, Transcript

_logger = logging.getLogger(__name__)
_NOT_IMPLEMENTED = "not_implemented"
_COALESCE_S = 0.02
"""Deltas that come closer together are told together; one that comes after a pause is told at once."""
_LONGEST_FINISH_S = 300.0
"""After the last sound was sent: what has no text by then, whatever the service goes on saying of it, gets none."""
_LISTEN_EVERY_S = 0.5
_LONGEST_HANDED_OVER_S = 15.0
"""After the next connection took over: what has no text by then is sent again."""


class Conversation:
    """Sends the spool from a sample on, applies what comes back. Session thread; used once."""

    def __init__(
        self,
        connection: RealtimeConnection,
        configuration: SessionConfiguration,
        capture: Capture,
        spool: Spool,
        transcript: Transcript,
        ledger: Ledger,
        publish: Callable[[Notice], None],
        *,
        turn_taking: TurnTaking,
        retries: Retries,
        sample_rate_hz: int,
        chunk_ms: int,
        pace: Pace,
        is_timed: bool,
        observe: Callable[[ServerEvent], bool] = lambda event: False,
        noted: Callable[[Ledger], None] = lambda ledger: None,
        is_foreign: Callable[[ServerEvent], bool] = lambda event: False,
    ) -> None:
        """Nothing is sent before `run`.

        Args:
            connection: Open, configured, acknowledged.
            configuration: What is in force.
            capture: What is recorded.
            spool: Where it is.
            transcript: Takes the text.
            ledger: Takes account of the audio; its watermark is where this connection begins.
            publish: Takes notices.
            turn_taking: Where this side ends turns; outlives the connection.
            retries: How much more patience there is; outlives the connection.
            sample_rate_hz: Of pcm16 audio, as the service wants it; the other formats have their own.
            chunk_ms: How much goes into one append.
            pace: How fast waiting audio goes out; outlives the connection.
            is_timed: The input runs in real time, so delays mean something.
            observe: Sees every event; True where it has told a person of an error.
            noted: Told of the account whenever something was added to it, and now and then while nothing is.
            is_foreign: Whether an event is about another session's item, and so not about this one's sound.
        """
        self._connection = connection
        self._configuration = configuration
        self._capture = capture
        self._transcript = transcript
        self._ledger = ledger
        self._publish = publish
        self._turn_taking = turn_taking
        self._retries = retries
        self._pace = pace
        self._is_timed = is_timed
        self._observe = observe
        self._noted = noted
        self._is_foreign = is_foreign
        self._spool = spool
        self._answers = Answers(connection, ledger)
        self._delay = Delay(ledger)
        self._turn_detection = configuration.turn_detection
        self._sender = Sender(
            connection,
            capture,
            spool,
            ledger,
            self._answers,
            turn_taking,
            encoder_for(configuration, sample_rate_hz),
            has_turn_detection=configuration.turn_detection is not None,
            chunk_ms=chunk_ms,
            pace=pace,
            trailing_silence_ms=lambda: self._trailing_silence_ms,
        )
        self._session = transcript.newest_session
        self._has_sent_all = asyncio.Event()
        self._settling: asyncio.TimerHandle | None = None
        self._may_settle_s = 0.0
        self._reports = Reports(publish)
        self._echoes = PromptEchoes(configuration, turn_taking.hearing, self._reports.tell)
        self._told_of_turns: set[str] = set()
        self.is_complete = False
        """Every second that was sent has its answer."""

    @property
    def delay_ms(self) -> int | None:
        """How far behind the microphone the text is; None where nobody knows."""
        return self._delay.now_ms

    async def update_session(self, configuration: SessionConfiguration) -> None:
        """Ask the service for another configuration; what it acknowledges is followed.

        The audio format stays. A connection that is lost asks for nothing: the next one begins with what is wanted.
        """
        asked = replace(configuration, audio_format=self._configuration.audio_format)
        self._echoes.follow(asked)
        with contextlib.suppress(RealtimeError):
            await self._connection.send(UpdateSession(asked))
            if not self._connection.is_update_pending:
                self._follow(asked.turn_detection)

    async def hand_over(self, may_now: Callable[[bool], bool]) -> int | None:
        """Send no more as soon as `may_now` says so, given whether nobody speaks; what is owed is waited for in `run`.

        Returns:
            The first spool sample that is for the next connection; None where nothing is left for one.
        """
        self._sender.hand_over(lambda: may_now(self.is_quiet))
        await self._has_sent_all.wait()
        return self._ledger.sent_sample if self._sender.is_handed_over else None

    @property
    def is_quiet(self) -> bool:
        """Nobody spoke just before what is sent next, as far as the service and this side know."""
        return self._ledger.is_quiet(SILENCE_SAMPLES) and self._sender.is_quiet(SILENCE_SAMPLES)

    @property
    def is_lull(self) -> bool:
        """What is sent next comes between two words rather than within one. Raises AudioError."""
        sent_sample = self._ledger.sent_sample
        start_sample = max(0, sent_sample - LOOKED_AT_SAMPLES)
        return is_lull(self._spool.read(start_sample, sent_sample - start_sample))

    @property
    def has_sent_all(self) -> bool:
        """Nothing more is sent; what is owed is waited for."""
        return self._has_sent_all.is_set()

    async def run(self) -> None:
        """Until the capture is over, or handed over, and nothing is owed.

        Raises:
            ExceptionGroup: of RealtimeError; the ledger says from where to send again.
        """
        try:
            async with asyncio.TaskGroup() as group:
                receiver = group.create_task(self._receive())
                listener = group.create_task(self._listen_along())
                await self._sender.run()
                self._has_sent_all.set()
                await self._drain()
                receiver.cancel()
                listener.cancel()
                await self._turn_taking.listen_along(self._spool)
                self._noted(self._ledger)
        finally:
            self._settle()
            self._reports.close()

    async def _listen_along(self) -> None:
        """What this side hears beside what it sends tells silence from speech that the service did not hear."""
        while True:
            await self._turn_taking.listen_along(self._spool)
            self._noted(self._ledger)
            await asyncio.sleep(_LISTEN_EVERY_S)

    async def _drain(self) -> None:
        has_trailed_off = False
        try:
            async with asyncio.timeout(_LONGEST_HANDED_OVER_S if self._sender.is_handed_over else _LONGEST_FINISH_S):
                while self._ledger.owes_text:
                    if self._turn_taking.are_commits_refused and self._ledger.has_open_item and not has_trailed_off:
                        has_trailed_off = True
                        await self._sender.trail_off(self._trailing_silence_ms + 1_000)
                    await self._answers.next()
        except TimeoutError:
            if self._sender.is_handed_over:
                raise ConnectionLost(ABNORMAL_CLOSURE, said("the service went silent")) from None
            self._publish(
                Problem(
                    "text_missing", said("The service did not answer for the last words."), said("The audio is kept.")
                )
            )
            return
        self.is_complete = True

    async def _receive(self) -> None:
        while True:
            event = await self._connection.receive()
            if isinstance(event, AudioCleared) and self._ledger.has_unsealed_audio:
                self._audio_thrown_away()
            if self._is_foreign(event):
                _logger.debug("not about this session's sound: %s", type(event).__name__)
            else:
                self._apply(event)
            self._answers.came()

    def _audio_thrown_away(self) -> None:
        """Nobody here asks a service to clear its buffer: what it held is sent again on a new connection."""
        message, at_ms = said("The service threw away sound that it had not transcribed."), self._at_ms()
        if self._retries.may_send_again():
            self._publish(Problem("audio_cleared", message, said("It is sent again."), at_ms=at_ms))
            raise ConnectionLost(ABNORMAL_CLOSURE, said("the service threw sound away"))
        self._reports.tell(
            Problem("audio_cleared", message, said("It happened before: words are missing."), at_ms=at_ms)
        )

    def _apply(self, event: ServerEvent) -> None:
        is_told = isinstance(event, ErrorOccurred) and self._is_commit_refused(event.error)
        self._ledger.apply(event := self._echoes.taken_out(event, self._ledger.span_ms))
        if self._is_timed:
            self._delay.measure(event, self._capture.at_ms(), self._trailing_silence_ms)
        at_ms = self._at_ms()
        changes = self._transcript.take(self._ledger.without_gaps(event), self._session)
        if isinstance(event, AudioCommitted):
            changes += self._transcript.set_span(event.item_id, *self._ledger.span_ms(event.item_id), self._session)
        self._publish_turns(changes)
        self._settle_in_time()
        self._noted(self._ledger)
        if isinstance(event, SessionUpdated):
            self._follow(self._acknowledged(event))
        elif (refused := self._connection.refused_update) is not None:
            self._follow(refused.in_force.turn_detection)
        is_told |= self._observe(event)
        if isinstance(event, ErrorOccurred) and not is_told:
            self._tell_of_error(self._connection.reported(event.error), at_ms)
        elif isinstance(event, TranscriptFailed):
            self._tell_of_turn(event.error, at_ms)

    def _publish_turns(self, changes: list[Change]) -> None:
        at_ms = self._at_ms()
        for change in changes:
            self._publish(replace(change, at_ms=at_ms) if isinstance(change, TurnChanged) else change)

    def _settle_in_time(self) -> None:
        if not self._transcript.has_unread or self._settling is not None:
            return
        loop = asyncio.get_running_loop()
        if loop.time() >= self._may_settle_s:
            self._settle()
        else:
            self._settling = loop.call_at(self._may_settle_s, self._settle)

    def _settle(self) -> None:
        if self._settling is not None:
            self._settling.cancel()
            self._settling = None
        self._publish_turns(self._transcript.settle())
        self._may_settle_s = asyncio.get_running_loop().time() + _COALESCE_S

    def _tell_of_turn(self, error: ErrorDetail, at_ms: int | None) -> None:
        """Once for each reason: every turn that follows may fail alike."""
        reported = self._connection.reported_of_turn(error)
        if reported is not None and reported.code not in self._told_of_turns:
            self._told_of_turns.add(reported.code)
            self._tell(reported, at_ms)

    def _tell_of_error(self, reported: RealtimeError | None, at_ms: int | None) -> None:
        if reported is not None:
            self._pace.failed(time.monotonic())
        self._tell(reported, at_ms)

    def _tell(self, reported: RealtimeError | None, at_ms: int | None) -> None:
        if reported is not None:
            self._reports.tell(
                Problem(reported.code, reported.message, reported.remedy, at_ms=at_ms, field=reported.field)
            )

    def _at_ms(self) -> int | None:
        return self._capture.at_ms() if self._is_timed else None

    def _acknowledged(self, event: SessionUpdated) -> TurnDetection:
        if "turn_detection" in event.session.stated or self._connection.asked is None:
            return event.session.configuration.turn_detection
        return self._connection.asked.turn_detection

    def _follow(self, turn_detection: TurnDetection) -> None:
        self._turn_detection = turn_detection
        self._sender.follow(has_turn_detection=turn_detection is not None)

    def _is_commit_refused(self, error: ErrorDetail) -> bool:
        """A service that cannot commit says so each time; a person is told once, and it is not asked again."""
        is_about_commit = (error.event_id or "").startswith(COMMIT_ID) or error.code == _NOT_IMPLEMENTED
        if not is_about_commit or not self._ledger.is_commit_unanswered or error.code == COMMIT_EMPTY:
            return False
        self._ledger.commit_refused()
        if not self._turn_taking.are_commits_refused:
            self._turn_taking.are_commits_refused = True
            message = said("The service did not end the turn when asked: {message}", message=error.message)
            self._publish(Problem("commit_refused", message, said("Its own turn detection goes on ending them.")))
        return True

    @property
    def _trailing_silence_ms(self) -> int:
        return _trailing_silence_ms(self._turn_detection) or self._turn_taking.trailing_silence_ms


def encoder_for(configuration: SessionConfiguration, sample_rate_hz: int) -> Encoder:
    """The encoder of a session; only pcm16 has a choice of rates."""
    rate_hz = sample_rate_hz if configuration.audio_format.bytes_per_sample > 1 else None
    return Encoder(configuration.audio_format, rate_hz)


def _trailing_silence_ms(turn_detection: TurnDetection) -> int:
    return turn_detection.silence_duration_ms if isinstance(turn_detection, ServerVad) else 0

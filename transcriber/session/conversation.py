"""One connection's part of a recording: audio out of the spool, text in, nothing left owed at the end."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace

from transcriber.audio.encoder import Encoder
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.spool import Spool
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.realtime.errors import ABNORMAL_CLOSURE, ConnectionLost
from transcriber.realtime.events import (
    AppendAudio,
    AudioCommitted,
    CommitAudio,
    ErrorOccurred,
    ServerEvent,
    TranscriptCompleted,
    TranscriptPartial,
)
from transcriber.session.capture import Capture
from transcriber.session.ledger import COMMIT_EMPTY, LEAST_COMMIT_SAMPLES, Ledger
from transcriber.session.notices import Notice, Problem, TurnChanged
from transcriber.session.pace import Pace
from transcriber.transcript.transcript import Transcript

_BACKLOG_CHUNK_MS = 200
_LONGEST_MANUAL_TURN_SAMPLES = 30 * SPOOL_SAMPLE_RATE_HZ
_MOST_UNANSWERED_SAMPLES = 60 * SPOOL_SAMPLE_RATE_HZ
_MOST_SILENCE_S = 30.0
"""A service that says nothing for so long while it owes text will not say anything."""


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
        chunk_ms: int,
        backlog_speed: float | None,
        is_timed: bool,
    ) -> None:
        self._connection = connection
        self._configuration = configuration
        self._capture = capture
        self._spool = spool
        self._transcript = transcript
        self._ledger = ledger
        self._publish = publish
        self._chunk_samples = chunk_ms * SPOOL_SAMPLES_PER_MS
        self._pace = Pace(backlog_speed)
        self._is_timed = is_timed
        self._encoder = Encoder(configuration.audio_format)
        self._answered = asyncio.Event()
        self._base_sample = ledger.sent_sample
        self._heard_sample = ledger.sent_sample
        turn_detection = configuration.turn_detection
        self._trailing_silence_ms = turn_detection.silence_duration_ms if isinstance(turn_detection, ServerVad) else 0
        self._is_delay_told = False
        self.delay_ms: int | None = None
        self.is_complete = False
        """Every second that was sent has its answer."""

    async def run(self) -> None:
        """Until the capture is over and nothing is owed.

        Raises:
            ExceptionGroup: of RealtimeError; the ledger says from where to send again.
        """
        self._encoder.restart(self._spool.read(*self._history()))
        async with asyncio.TaskGroup() as group:
            receiver = group.create_task(self._receive())
            await self._send()
            await self._drain()
            receiver.cancel()

    def _history(self) -> tuple[int, int]:
        count = min(self._encoder.history_frames, self._base_sample)
        return self._base_sample - count, count

    async def _send(self) -> None:
        while await self._next_chunk():
            if self._configuration.turn_detection is None:
                await self._commit(_LONGEST_MANUAL_TURN_SAMPLES)
        tail = self._encoder.flush()
        if tail:
            await self._connection.send(AppendAudio(tail))
        await self._commit(LEAST_COMMIT_SAMPLES)

    async def _next_chunk(self) -> bool:
        position = self._ledger.sent_sample
        await self._capture.beyond(position + self._chunk_samples - 1)
        self._capture.consumed(position)
        waiting = self._spool.length_samples - position
        if waiting <= 0:
            return False
        is_backlog = waiting > SPOOL_SAMPLE_RATE_HZ
        count = min(waiting, _BACKLOG_CHUNK_MS * SPOOL_SAMPLES_PER_MS if is_backlog else self._chunk_samples)
        await self._wait_for_answers()
        delay_s = self._pace.delay_s(count, time.monotonic()) if is_backlog else 0.0
        if delay_s > 0:
            await asyncio.sleep(delay_s)
        chunk = self._encoder.encode(self._spool.read(position, count))
        if chunk:
            await self._connection.send(AppendAudio(chunk))
        self._ledger.sent(count)
        return True

    async def _commit(self, least_samples: int) -> None:
        if self._ledger.uncommitted_samples >= least_samples:
            await self._connection.send(CommitAudio())
            self._ledger.commit_requested()

    async def _wait_for_answers(self) -> None:
        """Keep what is sent and unanswered under a minute.

        Silence is never answered by an event; there the pong says that the service has taken in all that was sent.
        """
        while self._unanswered_samples() > _MOST_UNANSWERED_SAMPLES:
            sent_sample = self._ledger.sent_sample
            if self._heard_sample < sent_sample:
                await self._connection.ping()
                self._heard_sample = sent_sample
            else:
                await self._hear_or_lose()

    async def _hear_or_lose(self) -> None:
        try:
            await self._next_answer(_MOST_SILENCE_S)
        except TimeoutError:
            raise ConnectionLost(ABNORMAL_CLOSURE, "the service went silent") from None

    def _unanswered_samples(self) -> int:
        heard_sample = min(self._heard_sample, self._ledger.open_sample)
        return self._ledger.sent_sample - max(heard_sample, self._ledger.watermark_sample)

    async def _drain(self) -> None:
        try:
            while self._ledger.owes_text:
                await self._next_answer(_MOST_SILENCE_S)
        except TimeoutError:
            self._publish(
                Problem("text_missing", "The service did not answer for the last words.", "The audio is kept.")
            )
            return
        self.is_complete = True

    async def _next_answer(self, timeout_s: float) -> None:
        self._answered.clear()
        async with asyncio.timeout(timeout_s):
            await self._answered.wait()

    async def _receive(self) -> None:
        while True:
            self._apply(await self._connection.receive())
            self._answered.set()

    def _apply(self, event: ServerEvent) -> None:
        self._ledger.apply(event)
        self._measure_delay(event)
        at_ms = self._capture.at_ms() if self._is_timed else None
        changes = self._transcript.apply(event)
        if isinstance(event, AudioCommitted):
            self._transcript.set_span(event.item_id, *self._ledger.span_ms(event.item_id))
        for change in changes:
            self._publish(replace(change, at_ms=at_ms) if isinstance(change, TurnChanged) else change)
        if isinstance(event, ErrorOccurred) and event.error.code != COMMIT_EMPTY:
            self._publish(Problem("service_error", f"The service reports: {event.error.message}", at_ms=at_ms))

    def _measure_delay(self, event: ServerEvent) -> None:
        """How far behind the microphone the text is: by the engine's own word, else from the last spoken moment."""
        now_ms = self._capture.at_ms()
        if now_ms is None or not self._is_timed:
            return
        match event:
            case TranscriptPartial(_, _, int() as audio_end_ms):
                self._is_delay_told = True
                self.delay_ms = max(0, now_ms - self._base_sample // SPOOL_SAMPLES_PER_MS - audio_end_ms)
            case TranscriptCompleted(item_id) if not self._is_delay_told:
                self.delay_ms = max(0, now_ms - self._ledger.span_ms(item_id)[1] + self._trailing_silence_ms)
            case _:
                pass

"""The spool goes out: what may leave the computer, chunk by chunk, with commits where this side ends a turn."""

import asyncio
import contextlib
import time
from collections.abc import Callable

import numpy as np

from transcriber.audio.encoder import Encoder
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.spool import Spool
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.events import AppendAudio, CommitAudio
from transcriber.session.answers import Answers
from transcriber.session.capture import Capture
from transcriber.session.ledger import LEAST_COMMIT_SAMPLES, Ledger
from transcriber.session.pace import Pace
from transcriber.session.taken_in import TakenIn
from transcriber.session.talk_key import GRID_SAMPLES
from transcriber.session.turn_taking import Account, TurnTaking

_BACKLOG_CHUNK_SAMPLES = 200 * SPOOL_SAMPLES_PER_MS
_TAKEN_IN_AFTER_S = 3.0
"""A service that hears speech says so a moment after it was sent; a busy one takes longer."""
COMMIT_ID = "commit_"
"""What the ids of this side's commits begin with: an error that names one is about a commit."""


class Sender:
    """Sends one connection's audio from the ledger's sample on. Session thread; used once."""

    def __init__(
        self,
        connection: RealtimeConnection,
        capture: Capture,
        spool: Spool,
        ledger: Ledger,
        answers: Answers,
        turn_taking: TurnTaking,
        encoder: Encoder,
        *,
        has_turn_detection: bool,
        chunk_ms: int,
        pace: Pace,
        trailing_silence_ms: Callable[[], int] = lambda: 0,
    ) -> None:
        self._connection = connection
        self._capture = capture
        self._spool = spool
        self._ledger = ledger
        self._answers = answers
        self._turn_taking = turn_taking
        self._encoder = encoder
        self._chunk_samples = chunk_ms * SPOOL_SAMPLES_PER_MS
        self._pace = pace
        self._taken_in = TakenIn(ledger.sent_sample, _TAKEN_IN_AFTER_S)
        self._has_turn_detection = has_turn_detection
        self._will_have_turn_detection = has_turn_detection
        self._trailing_silence_ms = trailing_silence_ms
        self._may_hand_over: Callable[[], bool] = lambda: False
        self._commits = 0
        self.is_handed_over = False
        """What comes after `sent_sample` of the ledger is for another connection."""

    def follow(self, *, has_turn_detection: bool) -> None:
        """The service said whether it ends turns itself from now on."""
        self._will_have_turn_detection = has_turn_detection

    def is_quiet(self, samples: int) -> bool:
        """Whether this side heard nobody speak in the last `samples` before what is sent next."""
        return self._turn_taking.is_quiet(self._account(), samples)

    def hand_over(self, may_now: Callable[[], bool]) -> None:
        """End as at the end of a recording once `may_now` says so; it is asked after each chunk."""
        self._may_hand_over = may_now

    async def run(self) -> None:
        """Until the capture is over and everything that was captured is sent or left out, or it was handed over.

        Raises:
            RealtimeError: The connection is over.
            AudioError: The spool cannot be read.
        """
        self._restart_encoder()
        while not self.is_handed_over and await self._next_chunk():
            self._note_silence()
            self.is_handed_over = self._may_hand_over()
        await self._send_tail()
        await self._commit_rest()

    async def trail_off(self, silence_ms: int) -> None:
        """Silence after the last sample, for a service that ends turns at pauses only.

        Raises:
            RealtimeError: The connection is over.
        """
        await self._send_silence(silence_ms * SPOOL_SAMPLES_PER_MS)

    async def _send_silence(self, samples: int) -> None:
        """What is no part of the recording; whole blocks of the grid, so that nothing of it is held back."""
        self._restart_encoder()
        samples = -(-samples // GRID_SAMPLES) * GRID_SAMPLES
        await self._connection.send(AppendAudio(self._encoder.encode(np.zeros(samples, np.int16))))
        self._ledger.filled_up(samples)
        self._restart_encoder()

    async def _send_tail(self) -> None:
        if self._ledger.sent_sample != self._ledger.unsent_sample:
            # What is in the filter was left out.
            return
        tail = self._encoder.flush()
        if tail:
            await self._connection.send(AppendAudio(tail))

    def _restart_encoder(self) -> None:
        position = self._ledger.sent_sample
        count = min(self._encoder.history_frames, position)
        self._encoder.restart(self._spool.read(position - count, count))

    def _account(self) -> Account:
        ledger = self._ledger
        return Account(
            has_turn_detection=self._has_turn_detection,
            sent_sample=ledger.sent_sample,
            settled_sample=ledger.uncommitted_start_sample,
            uncommitted_samples=ledger.uncommitted_samples,
            speaking_since_sample=ledger.speaking_since_sample,
            announces_speech=ledger.announces_speech,
            is_cut_by_this_side=ledger.is_cut_by_this_side,
            taken_in_sample=self._taken_in.sample(time.monotonic()),
        )

    async def _next_chunk(self) -> bool:
        """Send or leave out what comes next; False where nothing comes any more."""
        await self._capture.beyond(self._ledger.sent_sample + self._chunk_samples - 1)
        await self._adopt_turn_detection()
        position = self._ledger.sent_sample
        self._capture.consumed(position)
        waiting = self._spool.length_samples - position
        if waiting <= 0:
            return await self._wait_through_pause()
        gap_end_sample = self._turn_taking.gap_end(position)
        if gap_end_sample is not None:
            await self._end_turn_before_gap()
            await self._leap(gap_end_sample)
            return True
        is_backlog = waiting > SPOOL_SAMPLE_RATE_HZ
        end_sample = position + min(waiting, _BACKLOG_CHUNK_SAMPLES if is_backlog else self._chunk_samples)
        account = self._account()
        await self._turn_taking.listen(self._spool, account, end_sample, may_wait=is_backlog)
        stretch = self._turn_taking.stretch(account, self._ledger.unsent_sample, end_sample)
        if stretch is None or stretch.start_sample != position:
            await self._leap(end_sample if stretch is None else stretch.start_sample)
            return True
        ends = [end_sample, stretch.end_sample, self._turn_taking.next_end(account)]
        await self._send_until(min(end for end in ends if end is not None), is_backlog=is_backlog)
        await self._hear_of_end()
        account = self._account()
        if self._turn_taking.is_end(account):
            await self._commit(is_filled_up=self._turn_taking.is_let_go(account))
        return True

    async def _wait_through_pause(self) -> bool:
        """What was said before a pause has its text while that lasts; False where the recording does not go on."""
        if not self._capture.is_paused or self._capture.is_over:
            return False
        await self._commit_rest()
        if self._turn_taking.are_commits_refused and self._ledger.uncommitted_samples:
            await self.trail_off(self._trailing_silence_ms() + 1_000)
        await self._capture.resumed()
        return True

    async def _end_turn_before_gap(self) -> None:
        if self._turn_taking.are_commits_refused and self._ledger.has_open_item:
            await self.trail_off(self._trailing_silence_ms() + 1_000)
        elif self._turn_taking.is_worth_a_commit_before_gap(self._account()):
            await self._commit(is_filled_up=True)

    async def _send_until(self, end_sample: int, *, is_backlog: bool) -> None:
        position = self._ledger.sent_sample
        count = end_sample - position
        await self._answers.keep_up()
        if not is_backlog:
            self._pace.caught_up()
        elif (delay_s := self._pace.delay_s(count, time.monotonic())) > 0:
            await asyncio.sleep(delay_s)
        chunk = self._encoder.encode(self._spool.read(position, count))
        if chunk:
            await self._connection.send(AppendAudio(chunk))
        self._ledger.sent(count)

    async def _hear_of_end(self) -> None:
        """In a burst a service's word that a turn has ended is behind what was sent: no commit may overtake it, for it
        would cut the turn that follows in the middle of a word."""
        with contextlib.suppress(TimeoutError):
            while self._turn_taking.is_end_unheard_of(self._account()):
                async with asyncio.timeout(_TAKEN_IN_AFTER_S):
                    await self._answers.next()

    async def _leap(self, to_sample: int) -> None:
        self._ledger.leap(to_sample)
        self._restart_encoder()
        await asyncio.sleep(0)

    async def _commit_rest(self) -> None:
        """The service may have left the last turn to this side after the gate had last listened."""
        account = self._account()
        await self._turn_taking.listen(self._spool, account, self._ledger.unsent_sample, may_wait=False)
        if account.is_cut_by_this_side and 0 < account.uncommitted_samples < LEAST_COMMIT_SAMPLES:
            # Only where it is heard that nobody speaks may so little be left to nobody.
            await self._turn_taking.listen_along(self._spool)
        if self._turn_taking.is_worth_a_last_commit(account):
            await self._commit(is_filled_up=self._turn_taking.is_rest_of_this_side(account))

    async def _commit(self, *, is_filled_up: bool = False) -> None:
        """Seal what was sent; what is too little for that waits for more, or is filled up with silence."""
        missing_samples = LEAST_COMMIT_SAMPLES - self._ledger.uncommitted_samples
        is_filled_up = is_filled_up and 0 < missing_samples < LEAST_COMMIT_SAMPLES
        if is_filled_up:
            await self._send_silence(missing_samples)
        elif missing_samples > 0:
            return
        self._commits += 1
        speech_start_sample = self._turn_taking.speech_start(self._account())
        self._ledger.commit_requested(speech_start_sample, is_filled_up=is_filled_up)
        await self._connection.send(CommitAudio(f"{COMMIT_ID}{self._commits}"))

    async def _adopt_turn_detection(self) -> None:
        """What was said while this side ended the turns is sealed before the service takes over."""
        if self._will_have_turn_detection == self._has_turn_detection:
            return
        if self._will_have_turn_detection and self._turn_taking.is_worth_a_last_commit(self._account()):
            await self._commit()
        self._has_turn_detection = self._will_have_turn_detection

    def _note_silence(self) -> None:
        self._taken_in.sent(self._ledger.sent_sample, time.monotonic())
        silent_until = self._turn_taking.silent_until(self._account())
        if silent_until is not None:
            self._ledger.silent(silent_until)
        self._turn_taking.forget(self._ledger.watermark_sample)

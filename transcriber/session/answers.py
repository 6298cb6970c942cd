"""Waiting for what a service says, and keeping what it has not answered yet within bounds."""

import asyncio

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.errors import ABNORMAL_CLOSURE, ConnectionLost
from transcriber.sentence import said
from transcriber.session.ledger import Ledger

_MOST_UNANSWERED_SAMPLES = 60 * SPOOL_SAMPLE_RATE_HZ
_MOST_SILENCE_S = 30.0
"""A service that says nothing of what it owes for so long will not say anything of it, whatever else it tells."""


class Answers:
    """The answers of one connection. Session thread; one task at a time waits."""

    def __init__(self, connection: RealtimeConnection, ledger: Ledger) -> None:
        self._connection = connection
        self._ledger = ledger
        self._heard_sample = ledger.sent_sample
        self._signs_of_work = ledger.signs_of_work
        self._came = asyncio.Event()

    def came(self) -> None:
        """The service said something, and the ledger knows it."""
        if self._ledger.signs_of_work != self._signs_of_work:
            self._signs_of_work = self._ledger.signs_of_work
            self._came.set()

    async def next(self) -> None:
        """Wait for the next thing that the service says of what it owes.

        Raises:
            TimeoutError: It says nothing of it for half a minute.
        """
        self._came.clear()
        async with asyncio.timeout(_MOST_SILENCE_S):
            await self._came.wait()

    async def keep_up(self) -> None:
        """Keep what is sent and unanswered under a minute.

        Silence is never answered by an event, nor is a turn that still goes on; there the pong says that the service
        has taken in all that was sent.

        Raises:
            RealtimeError: The connection is over, or the service went silent while it owed text.
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
            await self.next()
        except TimeoutError:
            raise ConnectionLost(ABNORMAL_CLOSURE, said("the service went silent")) from None

    def _unanswered_samples(self) -> int:
        answered_sample = min(self._heard_sample, self._ledger.answered_sample)
        return self._ledger.sent_sample - max(answered_sample, self._ledger.watermark_sample)

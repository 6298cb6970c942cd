"""How much may be sent and unanswered, and how long an answer is waited for."""

import asyncio
import contextlib
from typing import cast

import pytest

from tests.virtual_clock import virtual_time
from transcriber.realtime.client import RealtimeConnection
from transcriber.realtime.errors import ConnectionLost
from transcriber.realtime.events import (
    AudioCommitted,
    ServerEvent,
    SpeechStarted,
    TranscriptCompleted,
    TranscriptDelta,
    UnknownEvent,
)
from transcriber.session import answers as module
from transcriber.session.answers import Answers
from transcriber.session.ledger import Ledger

SECOND = 24_000


class Connection:
    pings = 0

    async def ping(self) -> None:
        self.pings += 1


def answers_of(ledger: Ledger) -> tuple[Answers, Connection]:
    connection = Connection()
    return Answers(cast(RealtimeConnection, connection), ledger), connection


async def test_silence_and_speech_that_goes_on_are_answered_by_the_pong() -> None:
    ledger = Ledger(0)
    answers, connection = answers_of(ledger)
    ledger.sent(59 * SECOND)
    await answers.keep_up()
    assert connection.pings == 0

    ledger.apply(SpeechStarted("a", 1000))
    ledger.sent(60 * SECOND)
    await answers.keep_up()
    assert connection.pings == 1


async def test_a_service_that_owes_text_and_goes_silent_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_SILENCE_S", 0.01)
    ledger = Ledger(0)
    answers, _ = answers_of(ledger)
    ledger.sent(SECOND)
    ledger.commit_requested()
    ledger.sent(70 * SECOND)

    with pytest.raises(ConnectionLost):
        await answers.keep_up()

    ledger.apply(AudioCommitted("a"))
    ledger.apply(TranscriptCompleted("a", "Said."))
    await answers.keep_up()


@pytest.mark.parametrize(
    ("said", "is_waited_for"),
    [
        ([UnknownEvent("keepalive")] * 3, False),
        ([TranscriptDelta("b", "w"), SpeechStarted("c", 10), AudioCommitted("d")], False),
        ([TranscriptDelta("a", "w")] * 3, True),
    ],
)
async def test_only_what_is_said_of_the_text_that_is_owed_is_a_reason_to_wait_on(
    monkeypatch: pytest.MonkeyPatch, said: list[ServerEvent], is_waited_for: bool
) -> None:
    monkeypatch.setattr(module, "_MOST_SILENCE_S", 0.2)
    ledger = Ledger(0)
    ledger.sent(SECOND)
    ledger.apply(AudioCommitted("a"))
    answers, _ = answers_of(ledger)
    heard = 0

    async def until_it_is_enough() -> None:
        nonlocal heard
        with contextlib.suppress(TimeoutError):
            while True:
                await answers.next()
                heard += 1

    with virtual_time():
        async with asyncio.TaskGroup() as group:
            group.create_task(until_it_is_enough())
            for event in said:
                await asyncio.sleep(0.01)
                ledger.apply(event)
                answers.came()

    assert (heard > 0) == is_waited_for

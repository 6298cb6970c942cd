"""A recording's connections: which of them are made again, and what is told of it."""

import asyncio

import pytest

from tests.recording_stage import SECOND_BYTES, SECRETS, Record, Speech
from tests.script import (
    Answers,
    Drops,
    HearsAudio,
    HearsClose,
    post,
    session,
    turn,
)
from tests.scripted_service import PlayScript
from transcriber.session.notices import LinkChanged, LinkState, Notice, RecordingChanged, RecordingState, TurnChanged
from transcriber.session.recording import Recording
from transcriber.transcript.turns import TurnChange


@pytest.mark.usefixtures("accelerated")
async def test_a_service_that_asks_for_patience_is_left_alone_and_tried_again(
    scripted_service: PlayScript, record: Record
) -> None:
    script = await scripted_service(
        post(SECRETS, Answers(429, {"error": {"message": "Too many."}}, {"Retry-After": "0"})),
        *session(HearsAudio(SECOND_BYTES), Drops()),
        *session(
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "Here."),
            HearsClose(),
        ),
    )

    told = await record(Speech(1.0), script)

    assert told.texts == ["Here."]
    links = [notice for notice in told if isinstance(notice, LinkChanged)]
    lost = [notice for notice in links if notice.state is LinkState.RECONNECTING and notice.next_try_in_ms is None]
    assert len(lost) == 2
    assert [notice.state for notice in links].count(LinkState.CONNECTED) == 2


async def test_a_pause_ends_the_turn_and_sends_nothing_until_it_is_over(
    scripted_service: PlayScript, record: Record
) -> None:
    has_text = asyncio.Event()
    script = await scripted_service(
        *session(
            HearsAudio(SECOND_BYTES),
            *turn("item_A", "Before."),
            HearsAudio(SECOND_BYTES),
            *turn("item_B", "After.", "item_A"),
            HearsClose(),
        ),
    )
    running: list[Recording] = []

    async def pause() -> None:
        running[0].pause()
        await has_text.wait()
        running[0].resume()

    def hear(notice: Notice) -> None:
        if isinstance(notice, TurnChanged) and notice.change is TurnChange.COMPLETED:
            has_text.set()

    told = await record(Speech(1.0, pause, 1.0), script, hear=hear, begin=running.append)

    assert told.texts == ["Before.", "After."]
    states = [notice.state for notice in told if isinstance(notice, RecordingChanged)]
    assert states[1:4] == [RecordingState.RECORDING, RecordingState.PAUSED, RecordingState.RECORDING]
    assert running[0].meter.owed_ms == 0

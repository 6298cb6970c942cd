import asyncio

import pytest

from transcriber.app.live_engine import LiveEngine
from transcriber.session.notices import Notice, RecordingChanged, RecordingState, ServiceChanged
from transcriber.settings.profiles import LOCAL, OPENAI, Profile

STARTING = RecordingChanged(RecordingState.STARTING)
TO_HERE = ServiceChanged(LOCAL.name, LOCAL.title, "small", is_local=True)
BACK = ServiceChanged(OPENAI.name, OPENAI.title, "whisper-1", is_local=False)


@pytest.mark.parametrize(
    ("profile", "notices", "is_taken"),
    [
        (LOCAL, [], False),
        (LOCAL, [STARTING], True),
        (OPENAI, [STARTING], False),
        (OPENAI, [STARTING, TO_HERE], True),
        (OPENAI, [STARTING, TO_HERE, BACK], False),
    ],
)
async def test_the_engine_is_taken_while_a_recording_uses_it(
    profile: Profile, notices: list[Notice], is_taken: bool
) -> None:
    engine, told = LiveEngine(), list[Notice]()
    publish = engine.watched(profile, told.append)

    for notice in notices:
        publish(notice)

    assert (engine.is_taken, told) == (is_taken, notices)
    engine.end()
    assert not engine.is_taken


async def test_whoever_waits_is_woken() -> None:
    engine = LiveEngine()
    async with asyncio.TaskGroup() as group:
        taken = group.create_task(engine.until_taken())
        await asyncio.sleep(0)
        assert not taken.done()
        engine.watched(LOCAL, lambda notice: None)(STARTING)
        await taken
        free = group.create_task(engine.until_free())
        await asyncio.sleep(0)
        assert not free.done()
        engine.end()

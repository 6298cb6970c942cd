"""A service that stays away, and what a person does meanwhile: asked, moved, paused, stopped, stopped once more."""

import asyncio

from tests.fault_stage import Stage, fault_stage, sentences
from tests.integration.faults.test_whatever_happens import engine_at
from tests.numbered_service import Habits, numbered_service
from transcriber.realtime.configuration import ServerVad
from transcriber.session.notices import LinkChanged, LinkState, Problem, ProblemPassed
from transcriber.session.recording import Recording
from transcriber.settings.safeguards import Safeguards

ASKS = Safeguards(fallback="ask")


def running(stage: Stage) -> Recording:
    assert stage.recording is not None
    return stage.recording


async def test_a_person_is_asked_after_20_s_and_no_more_once_the_service_is_back() -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(7.0)
        await stage.proxy.stop()
        await asyncio.sleep(30.0)
        await stage.proxy.start()

    async with fault_stage() as stage, numbered_service() as engine:
        began_s = stage.clock.now_s()
        outcome = await stage.record(sentences(60), act, safeguards=ASKS, create_fallback=engine_at(engine))
        asked_s = outcome.when(lambda notice: isinstance(notice, Problem) and notice.code == "service_away")
        assert asked_s is not None
        assert 19.9 < asked_s - began_s - 7.0 < 21.0
        assert ProblemPassed("service_away") in outcome.notices
        assert not engine.connected_s
        outcome.assert_exact()


async def test_always_chosen_while_a_person_is_asked_counts_at_once() -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(7.0)
        await stage.proxy.stop()
        await asyncio.sleep(25.0)
        assert not engine.connected_s
        running(stage).update_safeguards(Safeguards(fallback="always"))
        await asyncio.sleep(1.0)
        assert len(engine.connected_s) == 1

    async with fault_stage() as stage, numbered_service() as engine:
        outcome = await stage.record(sentences(60), act, safeguards=ASKS, create_fallback=engine_at(engine))
        outcome.assert_exact()


async def test_a_stop_in_a_pause_and_a_second_stop_end_it_with_every_text() -> None:
    async def act(stage: Stage) -> None:
        assert stage.source is not None
        await asyncio.sleep(9.4)
        stage.source.is_waiting = True
        running(stage).pause()
        await asyncio.sleep(20.0)
        running(stage).stop()
        running(stage).stop()
        await asyncio.sleep(0.05)
        running(stage).stop()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(60), act)
        assert len(outcome.given) > 50
        assert running(stage).meter.owed_ms == 0
        outcome.assert_exact()


async def test_a_session_that_expires_in_a_pause_is_missed_by_nobody() -> None:
    async def act(stage: Stage) -> None:
        assert stage.source is not None
        await asyncio.sleep(9.4)
        stage.source.is_waiting = True
        running(stage).pause()
        await asyncio.sleep(120.0)
        assert stage.service.open_sessions == 0
        running(stage).resume()
        stage.source.is_waiting = False

    async with fault_stage(Habits(session_life_s=30.0)) as stage:
        outcome = await stage.record(sentences(20), act)
        assert len(stage.service.connected_s) <= 4
        assert "reconnected" not in outcome.problems
        outcome.assert_exact()


async def test_what_is_owed_is_told_while_the_link_is_away_and_at_the_end() -> None:
    owed_ms: list[int] = []

    async def act(stage: Stage) -> None:
        await asyncio.sleep(9.0)
        await stage.proxy.stop()
        for _ in range(15):
            await asyncio.sleep(1.0)
            owed_ms.append(running(stage).meter.owed_ms)
        running(stage).stop()
        await asyncio.sleep(1.0)
        owed_ms.append(running(stage).meter.owed_ms)
        await stage.proxy.start()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(60), act, turn_detection=ServerVad())
        assert owed_ms[:-1] == sorted(owed_ms[:-1])
        assert 15_000 <= owed_ms[-1] < 20_000
        assert running(stage).meter.owed_ms == 0
        assert outcome.when(lambda notice: isinstance(notice, LinkChanged) and notice.state is LinkState.OFF)
        outcome.assert_exact()

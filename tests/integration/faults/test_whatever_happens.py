"""Whatever happens to a recording, in whatever order: all that was said is in its transcript or in a gap, exactly once.

Random sequences of faults and of what a person does, through real sockets, in virtual time.
"""

import asyncio
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fault_stage import NumbersProfile, Stage, fault_stage, sentences
from tests.numbered_service import Habits, NumberedService, numbered_service
from tests.script import Answers
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.realtime.configuration import ServerVad, TurnDetection
from transcriber.realtime.models import LOCAL_MODEL, capabilities
from transcriber.realtime.switches import Switches
from transcriber.session.fallback import Fallback
from transcriber.session.notices import Notice
from transcriber.settings.safeguards import Safeguards
from transcriber.transcript.stretches import lacking

_SPOKEN_S = 30.0
_SETTLED_S = 90.0
"""Whoever waits on behalf of the recording is done by then."""


class EngineOfNumbers(NumbersProfile):
    is_local = True


def engine_at(service: NumberedService) -> Callable[[], Fallback]:
    return lambda: Fallback(
        service=EngineOfNumbers(service.base_url, 3.0, has_key=False, switches=Switches(uses_rest=False)),
        profile_name="local",
        profile_title="This computer",
        model=capabilities(LOCAL_MODEL),
        fit=lambda configuration: replace(configuration, turn_detection=None),
    )


# ---- what may happen -------------------------------------------------------------------------------------------------


async def reset(stage: Stage) -> None:
    stage.proxy.reset()


async def silent_link(stage: Stage) -> None:
    stage.proxy.swallow()
    await asyncio.sleep(11.0)
    stage.proxy.heal()


async def link_down(stage: Stage) -> None:
    await stage.proxy.stop()
    await asyncio.sleep(24.0)
    await stage.proxy.start()


async def frozen(stage: Stage) -> None:
    stage.service.freeze()
    await asyncio.sleep(6.0)
    stage.service.thaw()


async def refused(stage: Stage) -> None:
    stage.service.habits.upgrades += [Answers(503)] * 2
    stage.proxy.reset()


async def too_many(stage: Stage) -> None:
    stage.service.habits.secrets.append(Answers(429, {}, {"Retry-After": "7"}))
    stage.proxy.reset()


async def failed_turn(stage: Stage) -> None:
    stage.service.habits.failing_turns.add(stage.service.committed_turns + 1)


async def paused(stage: Stage) -> None:
    assert stage.recording is not None
    assert stage.source is not None
    stage.source.is_waiting = True
    stage.recording.pause()
    await asyncio.sleep(9.0)
    stage.recording.resume()
    stage.source.is_waiting = False


async def commit(stage: Stage) -> None:
    assert stage.recording is not None
    stage.recording.commit()


async def go_on_locally(stage: Stage) -> None:
    assert stage.recording is not None
    stage.recording.go_on_locally()


async def stopped(stage: Stage) -> None:
    assert stage.recording is not None
    stage.recording.stop()


EVENTS: list[Callable[[Stage], Awaitable[None]]] = [
    reset,
    silent_link,
    link_down,
    frozen,
    refused,
    too_many,
    failed_turn,
    paused,
    commit,
    go_on_locally,
    stopped,
]

happenings = st.lists(st.tuples(st.floats(0.0, 9.0), st.sampled_from(EVENTS)), min_size=1, max_size=5)


# ---- what must hold --------------------------------------------------------------------------------------------------


async def _recorded(
    steps: list[tuple[float, Callable[[Stage], Awaitable[None]]]],
    turn_detection: TurnDetection,
    life_s: float | None,
    safeguards: Safeguards,
) -> None:
    done_ms: list[int] = []

    async def act(stage: Stage) -> None:
        for wait_s, happen in steps:
            await asyncio.sleep(wait_s)
            await happen(stage)

    async with fault_stage(Habits(session_life_s=life_s)) as stage, numbered_service() as engine:

        def hear(notice: Notice) -> None:
            meter = stage.recording.meter if stage.recording else None
            if meter is not None:
                done_ms.append(meter.recorded_ms - meter.owed_ms)

        outcome = await stage.record(
            sentences(_SPOKEN_S, 3.0, 1.2),
            act,
            turn_detection=turn_detection,
            hear=hear,
            safeguards=safeguards,
            create_fallback=engine_at(engine),
            longest_s=_SPOKEN_S + 5 * 30.0 + _SETTLED_S,
        )
        assert stage.recording is not None
        recorded_ms = stage.recording.meter.recorded_ms
        connects_s = stage.service.connected_s
        assert not engine.faults

    outcome.assert_exact()
    assert lacking(outcome.coverage, recorded_ms * SPOOL_SAMPLES_PER_MS) == []
    assert all(later >= earlier - 1 for earlier, later in itertools.pairwise(done_ms)), "the watermark fell"
    planned = 0 if life_s is None else round(60 / life_s * 6 / 5) + 2
    assert max(sum(at <= other < at + 59.9 for other in connects_s) for at in connects_s or [0.0]) <= 6 + planned


@pytest.mark.allowed_logs("Error handling request", logger="aiohttp.server")
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(
    happenings,
    st.sampled_from([ServerVad(), None]),
    st.sampled_from([None, 20.0]),
    st.sampled_from([Safeguards(fallback="never"), Safeguards(fallback="always")]),
)
def test_all_that_was_said_is_there_once(
    steps: list[tuple[float, Callable[[Stage], Awaitable[None]]]],
    turn_detection: TurnDetection,
    life_s: float | None,
    safeguards: Safeguards,
) -> None:
    asyncio.run(_recorded(steps, turn_detection, life_s, safeguards))

"""The whole program stands still for a while, as on a computer that swaps: nothing that was said is lost."""

import asyncio

import pytest

from tests.fault_stage import Stage, fault_stage, sentences
from transcriber.realtime.configuration import ServerVad, TurnDetection


@pytest.mark.parametrize("turn_detection", [ServerVad(), None], ids=["service", "this side"])
async def test_a_program_that_stood_still_for_ten_seconds_loses_nothing(turn_detection: TurnDetection) -> None:
    async def act(stage: Stage) -> None:
        await asyncio.sleep(11.3)
        # A loop that comes to nothing for so long finds everything that was due in one go.
        stage.clock.stall(10.0)

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(40), act, turn_detection=turn_detection)
        outcome.assert_exact()

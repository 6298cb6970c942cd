"""Another program cuts a recording's file while it grows: what was not transcribed yet is a gap, nothing else is."""

import asyncio
import os

from tests.fault_stage import Stage, fault_stage, sentences
from transcriber.audio.spool_file import HEADER_BYTES


async def test_a_spool_that_is_cut_while_the_link_is_down_costs_what_was_cut_and_nothing_else() -> None:
    async def cut_in_the_dark(stage: Stage) -> None:
        await asyncio.sleep(12.0)
        await stage.proxy.stop()
        await asyncio.sleep(8.0)
        os.truncate(stage.spools()[0], HEADER_BYTES)
        await asyncio.sleep(6.0)
        await stage.proxy.start()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(50.0), cut_in_the_dark)

    outcome.assert_exact()
    assert "spool_cut" in outcome.problems
    gap_ms = sum(each.end_sample - each.start_sample for each in outcome.coverage if not each.has_audio) // 24
    assert 6_000 < gap_ms < 16_000
    assert len(outcome.read) > 200


async def test_a_spool_that_is_cut_while_all_is_well_costs_no_text() -> None:
    async def cut(stage: Stage) -> None:
        await asyncio.sleep(12.0)
        os.truncate(stage.spools()[0], HEADER_BYTES)

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(30.0), cut)

    outcome.assert_exact()
    assert outcome.problems == ["spool_cut"]
    assert len(outcome.given) - len(outcome.read) <= 4

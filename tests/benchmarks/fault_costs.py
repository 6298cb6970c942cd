"""How soon a dead peer is noticed and how soon text is back, in the program's own time; numbers lost and doubled."""

import asyncio
import random
import statistics
from itertools import pairwise
from typing import Any

from tests.fault_stage import Outcome, Stage, fault_stage, sentences
from tests.numbered_service import Habits

_ROUNDS = 30
_SILENT_S = 40.0


def run() -> dict[str, Any]:
    """Seconds of virtual time: what the program waits for, whatever the computer does meanwhile."""
    chance = random.Random(4)
    noticed_s, text_s, lost, doubled = [], [], 0, 0
    for _ in range(_ROUNDS):
        outcome, silent_s, healed_s = asyncio.run(_silence(chance))
        noticed_s.append(outcome.lost_link_after(silent_s) or 0.0)
        text_s.append(outcome.text_after(healed_s) or 0.0)
        lost, doubled = lost + len(outcome.lost), doubled + len(outcome.doubled)
    seams = asyncio.run(_seams())
    return {
        "rounds of a link that goes silent": _ROUNDS,
        "dead peer noticed, s, median": round(statistics.median(noticed_s), 1),
        "dead peer noticed, s, slowest": round(max(noticed_s), 1),
        "first text after the link healed, s, median": round(statistics.median(text_s), 1),
        "first text after the link healed, s, slowest": round(max(text_s), 1),
        "numbers lost": lost + len(seams.lost),
        "numbers doubled": doubled + len(seams.doubled),
        "longest wait for a text over roll-overs each 20 s, s": round(_longest_wait_s(seams), 1),
    }


async def _silence(chance: random.Random) -> tuple[Outcome, float, float]:
    at_s, moments = chance.uniform(5.0, 25.0), list[float]()

    async def act(stage: Stage) -> None:
        await asyncio.sleep(at_s)
        moments.append(stage.clock.now_s())
        stage.proxy.swallow()
        await asyncio.sleep(chance.uniform(0.5, 1.5) * _SILENT_S)
        moments.append(stage.clock.now_s())
        stage.proxy.heal()

    async with fault_stage() as stage:
        outcome = await stage.record(sentences(120), act)
    return outcome, moments[0], moments[1]


async def _seams() -> Outcome:
    async with fault_stage(Habits(session_life_s=20.0)) as stage:
        return await stage.record(sentences(200))


def _longest_wait_s(outcome: Outcome) -> float:
    times_s = outcome.text_times_s
    return max((later - earlier for earlier, later in pairwise(times_s)), default=0.0)

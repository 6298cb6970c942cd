"""Hours of a recording in accelerated time: what is lost or doubled of them, and how the memory grows."""

import asyncio
import random
import time
from typing import Any

import psutil

from tests.fault_stage import Stage, fault_stage, sentences
from tests.numbered_service import Habits

_SESSION_LIFE_S = 3600.0


def run(recorded_s: float, faults_each_s: float = 600.0, seed: int = 1) -> dict[str, Any]:
    """A recording with a reset at random moments, and the figures of it.

    Args:
        recorded_s: How long somebody speaks, in the recording's own time.
        faults_each_s: About how long the link holds.
        seed: Of the moments.
    """
    return asyncio.run(_run(recorded_s, faults_each_s, random.Random(seed)))


async def _run(recorded_s: float, faults_each_s: float, chance: random.Random) -> dict[str, Any]:
    process, began_s = psutil.Process(), time.perf_counter()
    samples: list[tuple[float, float]] = []

    async def act(stage: Stage) -> None:
        began_virtual_s = stage.clock.now_s()
        while True:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * faults_each_s)
            stage.proxy.reset()
            memory_mb = process.memory_info().rss / 2**20
            samples.append(((stage.clock.now_s() - began_virtual_s) / 3600, memory_mb))

    async with fault_stage(Habits(session_life_s=_SESSION_LIFE_S)) as stage:
        outcome = await stage.record(sentences(recorded_s), act, longest_s=2 * recorded_s + 600, keeps_notices=False)
        connects = len(stage.service.connected_s)
    second_half = samples[len(samples) // 2 :]
    return {
        "recorded, h": round(recorded_s / 3600, 2),
        "took, s": round(time.perf_counter() - began_s, 1),
        "connections": connects,
        "numbers spoken": len(outcome.given),
        "numbers lost": len(outcome.lost),
        "numbers doubled": len(outcome.doubled),
        "memory at the end, MB": round(process.memory_info().rss / 2**20),
        "memory growth in the second half, MB/h": round(slope(second_half), 2),
    }


def slope(samples: list[tuple[float, float]]) -> float:
    """Of pairs of x and y, by least squares."""
    if len(samples) < 2:
        return 0.0
    mean_x, mean_y = (sum(values) / len(samples) for values in zip(*samples, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in samples)
    return sum((x - mean_x) * (y - mean_y) for x, y in samples) / spread if spread else 0.0

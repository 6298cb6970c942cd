"""The wait before a lost connection is tried again: how long it may be, and from when on a person is told of it."""

import asyncio
import contextlib
from typing import Protocol

from transcriber.session.notices import LinkChanged, LinkState

LONGEST_LAST_PAUSE_S = 60.0
"""Where nothing more is captured, nobody waits longer for a service that asks for it."""
_WORTH_SAYING_S = 1.0


class Captured(Protocol):
    """What is waited beside."""

    async def over(self) -> None:
        """Until nothing more is captured."""


def told_of_wait(lost: str, delay_s: float) -> list[LinkChanged]:
    """For a person who waits: how long, where that is worth a word; `lost` is why, empty where nothing was lost."""
    if not lost or delay_s < _WORTH_SAYING_S:
        return []
    return [LinkChanged(LinkState.RECONNECTING, lost, next_try_in_ms=round(delay_s * 1000))]


async def waited(delay_s: float, capture: Captured) -> bool:
    """Wait; False where nothing more is captured and a service asks for more than a minute's patience."""
    if delay_s > LONGEST_LAST_PAUSE_S:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(delay_s - LONGEST_LAST_PAUSE_S):
                await capture.over()
            return False
    await asyncio.sleep(min(delay_s, LONGEST_LAST_PAUSE_S))
    return True

"""Loads ahead what the first recording needs, so that nobody waits for it after pressing record.

On the session thread, in pieces: whoever presses record meanwhile waits for what is still missing, as without it.
"""

import asyncio
import importlib

AHEAD = (
    "numpy",
    "transcriber.session.recording",
    "transcriber.app.exchange",
    "transcriber.app.archive",
    "transcriber.audio.microphone",
    "aiohttp",
    "websockets.asyncio.client",
)
"""Where most of the time goes comes last: the window has just been painted."""


async def load_ahead() -> None:
    """One after the other; what waits on the session thread gets its turn between them."""
    for name in AHEAD:
        importlib.import_module(name)
        await asyncio.sleep(0)

import asyncio
from collections import deque

import pytest

from transcriber.realtime.send_window import SendWindow

MARK = 16 * 1024


class Peer:
    """Reads when a test says so."""

    def __init__(self) -> None:
        self.pings: deque[asyncio.Future[float]] = deque()
        self.window = SendWindow(self.ping)

    async def ping(self) -> "asyncio.Future[float]":
        self.pings.append(asyncio.get_running_loop().create_future())
        return self.pings[-1]

    async def sends(self, frames: int) -> None:
        for _ in range(frames):
            await self.window.sent(MARK)


async def test_the_peer_may_be_behind_by_so_much_and_no_more() -> None:
    peer = Peer()
    await peer.sends(8)
    sending = asyncio.ensure_future(peer.sends(1))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert not sending.done()

    peer.pings.popleft().set_result(0.1)
    await sending
    assert peer.window.signs_of_life == 1


async def test_small_frames_share_a_mark() -> None:
    peer = Peer()
    for _ in range(100):
        await peer.window.sent(MARK // 50)
    assert len(peer.pings) == 1


@pytest.mark.parametrize("end", ["lost", "cancelled"])
async def test_a_connection_that_ends_lets_its_sender_go(end: str) -> None:
    peer = Peer()
    await peer.sends(8)
    sending = asyncio.ensure_future(peer.sends(1))
    await asyncio.sleep(0)
    for ping in peer.pings:
        ping.set_exception(ConnectionError()) if end == "lost" else ping.cancel()
    await sending
    assert peer.window.signs_of_life == 0

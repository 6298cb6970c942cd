import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import NoReturn, cast

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosedError

from tests.script import Hangs, HearsClose, Says, websocket
from tests.scripted_service import PlayScript, ScriptedService
from tests.virtual_clock import VirtualClock, virtual_time
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.errors import ConnectionLost, RealtimeError, ServiceUnreachable
from transcriber.realtime.link import Limits, Link, open_link
from transcriber.realtime.refusals import RefusalReader
from transcriber.realtime.secret import Secret

KEY = Secret("sk-never-shown-0123456789")
REFUSALS = RefusalReader(KEY)
WATCHFUL = Limits(ping_interval_s=0.05, ping_timeout_s=0.1, send_timeout_s=0.2)
UNWATCHED = Limits(ping_interval_s=60.0, send_timeout_s=0.2)
LONGEST_NOTICED_S = 10.0
FRAMES_OF_A_MINUTE = 75


class SlowConnection:
    """A WebSocket that takes everything at once and carries it slowly; what is a ping waits its turn with the rest."""

    response = None

    def __init__(self, characters_per_s: float) -> None:
        self._characters_per_s = characters_per_s
        self._is_dead = False
        self._free_s = asyncio.get_running_loop().time()
        self._ended = asyncio.Event()
        self.transport = self
        self.carried_characters = 0
        self.is_aborted = False

    async def send(self, frame: str) -> None:
        if self._ended.is_set():
            raise ConnectionClosedError(None, None)
        self._carry(len(frame), lambda: self._arrive(len(frame)))

    async def ping(self) -> "asyncio.Future[float]":
        if self._ended.is_set():
            raise ConnectionClosedError(None, None)
        pong: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._carry(1, lambda: None if self._is_dead or pong.done() else pong.set_result(0.0))
        return pong

    async def recv(self) -> str:
        await self._ended.wait()
        raise ConnectionClosedError(None, None)

    async def close(self) -> None:
        self._ended.set()

    def abort(self) -> None:
        self.is_aborted = True
        self._ended.set()

    def die(self) -> None:
        self._is_dead = True

    def _carry(self, characters: int, arrived: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        self._free_s = max(self._free_s, loop.time()) + characters / self._characters_per_s
        loop.call_at(self._free_s, arrived)

    def _arrive(self, characters: int) -> None:
        self.carried_characters += characters


async def connect(service: ScriptedService, limits: Limits, clock: list[float] | None = None) -> Link:
    endpoint = Endpoint(service.base_url, KEY)
    websocket = await open_link(endpoint, endpoint.websocket_request(KEY, None), REFUSALS, limits)
    link = Link(websocket, REFUSALS, limits) if clock is None else Link(websocket, REFUSALS, limits, lambda: clock[0])
    await link.start()
    return link


async def without_end(operation: Callable[[], Awaitable[None]]) -> NoReturn:
    while True:
        await operation()


async def test_a_peer_that_falls_silent_is_noticed(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(Says("still here"), Hangs()))
    link = await connect(service, WATCHFUL)

    assert await link.receive() == "still here"
    async with asyncio.timeout(LONGEST_NOTICED_S):
        with pytest.raises(ConnectionLost, match=r"did not answer for 0\.1 s") as raised:
            await link.receive()
    await link.close()

    assert raised.value.close_code == 1006


async def test_a_peer_that_answers_pings_is_kept(scripted_service: PlayScript, accelerated: VirtualClock) -> None:
    service = await scripted_service(websocket(HearsClose()))
    link = await connect(service, WATCHFUL)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await link.receive()
    await link.ping()
    await link.close()


async def test_a_peer_that_takes_no_data_is_noticed_by_the_sender(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(Says("ready"), Hangs()))
    link = await connect(service, UNWATCHED)
    await link.receive()

    with pytest.raises(ConnectionLost, match=r"took no data for 0\.2 s"):
        await without_end(lambda: link.send("x" * 1_000_000))
    with pytest.raises(ConnectionLost):
        await link.receive()
    await link.close()


async def test_a_ping_that_waits_ends_with_the_connection(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(Says("ready"), Hangs()))
    link = await connect(service, WATCHFUL)
    await link.receive()

    async with asyncio.timeout(LONGEST_NOTICED_S):
        with pytest.raises(ConnectionLost):
            await link.ping()
    await link.close()


async def test_a_computer_that_slept_drops_the_connection_at_once(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket())
    wall_clock = [1_000.0]
    link = await connect(service, WATCHFUL, wall_clock)

    wall_clock[0] += 600.0
    async with asyncio.timeout(LONGEST_NOTICED_S):
        with pytest.raises(ConnectionLost, match="asleep"):
            await link.receive()
    await link.close()


async def test_a_peer_that_is_behind_a_slow_link_is_not_taken_for_dead() -> None:
    with virtual_time():
        slow = SlowConnection(characters_per_s=20_000)
        link = Link(cast("ClientConnection", slow), REFUSALS, Limits())
        await link.start()
        for _ in range(FRAMES_OF_A_MINUTE):
            await link.send("x" * 16 * 1024)
        await link.ping()
        await link.close()

    assert slow.carried_characters == FRAMES_OF_A_MINUTE * 16 * 1024
    assert not slow.is_aborted


async def test_a_peer_behind_a_slow_link_that_dies_is_noticed() -> None:
    with virtual_time():
        slow = SlowConnection(characters_per_s=20_000)
        link = Link(cast("ClientConnection", slow), REFUSALS, Limits())
        await link.start()
        await link.send("x" * 16 * 1024)
        slow.die()
        async with asyncio.timeout(LONGEST_NOTICED_S):
            with pytest.raises(ConnectionLost, match=r"did not answer for 4 s|took no data for 5 s"):
                await without_end(lambda: link.send("x" * 16 * 1024))
        await link.close()

    assert slow.is_aborted


async def test_a_message_beyond_the_limit_ends_the_connection_not_the_program(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(Says("x" * (4 * 1024 * 1024 + 1)), may_be_left=True))
    link = await connect(service, UNWATCHED)

    with pytest.raises(ConnectionLost) as raised:
        await link.receive()
    await link.close()

    assert raised.value.close_code == 1009


async def test_a_flood_that_nobody_reads_ends_the_connection(scripted_service: PlayScript) -> None:
    megabyte = "x" * 1024 * 1024
    service = await scripted_service(websocket(*[Says(megabyte)] * 16, Says("one more")))
    link = await connect(service, UNWATCHED)

    with pytest.raises(ConnectionLost, match="more than can be read"):
        await without_end(link.ping)
    for _ in range(16):
        assert await link.receive() == megabyte
    with pytest.raises(ConnectionLost, match="more than can be read"):
        await link.receive()
    await link.close()


async def test_closing_is_polite_and_may_be_repeated(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(HearsClose(1000)))
    link = await connect(service, UNWATCHED)

    await link.close()
    await link.close()

    with pytest.raises(ConnectionLost) as raised:
        await link.receive()
    assert raised.value.close_code == 1000


async def test_closing_works_from_another_task_and_wakes_who_waits(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(HearsClose(1000)))
    link = await connect(service, UNWATCHED)

    async def wait_for_the_end() -> RealtimeError:
        with pytest.raises(RealtimeError) as raised:
            await link.receive()
        return raised.value

    async with asyncio.TaskGroup() as group:
        end = group.create_task(wait_for_the_end())
        group.create_task(link.close())

    assert isinstance(end.result(), ConnectionLost)


async def test_no_task_is_left_behind(scripted_service: PlayScript) -> None:
    service = await scripted_service(websocket(HearsClose(1000)))
    before = asyncio.all_tasks()
    link = await connect(service, UNWATCHED)
    own = {task for task in asyncio.all_tasks() - before if "Link" in str(task.get_coro())}
    await link.close()

    assert len(own) == 2
    assert all(task.done() for task in own)


async def test_a_proxy_from_the_environment_does_not_see_this_computer(
    scripted_service: PlayScript, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy = await scripted_service()
    monkeypatch.setenv("http_proxy", proxy.base_url.removesuffix("/v1"))
    service = await scripted_service(websocket(HearsClose()))
    link = await connect(service, UNWATCHED)
    await link.close()

    assert proxy.arrivals == []


async def test_a_port_where_nobody_listens_is_unreachable() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        endpoint = Endpoint(f"http://127.0.0.1:{unused.getsockname()[1]}/v1", KEY)

        with pytest.raises(ServiceUnreachable, match="connection refused"):
            await open_link(endpoint, endpoint.websocket_request(None, None), REFUSALS, UNWATCHED)

import asyncio

import aiohttp
import pytest

from tests.script import Answers, Hangs, Hears, HearsAudio, HearsClose, Says, Visit, post, websocket
from tests.scripted_service import ScriptedService

APPEND = {"type": "input_audio_buffer.append", "audio": "AAAA"}


async def started(*visits: Visit) -> ScriptedService:
    service = ScriptedService(visits, None)
    await service.start()
    return service


async def visit_with(service: ScriptedService, *frames: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{service.base_url}/realtime") as websocket:
        for frame in frames:
            await websocket.send_json(frame)
        await websocket.close()


async def test_a_script_that_is_followed_leaves_nothing_over() -> None:
    service = await started(websocket(Says({"type": "hello"}), HearsAudio(6), HearsClose(1000)))

    await visit_with(service, APPEND, APPEND)

    assert await service.stop() == []
    assert service.heard == [APPEND, APPEND]


async def test_a_visit_that_never_comes_is_told() -> None:
    service = await started(post("/v1/realtime/client_secrets", Answers()))

    assert await service.stop() == ["never came: POST /v1/realtime/client_secrets"]


async def test_a_visit_that_comes_unasked_is_told() -> None:
    service = await started()

    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientError):
            await session.post(f"{service.base_url}/models")

    assert await service.stop() == ["came unasked: POST /v1/models"]


@pytest.mark.parametrize(
    ("visit", "frames", "told"),
    [
        (websocket(Hears("session.update")), [APPEND], "session.update"),
        (websocket(Hears("session.update")), [], "session.update"),
        (websocket(Hears(APPEND["type"], {"audio": "BBBB"})), [APPEND], "BBBB"),
        (websocket(HearsAudio(5)), [APPEND, APPEND], "5 bytes"),
        (websocket(), [APPEND], "nothing more was due"),
        (websocket(HearsClose(1001)), [], "1001"),
    ],
)
async def test_a_client_that_leaves_the_script_is_told(visit: Visit, frames: list[dict[str, str]], told: str) -> None:
    service = await started(visit)

    await visit_with(service, *frames)

    assert told in "\n".join(await service.stop())


async def test_a_service_may_hang_to_the_end() -> None:
    service = await started(websocket(Hangs()))

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        visitor = group.create_task(session.ws_connect(f"{service.base_url}/realtime"))
        connection = await visitor
        assert await service.stop() == []
        await connection.close()

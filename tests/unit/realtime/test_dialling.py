import logging
import socket
import sys

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import InvalidStatus

from tests.script import Answers, HearsClose, Says, refused_upgrade
from tests.script import websocket as answers
from tests.scripted_service import PlayScript, ScriptedService
from transcriber.realtime.dialling import dial, notice_dead_peers
from transcriber.realtime.endpoint import Endpoint
from transcriber.realtime.secret import Secret

KEY = Secret("sk-never-shown-0123456789")


async def dialled(service: ScriptedService) -> ClientConnection:
    endpoint = Endpoint(service.base_url, KEY)
    return await dial(endpoint, endpoint.websocket_request(KEY, None), None, 4.0)


async def test_the_log_never_holds_the_key(scripted_service: PlayScript, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    service = await scripted_service(answers(Says("hello"), HearsClose()))
    websocket = await dialled(service)
    await websocket.recv()
    await websocket.close()

    assert service.arrivals[0].headers["Authorization"] == f"Bearer {KEY.reveal()}"
    assert KEY.reveal() not in caplog.text
    assert "Authorization" not in caplog.text


async def test_a_redirect_is_not_followed(scripted_service: PlayScript) -> None:
    elsewhere = await scripted_service()
    location = elsewhere.base_url.replace("http", "ws") + "/stolen"
    service = await scripted_service(refused_upgrade(Answers(302, "", {"Location": location})))

    with pytest.raises(InvalidStatus, match="HTTP 302"):
        await dialled(service)

    assert elsewhere.arrivals == []


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux knows how to be told.")
async def test_the_system_too_gives_up_a_peer_that_acknowledges_nothing(scripted_service: PlayScript) -> None:
    service = await scripted_service(answers(HearsClose()))
    websocket = await dialled(service)
    notice_dead_peers(websocket)
    connection = websocket.transport.get_extra_info("socket")
    assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 10_000
    await websocket.close()

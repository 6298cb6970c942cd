"""A saved trace served again: each answer in its turn, any key, and no strangers."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import ClientSession, WSServerHandshakeError

from tests.script import Json, session_created
from transcriber.engine.replay_script import Script
from transcriber.engine.replay_server import ReplayServer
from transcriber.realtime.trace import Channel, Direction, Trace, TraceEntry

START = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
THEN_S = int(START.timestamp())
NOW_S = THEN_S + 86_400
SENT, RECEIVED = Direction.SENT, Direction.RECEIVED
SECRETS = "/realtime/client_secrets"
GRANT = {"value": "****", "expires_at": THEN_S + 600, "session": session_created()["session"]}


def told(exchange: int, direction: Direction, kind: str, text: str, channel: Channel) -> TraceEntry:
    return TraceEntry(
        at_ms=0, direction=direction, channel=channel, type=kind, size_bytes=0, text=text, exchange=exchange
    )


def rest(exchange: int, status: int, body: Json, *headers: str) -> list[TraceEntry]:
    head = "\n".join([f"HTTP {status}", *headers])
    return [
        told(exchange, SENT, f"POST {SECRETS}", "POST http://host\n\n{}", Channel.REST),
        told(exchange, RECEIVED, str(status), f"{head}\n\n{json.dumps(body)}", Channel.REST),
    ]


def connection(exchange: int, *events: TraceEntry) -> list[TraceEntry]:
    opened = told(exchange, SENT, "open", "GET ws://host", Channel.WEBSOCKET)
    return [opened, *events]


def event(exchange: int, frame: Json) -> TraceEntry:
    return told(exchange, RECEIVED, frame["type"], json.dumps(frame), Channel.WEBSOCKET)


class Visitor:
    """An HTTP client of one replay."""

    def __init__(self, http: ClientSession, url: str) -> None:
        self.http = http
        self.url = url

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2].removesuffix("/v1"))

    async def post(self, path: str = SECRETS, **options: Any) -> tuple[int, Json, dict[str, str]]:
        async with self.http.post(self.url + path, json={}, **options) as answer:
            return answer.status, await answer.json(), dict(answer.headers)

    async def first_event(self, **options: Any) -> Json:
        async with self.http.ws_connect(f"{self.url}/realtime?intent=transcription", **options) as websocket:
            parsed: Json = await websocket.receive_json(timeout=60)
            return parsed


Serve = Callable[..., Awaitable[Visitor]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    stack: list[Any] = []

    async def start(*entries: TraceEntry) -> Visitor:
        server = ReplayServer(Script.of(Trace(START, False, "0.1.0", entries)), clock=lambda: NOW_S)
        stack.append(await server.__aenter__())
        http = ClientSession()
        stack.append(http)
        return Visitor(http, f"http://127.0.0.1:{await server.listen('127.0.0.1', 0)}/v1")

    yield start
    for context in reversed(stack):
        await context.__aexit__(None, None, None)


async def test_answers_come_in_their_order_and_the_last_one_stays(serve: Serve) -> None:
    visitor = await serve(*rest(1, 429, {"error": {"code": "slow"}}, "retry-after: 7"), *rest(2, 200, GRANT))

    status, body, headers = await visitor.post(headers={"Authorization": "Bearer anything"})
    assert (status, body, headers["Retry-After"]) == (429, {"error": {"code": "slow"}}, "7")
    secrets = []
    for path in (SECRETS, "/realtime/transcription_sessions"):
        status, body, _ = await visitor.post(path)
        assert status == 200
        assert body["expires_at"] == NOW_S + 600, "as far ahead as it was then"
        assert body["session"] == GRANT["session"]
        secrets.append(body["value"])
    assert len(set(secrets)) == 2
    assert all(secret.startswith("ek_") for secret in secrets)


async def test_a_trace_without_rest_still_gives_a_secret(serve: Serve) -> None:
    visitor = await serve()
    status, body, _ = await visitor.post()
    assert status == 200
    assert body["expires_at"] == NOW_S + 600


async def test_connections_come_in_their_order_also_those_that_were_refused(serve: Serve) -> None:
    refused = told(1, RECEIVED, "401", 'HTTP 401\n\n{"error":{"code":"invalid_api_key"}}', Channel.WEBSOCKET)
    broken = told(2, RECEIVED, "unanswered", "The service could not be reached.", Channel.WEBSOCKET)
    created = session_created(expires_at=THEN_S + 3600)
    visitor = await serve(
        *connection(1, refused), *connection(2, broken), *connection(3, event(3, created)), *connection(4)
    )

    with pytest.raises(WSServerHandshakeError) as answered:
        await visitor.first_event()
    assert answered.value.status == 401
    with socket.create_connection(("127.0.0.1", visitor.port), timeout=60) as broken_off:
        broken_off.sendall(b"GET /v1/realtime HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert await asyncio.to_thread(broken_off.recv, 1) == b""
    first = await visitor.first_event(protocols=("realtime", "openai-insecure-api-key.anything"))
    assert first["session"].pop("expires_at") == NOW_S + 3600
    assert first["session"] == session_created()["session"]
    async with visitor.http.ws_connect(f"{visitor.url}/realtime"):
        pass
    async with visitor.http.get(f"{visitor.url}/realtime") as answer:
        assert answer.status == 404
        assert (await answer.json())["error"]["message"] == "The trace holds no further connection."


@pytest.mark.parametrize("headers", [{"Origin": "https://example.com"}, {"Host": "example.com"}])
async def test_web_pages_are_turned_away(serve: Serve, headers: dict[str, str]) -> None:
    visitor = await serve(*rest(1, 200, GRANT), *connection(2, event(2, session_created())))
    assert (await visitor.post(headers=headers))[0] == 403
    with pytest.raises(WSServerHandshakeError) as answered:
        await visitor.first_event(headers=headers)
    assert answered.value.status == 403
    assert (await visitor.first_event())["type"] == "session.created", "the connection was not used up"


async def test_it_ends_while_clients_are_connected(serve: Serve) -> None:
    visitor = await serve(*connection(1, event(1, session_created())))
    websocket = await visitor.http.ws_connect(f"{visitor.url}/realtime")
    await websocket.receive_json(timeout=60)

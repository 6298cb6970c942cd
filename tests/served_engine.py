"""A running engine server whose recogniser is scripted, and a client for it: sockets, HTTP and the protocol are real.

pytest plugin.
"""

import asyncio
import base64
import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMessage, WSMsgType
from numpy.typing import NDArray

from transcriber.engine.server import EngineServer

TOKEN = "a-token-of-this-run"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
MANUAL = {"type": "session.update", "session": {"type": "transcription", "audio": {"input": {"turn_detection": None}}}}
SECOND = base64.b64encode(bytes(48_000)).decode()
APPEND = {"type": "input_audio_buffer.append", "audio": SECOND}
COMMIT = {"type": "input_audio_buffer.commit"}
PATIENCE_S = 60.0


class CountingRecogniser:
    """Answers with how many samples it was given, once it may."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.may_answer.set()

    def transcribe(self, samples: NDArray[np.float32]) -> str:
        self.may_answer.wait()
        return f"{samples.size} samples."


class Client:
    """A client that speaks JSON and remembers nothing."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket

    async def say(self, *events: dict[str, Any]) -> None:
        for event in events:
            await self.socket.send_str(json.dumps(event))

    async def hear(self) -> dict[str, Any]:
        message: WSMessage = await asyncio.wait_for(self.socket.receive(), PATIENCE_S)
        assert message.type is WSMsgType.TEXT, message
        event: dict[str, Any] = json.loads(message.data)
        return event

    async def hear_until(self, ending: str) -> dict[str, Any]:
        while not (event := await self.hear())["type"].endswith(ending):
            assert event["type"] != "error", event
        return event

    async def closed(self) -> tuple[int | None, str]:
        message: WSMessage = await asyncio.wait_for(self.socket.receive(), PATIENCE_S)
        assert message.type is WSMsgType.CLOSE, message
        return message.data, str(message.extra)


@dataclass
class Engine:
    """A running server with what a test may turn."""

    port: int
    http: ClientSession
    recogniser: CountingRecogniser
    now_s: float = 1_756_310_470.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    @asynccontextmanager
    async def session(
        self, query: str = "?intent=transcription", headers: dict[str, str] = BEARER, **options: Any
    ) -> AsyncIterator[Client]:
        url = f"{self.url}/realtime{query}"
        async with self.http.ws_connect(url, headers=headers, max_msg_size=0, **options) as socket:
            yield Client(socket)

    async def post(self, path: str, body: Any, headers: dict[str, str] = BEARER) -> tuple[int, dict[str, Any]]:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.http.post(f"{self.url}/realtime/{path}", data=data, headers=headers) as answer:
            return answer.status, await answer.json()


StartEngine = Callable[..., Awaitable[Engine]]


@pytest.fixture
async def start_engine() -> AsyncIterator[StartEngine]:
    open_contexts: list[Any] = []

    async def start(session_limit_s: int = 3600) -> Engine:
        recogniser = CountingRecogniser()
        http = ClientSession()
        engine = Engine(0, http, recogniser)
        server = EngineServer(TOKEN, session_limit_s, load_recogniser=lambda: recogniser, clock=lambda: engine.now_s)
        await server.__aenter__()
        open_contexts.extend((http, server))
        engine.port = await server.listen("127.0.0.1", 0)
        return engine

    yield start
    for context in open_contexts:
        await context.__aexit__(None, None, None)

"""The server as a client meets it: the door, the keys, bad input, long frames, slow readers, and the end of sessions.

The recogniser is scripted; sockets, HTTP and the protocol are real. The client here is `aiohttp`'s or plain bytes.
"""

import asyncio
import base64
import contextlib
import json
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMessage, WSMsgType, WSServerHandshakeError
from numpy.typing import NDArray

from transcriber.engine.server import EngineServer

TOKEN = "a-token-of-this-run"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
MANUAL = {"type": "session.update", "session": {"type": "transcription", "audio": {"input": {"turn_detection": None}}}}
SECOND = base64.b64encode(bytes(48_000)).decode()
APPEND = {"type": "input_audio_buffer.append", "audio": SECOND}
COMMIT = {"type": "input_audio_buffer.commit"}


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
        message: WSMessage = await asyncio.wait_for(self.socket.receive(), 10)
        assert message.type is WSMsgType.TEXT, message
        event: dict[str, Any] = json.loads(message.data)
        return event

    async def hear_until(self, ending: str) -> dict[str, Any]:
        while not (event := await self.hear())["type"].endswith(ending):
            assert event["type"] != "error", event
        return event

    async def closed(self) -> tuple[int | None, str]:
        message: WSMessage = await asyncio.wait_for(self.socket.receive(), 10)
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


# ---- the door --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({}, 401, "missing_api_key"),
        ({"Authorization": "Bearer sk-wrong"}, 401, "invalid_api_key"),
        (BEARER | {"Origin": "https://evil.example"}, 403, "origin_not_allowed"),
        (BEARER | {"Host": "evil.example"}, 403, "host_not_allowed"),
    ],
)
async def test_who_is_not_let_in_gets_the_documented_body_on_every_path(
    start_engine: StartEngine, headers: dict[str, str], status: int, code: str
) -> None:
    engine = await start_engine()
    for path in ("client_secrets", "transcription_sessions", "nowhere"):
        refused = await engine.post(path, {}, headers)
        assert refused[0] == status
        assert set(refused[1]["error"]) == {"message", "type", "code", "param"}
        assert refused[1]["error"]["code"] == code
        assert refused[1]["error"]["type"] == "invalid_request_error"
    with pytest.raises(WSServerHandshakeError) as handshake:
        async with engine.session(headers=headers):
            pass
    assert handshake.value.status == status


async def test_a_browser_like_client_brings_its_key_as_a_subprotocol_which_is_never_logged(
    start_engine: StartEngine, caplog: pytest.LogCaptureFixture
) -> None:
    engine = await start_engine()
    key = f"openai-insecure-api-key.{TOKEN}"
    with caplog.at_level(logging.DEBUG):
        async with engine.session(headers={}, protocols=("realtime", key)) as client:
            assert client.socket.protocol == "realtime"
            assert (await client.hear())["type"] == "session.created"
        async with engine.session(headers={}, protocols=(key,)) as client:
            assert (await client.hear())["type"] == "session.created"
        beta = ("realtime", key, "openai-beta.realtime-v1")
        async with engine.session(headers={}, protocols=beta) as client:
            assert (await client.hear())["type"] == "transcription_session.created"

    assert TOKEN not in caplog.text


@pytest.mark.parametrize("query", ["", "?intent=transcription", "?model=gpt-realtime", "?model=x&intent=transcription"])
@pytest.mark.parametrize("key_header", [BEARER, {"api-key": TOKEN}])
async def test_intent_model_both_or_neither_open_the_same_session(
    start_engine: StartEngine, query: str, key_header: dict[str, str]
) -> None:
    engine = await start_engine()
    async with engine.session(query, key_header) as client:
        created = await client.hear()

    assert created["type"] == "session.created"
    assert created["session"]["type"] == "transcription"
    assert created["session"]["expires_at"] == int(engine.now_s) + 3600


async def test_paths_and_methods_that_do_not_exist_are_answered_in_json(start_engine: StartEngine) -> None:
    engine = await start_engine()
    for method, path, status in (("GET", "nowhere", 404), ("GET", "realtime/client_secrets", 405)):
        async with engine.http.request(method, f"{engine.url}/{path}", headers=BEARER) as answer:
            assert answer.status == status
            assert (await answer.json())["error"]["type"] == "invalid_request_error"
    async with engine.http.get(f"{engine.url}/realtime", headers=BEARER) as answer:
        assert answer.status == 400
        assert "error" in await answer.json()


# ---- client secrets --------------------------------------------------------------------------------------------------


async def test_a_secret_opens_configured_sessions_until_its_time_and_then_no_more(start_engine: StartEngine) -> None:
    engine = await start_engine()
    body = {
        "expires_after": {"anchor": "created_at", "seconds": 10},
        "session": {
            "type": "transcription",
            "audio": {"input": {"format": {"type": "audio/pcma"}, "turn_detection": None}},
        },
    }
    status, minted = await engine.post("client_secrets", body)
    assert status == 200
    assert minted["expires_at"] == int(engine.now_s) + 10
    secret = {"Authorization": f"Bearer {minted['value']}"}

    async with engine.session(headers=secret) as first, engine.session(headers=secret) as second:
        for client in (first, second):
            session = (await client.hear())["session"]
            assert session["audio"]["input"]["format"] == {"type": "audio/pcma"}
            assert session["audio"]["input"]["turn_detection"] is None
        engine.now_s += 10

        with pytest.raises(WSServerHandshakeError) as refused:
            async with engine.session(headers=secret):
                pass
        assert refused.value.status == 401
        assert (await engine.post("client_secrets", {}, secret))[1]["error"]["code"] == "client_secret_expired"

        await first.say({"type": "input_audio_buffer.clear"})
        assert (await first.hear())["type"] == "input_audio_buffer.cleared", "expiry does not end a running session"


async def test_a_secret_does_not_make_secrets(start_engine: StartEngine) -> None:
    engine = await start_engine()
    _, minted = await engine.post("transcription_sessions", {})
    secret = {"api-key": minted["client_secret"]["value"]}

    status, refused = await engine.post("client_secrets", {}, secret)

    assert status == 403
    assert refused["error"]["code"] == "insufficient_permissions"


@pytest.mark.parametrize(
    ("path", "body", "param"),
    [
        ("client_secrets", b"{", None),
        ("client_secrets", b"\xff", None),
        ("client_secrets", [], None),
        ("client_secrets", {"expires_after": 60}, "expires_after"),
        ("client_secrets", {"expires_after": {"anchor": "created_at", "seconds": 9}}, "expires_after.seconds"),
        ("client_secrets", {"expires_after": {"anchor": "created_at", "seconds": 7201}}, "expires_after.seconds"),
        (
            "transcription_sessions",
            {"client_secret": {"expires_at": {"seconds": 7201}}},
            "client_secret.expires_at.seconds",
        ),
        ("transcription_sessions", {"input_audio_format": "mp3"}, "input_audio_format"),
    ],
)
async def test_a_bad_body_is_refused_and_the_field_named(
    start_engine: StartEngine, path: str, body: Any, param: str | None
) -> None:
    engine = await start_engine()

    status, refused = await engine.post(path, body)

    assert status == 400
    assert refused["error"]["param"] == param
    assert refused["error"]["code"] == "invalid_value"


# ---- a session -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("{", "invalid_event"),
        ("[]", "invalid_event"),
        (json.dumps({"type": "response.create"}), "invalid_value"),
        (json.dumps({"type": "transcription_session.update", "session": {}}), "invalid_value"),
        (json.dumps({"type": "input_audio_buffer.append", "audio": "?"}), "invalid_value"),
        (json.dumps({"type": "input_audio_buffer.append", "audio": "AAAA"}), "invalid_value"),
        (json.dumps({"type": "input_audio_buffer.append", "audio": "A" * (20 * 1024 * 1024 + 4)}), "invalid_value"),
        (json.dumps(COMMIT), "input_audio_buffer_commit_empty"),
        (json.dumps({"type": "conversation.item.retrieve", "item_id": "item_none"}), "invalid_value"),
    ],
    ids=["json", "array", "type", "beta", "base64", "odd", "oversize", "commit", "item"],
)
async def test_bad_input_is_answered_and_the_session_lives_on(start_engine: StartEngine, bad: str, code: str) -> None:
    engine = await start_engine()
    async with engine.session() as client:
        await client.hear()
        await client.socket.send_str(bad)
        error = await client.hear()
        assert error["type"] == "error"
        assert error["error"]["code"] == code

        await client.say(MANUAL, APPEND, COMMIT)
        assert (await client.hear_until(".completed"))["transcript"] == "", "a second of silence"


async def test_a_commit_of_a_hundred_milliseconds_is_enough_and_one_of_less_is_named(start_engine: StartEngine) -> None:
    engine = await start_engine()
    async with engine.session() as client:
        await client.say(MANUAL)
        await client.hear_until("session.updated")
        await client.say({**APPEND, "audio": base64.b64encode(bytes(4_800)).decode()}, COMMIT)
        assert (await client.hear())["type"] == "input_audio_buffer.committed"
        await client.hear_until(".completed")
        await client.say({**APPEND, "audio": base64.b64encode(bytes(4_752)).decode()}, {**COMMIT, "event_id": "evt_9"})
        error = (await client.hear())["error"]

    assert error["code"] == "input_audio_buffer_commit_empty"
    assert error["event_id"] == "evt_9"
    assert "buffer only has 99.00ms of audio" in error["message"]


async def test_fifteen_mebibytes_in_one_append_pass_while_pings_and_other_sessions_are_served(
    start_engine: StartEngine,
) -> None:
    engine = await start_engine()
    largest = base64.b64encode(bytes(15 * 1024 * 1024)).decode()
    async with engine.session() as large, engine.session() as small:
        for client in (large, small):
            await client.say(MANUAL)
            await client.hear_until("session.updated")
        engine.recogniser.may_answer.clear()
        await large.say({**APPEND, "audio": largest}, COMMIT)
        await large.socket.ping()
        await small.say(APPEND, COMMIT)

        assert (await small.hear())["type"] == "input_audio_buffer.committed"
        assert (await large.hear_until("buffer.committed"))["previous_item_id"] is None
        engine.recogniser.may_answer.set()
        await small.hear_until(".completed")
        completed = await large.hear_until(".completed")

    assert completed["usage"]["seconds"] == pytest.approx(327.68, abs=0.1)


async def test_who_does_not_read_harms_nobody_else_and_is_let_go_in_the_end(
    start_engine: StartEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transcriber.engine.connection._MOST_UNSENT_BYTES", 256 * 1024)
    monkeypatch.setattr("transcriber.engine.connection._LAST_FRAMES_LIMIT_S", 0.2)
    engine = await start_engine()
    reader, writer = await asyncio.open_connection("127.0.0.1", engine.port, limit=1024)
    request = [
        "GET /v1/realtime HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {TOKEN}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    writer.write(("\r\n".join(request) + "\r\n\r\n").encode())
    assert b"101" in await reader.readline()

    # RFC 6455: a masked text frame of two bytes, "{}" with a mask of zeros; each is answered with an error.
    frames = b"\x81\x82\x00\x00\x00\x00{}" * 1000

    async def flood() -> None:
        while True:
            writer.write(frames)
            await writer.drain()
            async with engine.session() as client:
                assert (await client.hear())["type"] == "session.created"

    with pytest.raises(ConnectionError):
        await asyncio.wait_for(flood(), 60)
    writer.transport.abort()

    async with engine.session() as client:
        await client.say(MANUAL, APPEND, COMMIT)
        await client.hear_until(".completed")


async def test_the_provisional_text_goes_only_to_who_asks(start_engine: StartEngine) -> None:
    engine = await start_engine()
    tone = (8000 * np.sin(np.arange(48_000))).astype("<i2").tobytes()
    async with (
        engine.session("?intent=transcription&partial_transcription=true") as asking,
        engine.session() as other,
    ):
        for client in (asking, other):
            await client.say(MANUAL)
            await client.hear_until("session.updated")
            for start in range(0, len(tone), 4_800):
                await client.say({**APPEND, "audio": base64.b64encode(tone[start : start + 4_800]).decode()})
        names: dict[Client, list[str]] = {client: [] for client in (asking, other)}
        for client in (asking, other):
            await client.say(COMMIT)
            while not (name := (await client.hear())["type"]).endswith(".completed"):
                names[client].append(name)

    assert "input_audio_buffer.partial_transcription" not in names[other]


# ---- the end ---------------------------------------------------------------------------------------------------------


async def stream(client: Client) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            await client.say(APPEND)
            await asyncio.sleep(0.005)


async def test_a_session_ends_at_its_limit_with_the_documented_error_and_close(start_engine: StartEngine) -> None:
    engine = await start_engine(session_limit_s=1)
    async with engine.session() as client:
        created = await client.hear()
        assert created["session"]["expires_at"] == int(engine.now_s) + 1
        async with asyncio.TaskGroup() as group:
            # It streams to the very end, and the close must reach it all the same.
            streaming = group.create_task(stream(client))
            error = await client.hear()
            closed = await client.closed()
            streaming.cancel()

    assert error["type"] == "error"
    assert error["error"]["code"] == "session_expired"
    assert error["error"]["message"] == "Your session hit the maximum duration of 1 seconds."
    assert closed == (1001, error["error"]["message"])


async def test_an_engine_that_ends_says_so_to_its_sessions() -> None:
    async with ClientSession() as http:
        async with EngineServer(TOKEN, load_recogniser=CountingRecogniser) as server:
            port = await server.listen("127.0.0.1", 0)
            socket = await http.ws_connect(f"http://127.0.0.1:{port}/v1/realtime", headers=BEARER)
            client = Client(socket)
            assert (await client.hear())["type"] == "session.created"
            closing = asyncio.ensure_future(client.closed())
            await asyncio.sleep(0)

        assert await closing == (1001, "The engine is ending.")
        await socket.close()


@pytest.mark.allowed_logs("because of an error", logger="transcriber.engine.server")
async def test_a_bug_ends_its_session_alone_and_keeps_its_traceback(
    start_engine: StartEngine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    engine = await start_engine()
    async with engine.session() as client, engine.session() as other:
        await client.hear()
        await other.hear()
        monkeypatch.setattr("transcriber.engine.items.Items.clear", lambda self: 1 / 0)
        await client.say({"type": "input_audio_buffer.clear"})
        assert await client.closed() == (1011, "The engine made an error.")
        monkeypatch.undo()

        await other.say({"type": "input_audio_buffer.clear"})
        assert (await other.hear())["type"] == "input_audio_buffer.cleared"
    assert "ZeroDivisionError" in caplog.text

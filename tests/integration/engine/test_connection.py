"""A session as a client meets it: bad input, long frames, slow readers, and its end."""

import asyncio
import base64
import contextlib
import json

import numpy as np
import pytest
from aiohttp import ClientSession

from tests.served_engine import (
    APPEND,
    BEARER,
    COMMIT,
    MANUAL,
    TOKEN,
    Client,
    CountingRecogniser,
    StartEngine,
)
from transcriber.engine.server import EngineServer

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

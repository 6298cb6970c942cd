"""One connection of a trace played again: each event in its turn at any pace, and nobody waits for ever."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web

from tests.script import Json, committed, completed, delta, session_created
from transcriber.engine.replay_connection import ReplayedConnection
from transcriber.engine.replay_script import Ending, Line, Scene, Sent

UPDATE = {"type": "session.update", "session": {"type": "transcription", "include": None}}
COMMIT = {"type": "input_audio_buffer.commit"}
PATIENT_S = 60.0


def append(duration_ms: int) -> Json:
    return {"type": "input_audio_buffer.append", "audio": base64.b64encode(bytes(48 * duration_ms)).decode()}


def line(frame: Json, audio_ms: float = 0, events: int = 0) -> Line:
    return Line(json.dumps(frame), Sent(audio_ms, events), 0)


SCENE = [
    line(session_created()),
    line(session_created() | {"type": "session.updated"}, events=1),
    line(delta("item_A", "Hey"), 400, 1),
    line(committed("item_A"), 1000, 1),
    line(completed("item_A", "Hey."), 1000, 1),
    line(committed("item_B", "item_A"), 1500, 2),
]


@asynccontextmanager
async def playing(*lines: Line | Ending, silence_limit_s: float = PATIENT_S) -> AsyncIterator[ClientWebSocketResponse]:
    async def play(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(timeout=2.0)
        await socket.prepare(request)
        assert request.transport is not None
        scene = Scene(lines=list(lines))
        abort = request.transport.abort
        await ReplayedConnection(socket, abort, scene, lambda said: said.frame, silence_limit_s).run()
        return socket

    application = web.Application()
    application.add_routes([web.get("/", play)])
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    try:
        async with ClientSession() as http, http.ws_connect(url) as socket:
            yield socket
    finally:
        await runner.cleanup()


async def heard(socket: ClientWebSocketResponse, count: int) -> list[str]:
    return [(await socket.receive_json(timeout=PATIENT_S))["type"].rpartition(".")[2] for _ in range(count)]


async def nothing_more(socket: ClientWebSocketResponse) -> None:
    with pytest.raises(TimeoutError):
        await socket.receive(timeout=0.1)


async def test_each_event_comes_when_as_much_was_sent_as_then() -> None:
    async with playing(*SCENE) as socket:
        assert await heard(socket, 1) == ["created"]
        await nothing_more(socket)
        await socket.send_json(UPDATE)
        assert await heard(socket, 1) == ["updated"]
        for _ in range(9):
            await socket.send_json(append(100))
        assert await heard(socket, 1) == ["delta"]
        await nothing_more(socket)
        await socket.send_json(append(100))
        assert await heard(socket, 2) == ["committed", "completed"]
        await socket.send_json(append(500))
        await nothing_more(socket)
        await socket.send_json(COMMIT)
        assert await heard(socket, 1) == ["committed"]


async def test_the_pace_and_the_pieces_do_not_matter() -> None:
    async with playing(*SCENE) as socket:
        for frame in (UPDATE, append(1500), COMMIT):
            await socket.send_json(frame)
        assert await heard(socket, 6) == ["created", "updated", "delta", "committed", "completed", "committed"]
        await socket.close()
        assert socket.close_code == 1000


@pytest.mark.allowed_logs("less than in the trace", logger="transcriber.engine.replay_connection")
async def test_a_client_that_sends_less_hears_the_rest_after_a_silence(caplog: pytest.LogCaptureFixture) -> None:
    async with playing(*SCENE, silence_limit_s=0.2) as socket:
        for frame in (UPDATE, append(500), COMMIT):
            await socket.send_json(frame)
        assert await heard(socket, 6) == ["created", "updated", "delta", "committed", "completed", "committed"]
    said = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert said == ["The client sent nothing for 0.2 s, and less than in the trace; it hears the rest now."]


async def test_an_event_that_never_comes_is_not_waited_for_by_a_client_that_goes_on() -> None:
    async with playing(*SCENE) as socket:
        await socket.send_json(UPDATE)
        await socket.send_json(append(7000))
        assert (await heard(socket, 6))[-1] == "committed"


async def test_the_services_close_comes_in_its_turn_with_its_words() -> None:
    async with playing(SCENE[0], Ending(4000, "No more beta.", Sent(events=1))) as socket:
        assert await heard(socket, 1) == ["created"]
        await socket.send_json(UPDATE)
        message = await socket.receive(timeout=PATIENT_S)
        assert (message.type, message.data, message.extra) == (WSMsgType.CLOSE, 4000, "No more beta.")


async def test_a_connection_that_broke_breaks_again() -> None:
    async with playing(SCENE[0], Ending(1006, "", Sent())) as socket:
        assert await heard(socket, 1) == ["created"]
        assert (await socket.receive(timeout=PATIENT_S)).type in (WSMsgType.CLOSED, WSMsgType.ERROR)


async def test_a_client_that_leaves_early_is_let_go() -> None:
    async with playing(*SCENE) as socket:
        await heard(socket, 1)
        async with asyncio.timeout(PATIENT_S / 2):
            await socket.close()


async def test_frames_that_are_no_events_count_and_break_nothing() -> None:
    async with playing(SCENE[0], SCENE[1], line(delta("item_A", "Hey"), 0, 3)) as socket:
        await socket.send_json(UPDATE)
        await socket.send_str("[" * 5000)
        await socket.send_bytes(b"\xff")
        assert await heard(socket, 3) == ["created", "updated", "delta"]


async def test_a_session_whose_beginning_is_not_in_the_trace_is_opened_as_asked() -> None:
    async with playing(line(delta("item_A", "Hey"), 400)) as socket:
        created = await socket.receive_json(timeout=PATIENT_S)
        await socket.send_json(UPDATE)
        updated = await socket.receive_json(timeout=PATIENT_S)
        await socket.send_json(append(400))
        assert await heard(socket, 1) == ["delta"]
    assert created["type"] == "session.created"
    assert (updated["type"], updated["session"]["include"]) == ("session.updated", None)

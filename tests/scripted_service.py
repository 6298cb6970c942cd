"""A service for tests that plays a script: a real HTTP and WebSocket server on loopback. pytest plugin.

A test writes the script as a conversation, a list of visits in the order in which they must come:

    service = await scripted_service(
        post("/v1/realtime/client_secrets", gives_client_secret()),
        websocket(*opening(), Hears("input_audio_buffer.commit"), Says(completed("item_A", "Hello.")), HearsClose()),
    )

Delays are `asyncio.Event`s, never sleeps. Whatever was not played, and whatever came unasked, fails the test.
"""

import asyncio
import base64
import contextlib
import json
import socket
import ssl
import struct
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Protocol

import pytest
from aiohttp import WSMessage, WSMsgType, web

from tests.script import (
    Acknowledges,
    Answers,
    Closes,
    Drops,
    Hangs,
    Hears,
    HearsAudio,
    HearsClose,
    Json,
    Says,
    Step,
    Tells,
    Visit,
    Waits,
)

_GRACE_S = 30.0


@dataclass(frozen=True)
class Arrival:
    """A request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: str

    @property
    def json(self) -> Json:
        parsed: Json = json.loads(self.body)
        return parsed


class _OffScriptError(Exception):
    """The client did something else than the script says."""


class _Scene:
    """One visit while it is played."""

    def __init__(self, visit: Visit, request: web.BaseRequest, heard: list[Json], end: asyncio.Event) -> None:
        self._visit = visit
        self._request = request
        self._heard = heard
        self._end = end
        self._steps = deque(visit.steps)
        self._websocket = web.WebSocketResponse(compress=False, max_msg_size=64 * 1024 * 1024)
        self._messages: asyncio.Queue[WSMessage] = asyncio.Queue()
        self._has_closed = False
        self._is_silent = False

    @property
    def may_be_left(self) -> bool:
        return self._visit.may_be_left

    @property
    def is_hanging(self) -> bool:
        return list(self._steps) == [Hangs()]

    @property
    def leftover(self) -> str:
        """What was still to come; a service that hangs may do so to the end."""
        if self.is_hanging or self._visit.may_be_left or not self._steps:
            return ""
        return f"{self._visit.path}: not played: {[str(step)[:100] for step in self._steps]}"

    async def play(self) -> web.StreamResponse:
        return await (self._play_websocket() if self._visit.is_websocket else self._play_http())

    async def _play_http(self) -> web.StreamResponse:
        response = web.Response()
        while self._steps:
            match self._steps[0]:
                case Answers(status, body, headers):
                    text = body if isinstance(body, str) else json.dumps(body)
                    response = web.Response(status=status, text=text, headers=headers)
                case step:
                    await self._pause(step)
            self._steps.popleft()
        return response

    async def _play_websocket(self) -> web.StreamResponse:
        await self._websocket.prepare(self._request)
        async with asyncio.TaskGroup() as group:
            reader = group.create_task(self._read())
            while self._steps:
                if isinstance(self._steps[0], Hangs):
                    reader.cancel()
                await self._play_frame(self._steps[0])
                self._steps.popleft()
            if not self._is_silent:
                await self._hear_close(None)
            reader.cancel()
        return self._websocket

    async def _read(self) -> None:
        """Reads all the time, so that pings are answered whatever the script is waiting for."""
        while True:
            message = await self._websocket.receive()
            self._messages.put_nowait(message)
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                return

    async def _play_frame(self, step: Step) -> None:
        match step:
            case Hears(event_type, holding):
                await self._hear(event_type, holding)
            case HearsAudio(byte_count):
                await self._hear_audio(byte_count)
            case HearsClose(code):
                await self._hear_close(code)
            case Says(bytes() as frame):
                await self._websocket.send_bytes(frame)
            case Says(frame):
                await self._websocket.send_str(frame if isinstance(frame, str) else json.dumps(frame))
            case Acknowledges(session_id, expires_at):
                await self._websocket.send_str(json.dumps(self._acknowledgement(session_id, expires_at)))
            case Closes(code, reason):
                await self._websocket.close(code=code, message=reason.encode())
                self._has_closed = True
            case _:
                await self._pause(step)

    async def _pause(self, step: Step) -> None:
        match step:
            case Waits(event):
                await event.wait()
            case Tells(event):
                event.set()
            case Hangs():
                assert self._request.transport is not None
                self._request.transport.pause_reading()
                self._is_silent = True
                await self._end.wait()
            case Drops():
                self._drop()
            case _:
                raise _OffScriptError(f"{step} has no meaning in this visit")

    def _drop(self) -> None:
        transport = self._request.transport
        assert transport is not None
        # Lingering for zero seconds turns the close into a reset.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._is_silent = True
        transport.abort()

    async def _next_frame(self, wanted: str) -> Json:
        message = await self._messages.get()
        if message.type is not WSMsgType.TEXT:
            raise _OffScriptError(f"{wanted} was due; {message.type.name} ({message.data}) came")
        frame: Json = json.loads(message.data)
        self._heard.append(frame)
        return frame

    async def _hear(self, event_type: str, holding: Json) -> None:
        frame = await self._next_frame(event_type)
        if frame["type"] != event_type or not _holds(frame, holding):
            raise _OffScriptError(f"{event_type} {holding or ''} was due; {frame} came")

    async def _hear_audio(self, byte_count: int) -> None:
        heard_bytes = 0
        while heard_bytes < byte_count:
            frame = await self._next_frame("audio")
            if frame["type"] != "input_audio_buffer.append":
                raise _OffScriptError(f"audio was due ({heard_bytes} of {byte_count} bytes came); {frame} came")
            heard_bytes += len(base64.b64decode(frame["audio"], validate=True))
        if heard_bytes > byte_count:
            raise _OffScriptError(f"{byte_count} bytes of audio were due; {heard_bytes} came")

    async def _hear_close(self, code: int | None) -> None:
        message = await self._messages.get()
        while self._has_closed and message.type is WSMsgType.TEXT:
            # It was on its way when this side closed.
            message = await self._messages.get()
        if message.type is WSMsgType.TEXT:
            raise _OffScriptError(f"nothing more was due; {message.data} came")
        if code is not None and self._websocket.close_code != code:
            raise _OffScriptError(f"a close with {code} was due; {self._websocket.close_code} came")
        self._messages.put_nowait(message)

    def _acknowledgement(self, session_id: str, expires_at: int | None) -> Json:
        update = self._heard[-1]
        identity: Json = {"id": session_id, "object": "realtime.transcription_session"}
        if expires_at is not None:
            identity["expires_at"] = expires_at
        return {"type": f"{update['type']}d", "event_id": "event_2", "session": identity | update["session"]}


def _holds(frame: Json, holding: Json) -> bool:
    """Whether at least these fields are there, also those inside of objects."""
    return all(
        name in frame
        and (
            _holds(frame[name], value)
            if isinstance(value, dict) and isinstance(frame[name], dict)
            else frame[name] == value
        )
        for name, value in holding.items()
    )


class ScriptedService:
    """The running server. The test's event loop."""

    def __init__(self, visits: tuple[Visit, ...], tls: ssl.SSLContext | None) -> None:
        self.arrivals: list[Arrival] = []
        """Every request, in order."""
        self.heard: list[Json] = []
        """Every frame, in order."""
        self.base_url = ""
        self._upcoming = deque(visits)
        self._tls = tls
        self._scenes: list[_Scene] = []
        self._complaints: list[str] = []
        self._playing = 0
        self._is_idle = asyncio.Event()
        self._end = asyncio.Event()
        self._runner = web.ServerRunner(web.Server(self._handle), shutdown_timeout=0.1)

    async def start(self) -> None:
        self._is_idle.set()
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._tls)
        await site.start()
        port = self._runner.addresses[0][1]
        self.base_url = f"http{'s' if self._tls else ''}://127.0.0.1:{port}/v1"

    async def stop(self) -> list[str]:
        """Ends the server; what was left over or off the script."""
        self._end.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_GRACE_S):
                await self._is_idle.wait()
        await self._runner.cleanup()
        never = [f"never came: {visit.method} {visit.path}" for visit in self._upcoming]
        return self._complaints + [scene.leftover for scene in self._scenes if scene.leftover] + never

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        self._playing += 1
        self._is_idle.clear()
        try:
            return await self._play_next(request)
        except* _OffScriptError as wrong:
            self._complaints += [str(error) for error in wrong.exceptions]
        except* ConnectionError as gone:
            if not self._scenes[-1].may_be_left:
                self._complaints += [f"the client left: {error!r}" for error in gone.exceptions]
        finally:
            self._playing -= 1
            if not self._playing:
                self._is_idle.set()
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)

    async def _play_next(self, request: web.BaseRequest) -> web.StreamResponse:
        self.arrivals.append(
            Arrival(request.method, request.path, dict(request.query), request.headers, await request.text())
        )
        if not self._upcoming or (request.method, request.path) != (self._upcoming[0].method, self._upcoming[0].path):
            raise _OffScriptError(f"came unasked: {request.method} {request.path}")
        scene = _Scene(self._upcoming.popleft(), request, self.heard, self._end)
        self._scenes.append(scene)
        return await scene.play()


class PlayScript(Protocol):
    """Starts a service that plays these visits."""

    async def __call__(self, *visits: Visit, tls: ssl.SSLContext | None = None) -> ScriptedService: ...


@pytest.fixture
async def scripted_service() -> AsyncIterator[PlayScript]:
    """Starts scripted services, and fails the test where a script was not followed to its end."""
    services: list[ScriptedService] = []

    async def play(*visits: Visit, tls: ssl.SSLContext | None = None) -> ScriptedService:
        service = ScriptedService(visits, tls)
        await service.start()
        services.append(service)
        return service

    yield play
    wrong = [complaint for service in services for complaint in await service.stop()]
    if wrong:
        pytest.fail("The script was not followed:\n" + "\n".join(wrong), pytrace=False)

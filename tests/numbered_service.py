"""A service that transcribes numbered sound by reading it: a real HTTP and WebSocket server on loopback, GA dialect.

What it answers with is exactly what it was sent, so that a lost or a doubled tenth of a second shows as a number. Its
turn detection is the API's: a turn begins `prefix_padding_ms` before sound and ends after `silence_duration_ms` without
any. Source: OpenAI Realtime API, transcription sessions.
"""

import asyncio
import base64
import json
import ssl
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import numpy as np
from aiohttp import WSMsgType, web

from tests.numbered_audio import I16, heard
from tests.script import Answers, Json, committed, completed, delta, error, gives_client_secret, session_created
from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS

_CELL_SAMPLES = 10 * SPOOL_SAMPLES_PER_MS
_LEAST_COMMIT_SAMPLES = 100 * SPOOL_SAMPLES_PER_MS


@dataclass
class Habits:
    """How the service behaves; may be changed while it runs."""

    answer_delay_s: float = 0.3
    session_life_s: float | None = None
    """A session says when it expires, and is ended then."""
    failing_turns: set[int] = field(default_factory=set)
    """By the order in which turns were committed over all sessions, from 1."""
    unanswered_turns: set[int] = field(default_factory=set)
    """Committed and never spoken of again."""
    intrusions: dict[int, list[Json | str | bytes]] = field(default_factory=dict)
    """Frames before the n-th turn's text."""
    secrets: deque[Answers] = field(default_factory=deque)
    """Answers to the next requests for a client secret; then they are made."""
    upgrades: deque[Answers] = field(default_factory=deque)
    """Answers to the next requests for a WebSocket; then they are opened."""
    closes_after_accept: bool = False
    deltas_per_number: int = 1
    delta_pause_s: float = 0.0
    """After each."""
    is_compressed: bool = False


class NumberedService:
    """The running server. The test's event loop."""

    def __init__(self, habits: Habits | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.habits = habits or Habits()
        self.secrets_asked_s: list[float] = []
        """When each client secret was asked for, by the loop's clock."""
        self.connected_s: list[float] = []
        """When each WebSocket was asked for."""
        self.committed_turns = 0
        self.secrets_used: list[str] = []
        self.audio_samples = 0
        """How much sound came in over all sessions."""
        self.faults: list[str] = []
        """What a client should not have sent."""
        self.port = 0
        self.tls = tls
        self._thawed = asyncio.Event()
        self._thawed.set()
        self._runner: web.ServerRunner | None = None
        self._sessions: set[_Session] = set()

    @property
    def base_url(self) -> str:
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}/v1"

    @property
    def open_sessions(self) -> int:
        """Sessions that run now."""
        return len(self._sessions)

    async def start(self) -> None:
        """Listen, on the same port as before."""
        self._runner = web.ServerRunner(web.Server(self._handle), shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port, ssl_context=self.tls).start()
        self.port = self._runner.addresses[0][1]

    async def kill(self) -> None:
        """Gone like a process after SIGKILL: its sockets are reset, its port refuses."""
        for session in list(self._sessions):
            session.abort()
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    def freeze(self) -> None:
        """Stand still like a process after SIGSTOP: the system accepts connections, nobody reads or answers."""
        self._thawed.clear()
        for session in self._sessions:
            session.read_on(False)

    def thaw(self) -> None:
        """Go on."""
        self._thawed.set()
        for session in self._sessions:
            session.read_on(True)

    async def while_awake(self) -> None:
        """Returns where the service is not frozen."""
        await self._thawed.wait()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        await self.while_awake()
        now_s = asyncio.get_running_loop().time()
        if request.path.endswith("/client_secrets"):
            self.secrets_asked_s.append(now_s)
            value = f"ek_{len(self.secrets_asked_s)}"
            queue, usual = self.habits.secrets, gives_client_secret(value=value, expires_at=round(time.time()) + 600)
            return _response(queue.popleft() if queue else usual)
        self.connected_s.append(now_s)
        self.secrets_used.append(request.headers.get("Authorization", "").removeprefix("Bearer "))
        if self.habits.upgrades:
            return _response(self.habits.upgrades.popleft())
        return await self._serve_session(request)

    async def _serve_session(self, request: web.BaseRequest) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=self.habits.is_compressed, max_msg_size=64 * 1024 * 1024)
        await socket.prepare(request)
        if self.habits.closes_after_accept:
            await socket.close(code=1011)
            return socket
        session = _Session(self, socket, request, f"sess_{len(self.connected_s)}")
        self._sessions.add(session)
        try:
            await session.run()
        except* (ConnectionError, RuntimeError):
            session.abort()
        finally:
            self._sessions.discard(session)
        return socket


class _SessionOverError(Exception):
    """The session has no more to do."""


class _Session:
    """One WebSocket."""

    def __init__(
        self, service: NumberedService, socket: web.WebSocketResponse, request: web.BaseRequest, session_id: str
    ) -> None:
        self._service = service
        self._socket = socket
        self._request = request
        self._id = session_id
        life_s = service.habits.session_life_s
        self._life_s = life_s
        self._expires_at = None if life_s is None else round(time.time() + life_s)
        self._turn_detection: Json | None = {"prefix_padding_ms": 300, "silence_duration_ms": 500}
        self._answers: asyncio.Queue[tuple[float, str, I16, int]] = asyncio.Queue()
        self._audio = np.zeros(0, np.int16)
        self._audio_start = 0
        """The wire sample of the first one that is kept."""
        self._cells_read = 0
        self._silent_cells = 0
        self._item_id: str | None = None
        self._item_start = 0
        self._items = 0
        self._last_item_id: str | None = None

    def abort(self) -> None:
        """Reset the connection."""
        if self._request.transport is not None:
            self._request.transport.abort()

    def read_on(self, reads: bool) -> None:
        """Take what the network has, or leave it there."""
        transport = self._request.transport
        if transport is not None and not transport.is_closing():
            transport.resume_reading() if reads else transport.pause_reading()

    async def run(self) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._answer())
                if self._life_s is not None:
                    group.create_task(self._expire(self._life_s))
                await self._read()
                raise _SessionOverError
        except* _SessionOverError:
            pass

    async def _say(self, *frames: Json | str | bytes) -> None:
        for frame in frames:
            await self._service.while_awake()
            if isinstance(frame, bytes):
                await self._socket.send_bytes(frame)
            else:
                await self._socket.send_str(frame if isinstance(frame, str) else json.dumps(frame))

    async def _read(self) -> None:
        await self._say(session_created(session_id=self._id, expires_at=self._expires_at))
        while True:
            await self._service.while_awake()
            message = await self._socket.receive()
            if message.type is not WSMsgType.TEXT:
                return
            await self._service.while_awake()
            await self._take(json.loads(message.data))

    async def _take(self, event: Json) -> None:
        match event["type"]:
            case "session.update":
                audio_input = event["session"].get("audio", {}).get("input", {})
                self._turn_detection = audio_input.get("turn_detection", self._turn_detection)
                identity = {"id": self._id, "object": "realtime.transcription_session", "expires_at": self._expires_at}
                await self._say({"type": "session.updated", "event_id": "e", "session": identity | event["session"]})
            case "input_audio_buffer.append":
                await self._hear(np.frombuffer(base64.b64decode(event["audio"], validate=True), "<i2"))
            case "input_audio_buffer.commit":
                await self._commit_asked(event.get("event_id"))
            case other:
                self._service.faults.append(f"not of the protocol: {other}")

    async def _hear(self, samples: I16) -> None:
        self._service.audio_samples += len(samples)
        self._audio = np.concatenate((self._audio, samples))
        if self._turn_detection is None:
            return
        first = self._cells_read * _CELL_SAMPLES - self._audio_start
        count = max(0, len(self._audio) - first) // _CELL_SAMPLES
        cells = self._audio[first : first + count * _CELL_SAMPLES].reshape(count, _CELL_SAMPLES)
        for is_loud in np.any(cells, axis=1):
            self._cells_read += 1
            await self._next_cell(is_loud, self._turn_detection)
        if self._item_id is None:
            self._drop(self._cells_read * _CELL_SAMPLES - self._turn_detection["prefix_padding_ms"] * 24)

    async def _next_cell(self, is_loud: bool, rules: Json) -> None:
        self._silent_cells = 0 if is_loud else self._silent_cells + 1
        end = self._cells_read * _CELL_SAMPLES
        if self._item_id is None and is_loud:
            self._item_id = self._new_id()
            self._item_start = max(self._audio_start, end - _CELL_SAMPLES - rules["prefix_padding_ms"] * 24)
            start_ms = self._item_start // SPOOL_SAMPLES_PER_MS
            await self._say(
                {"type": "input_audio_buffer.speech_started", "item_id": self._item_id, "audio_start_ms": start_ms}
            )
        elif self._item_id is not None and self._silent_cells * 10 >= rules["silence_duration_ms"]:
            end_ms = end // SPOOL_SAMPLES_PER_MS
            await self._say(
                {"type": "input_audio_buffer.speech_stopped", "item_id": self._item_id, "audio_end_ms": end_ms}
            )
            await self._commit(end)

    def _new_id(self) -> str:
        self._items += 1
        return f"item_{self._id}_{self._items}"

    async def _commit_asked(self, event_id: str | None) -> None:
        end = self._audio_start + len(self._audio)
        if self._item_id is None:
            self._item_start = self._audio_start
        if end - self._item_start < _LEAST_COMMIT_SAMPLES:
            fields = {"code": "input_audio_buffer_commit_empty", "event_id": event_id}
            await self._say(error("Error committing input audio buffer: buffer too small.", **fields))
            return
        self._item_id = self._item_id or self._new_id()
        # What is left of a cell belongs to what was sealed.
        self._cells_read = -(-end // _CELL_SAMPLES)
        await self._commit(end)

    async def _commit(self, end: int) -> None:
        assert self._item_id is not None
        audio = self._audio[self._item_start - self._audio_start : end - self._audio_start].copy()
        self._drop(end)
        item_id, self._item_id, self._silent_cells = self._item_id, None, 0
        await self._say(committed(item_id, self._last_item_id))
        self._last_item_id = item_id
        self._service.committed_turns += 1
        due_s = asyncio.get_running_loop().time() + self._service.habits.answer_delay_s
        self._answers.put_nowait((due_s, item_id, audio, self._service.committed_turns))

    def _drop(self, before: int) -> None:
        count = max(0, before - self._audio_start)
        self._audio, self._audio_start = self._audio[count:], self._audio_start + count

    async def _answer(self) -> None:
        habits = self._service.habits
        while True:
            due_s, item_id, audio, turn = await self._answers.get()
            await asyncio.sleep(max(0.0, due_s - asyncio.get_running_loop().time()))
            await self._say(*habits.intrusions.get(turn, []))
            if turn in habits.unanswered_turns:
                continue
            if turn in habits.failing_turns:
                await self._say(_failed(item_id))
                continue
            try:
                numbers = heard(audio)
            except AssertionError as fault:
                self._service.faults.append(str(fault))
                numbers = []
            for number in numbers * habits.deltas_per_number:
                await self._say(delta(item_id, f"{number} "))
                await asyncio.sleep(habits.delta_pause_s)
            await self._say(completed(item_id, " ".join(str(number) for number in numbers)))

    async def _expire(self, life_s: float) -> None:
        await asyncio.sleep(life_s)
        await self._say(error("Your session hit the maximum duration.", code="session_expired"))
        await self._socket.close(code=1001)
        raise _SessionOverError


def _failed(item_id: str) -> Json:
    return {
        "type": "conversation.item.input_audio_transcription.failed",
        "item_id": item_id,
        "content_index": 0,
        "error": {"type": "server_error", "code": "audio_unintelligible", "message": "It could not be understood."},
    }


def _response(answer: Answers) -> web.Response:
    text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
    headers: Mapping[str, str] = answer.headers
    return web.Response(status=answer.status, text=text, headers=headers)


@asynccontextmanager
async def numbered_service(
    habits: Habits | None = None, tls: ssl.SSLContext | None = None
) -> AsyncIterator[NumberedService]:
    """A running service, until the block ends."""
    service = NumberedService(habits, tls)
    await service.start()
    try:
        yield service
    finally:
        service.thaw()
        await service.kill()

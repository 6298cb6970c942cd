"""A saved trace served again: the routes of a Realtime service, answered as they were then."""

import json
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Self

from aiohttp import web

from transcriber.engine.door import SUBPROTOCOL, stranger
from transcriber.engine.replay_connection import ReplayedConnection
from transcriber.engine.replay_script import Answer, Scene, Script
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_secrets import secret_path
from transcriber.realtime.secret import MASK

_logger = logging.getLogger(__name__)

SILENCE_LIMIT_S = 3.0
_LARGEST_FRAME_BYTES = 64 * 1024 * 1024
_CLOSE_ANSWER_LIMIT_S = 2.0
_SECRET_LIFE_S = 600


class ReplayServer:
    """The running replay; an async context manager. Event loop only. Any key opens it.

    Args:
        script: What to play. Requests and connections are answered in the order of the trace, whatever their paths.
        silence_limit_s: After so long without a frame a client is taken to be done, and hears the rest.
        clock: Unix time in seconds.
    """

    def __init__(
        self, script: Script, silence_limit_s: float = SILENCE_LIMIT_S, clock: Callable[[], float] = time.time
    ) -> None:
        self._script = script
        self._silence_limit_s = silence_limit_s
        self._clock = clock
        self._answers = deque(script.answers)
        self._scenes = deque(script.scenes)
        # aiohttp warns about subprotocols that it does not know by quoting them, and one of them is the key.
        logging.getLogger("aiohttp.websocket").setLevel(logging.ERROR)

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.add_routes(
            [
                web.get("/v1/realtime", self._connect),
                web.post("/v1" + secret_path(Dialect.GA), self._create_secret),
                web.post("/v1" + secret_path(Dialect.BETA), self._create_secret),
            ]
        )
        self._runner = web.AppRunner(application, handle_signals=False, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._runner.cleanup()

    async def listen(self, host: str, port: int) -> int:
        """Accept connections; the port, which is the asked one unless that was 0. OSError if it cannot be had."""
        await web.TCPSite(self._runner, host, port).start()
        bound: int = self._runner.addresses[0][1]
        return bound

    # ---- REST --------------------------------------------------------------------------------------------------------

    async def _create_secret(self, request: web.Request) -> web.StreamResponse:
        if (refusal := stranger(request.headers)) is not None:
            return _refused(refusal.status, refusal.code, refusal.message)
        await request.read()
        if len(self._answers) > 1:
            return self._answered(request, self._answers.popleft())
        # More requests than then come from more attempts than then: the last answer stays the answer.
        return self._answered(request, self._answers[0] if self._answers else self._new_secret())

    def _new_secret(self) -> Answer:
        """For a trace of a connection that needed none."""
        expires_at_s = int(self._script.started_unix_s) + _SECRET_LIFE_S
        return Answer(200, body=json.dumps({"value": MASK, "expires_at": expires_at_s}))

    def _answered(self, request: web.Request, answer: Answer) -> web.Response:
        if answer.status is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)
        text = self._script.in_this_time(answer.body, answer.at_ms, self._clock())
        headers = {"Retry-After": answer.retry_after} if answer.retry_after else {}
        kind = "text/plain" if answer.content_type.startswith("text/") else "application/json"
        return web.Response(status=answer.status, text=_with_secret(text), headers=headers, content_type=kind)

    # ---- WebSocket ---------------------------------------------------------------------------------------------------

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        if (refusal := stranger(request.headers)) is not None:
            return _refused(refusal.status, refusal.code, refusal.message)
        if not self._scenes:
            return _refused(HTTPStatus.NOT_FOUND, "trace_ended", "The trace holds no further connection.")
        scene = self._scenes.popleft()
        if scene.refusal is not None:
            return self._answered(request, scene.refusal)
        return await self._play(request, scene)

    async def _play(self, request: web.Request, scene: Scene) -> web.StreamResponse:
        if scene.omitted_frames:
            _logger.warning("%d events are too long to be in the trace and are left out.", scene.omitted_frames)
        socket = web.WebSocketResponse(
            protocols=(SUBPROTOCOL,), timeout=_CLOSE_ANSWER_LIMIT_S, compress=False, max_msg_size=_LARGEST_FRAME_BYTES
        )
        await socket.prepare(request)
        transport = request.transport
        assert transport is not None, "the upgrade was answered on it"
        connection = ReplayedConnection(
            socket,
            transport.abort,
            scene,
            lambda line: self._script.in_this_time(line.frame, line.at_ms, self._clock()),
            self._silence_limit_s,
        )
        try:
            await connection.run()
        except* ConnectionError:
            _logger.info("the client left in the middle of an event")
        return socket


def _with_secret(body: str) -> str:
    """A client secret that opens this replay in the place of the one that the trace does not tell."""
    return body.replace(f'"{MASK}"', f'"ek_replay_{secrets.token_hex(16)}"')


def _refused(status: HTTPStatus, code: str, message: str) -> web.Response:
    error = {"type": "invalid_request_error", "code": code, "message": message, "param": None}
    return web.json_response({"error": error}, status=status)

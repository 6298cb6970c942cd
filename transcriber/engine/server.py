"""The engine's HTTP server: REST and WebSocket on one loopback port. Routes and their answers, nothing else.

Paths, bodies and errors are those of the OpenAI Realtime API, in its GA and its beta dialect.
"""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from types import TracebackType
from typing import Self

from aiohttp import WSCloseCode, web
from aiohttp.typedefs import Handler

from transcriber.engine.background_recogniser import BackgroundRecogniser
from transcriber.engine.client_secrets import ClientSecrets
from transcriber.engine.connection import Connection
from transcriber.engine.decode_queue import DecodeQueue
from transcriber.engine.door import SUBPROTOCOL, Admission, Door, Refusal, asks_for_beta
from transcriber.engine.listener import Listener
from transcriber.engine.recogniser import MoonshineRecogniser, Recogniser
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.dialects import Dialect
from transcriber.realtime.dialects.client_secrets import read_secret_request, secret_answer, secret_path
from transcriber.realtime.dialects.server_events import error_fields
from transcriber.realtime.dialects.session_rules import FieldError
from transcriber.realtime.events import ErrorDetail, ServerEvent
from transcriber.realtime.models import LOCAL_MODEL
from transcriber.realtime.server_protocol import ServerProtocol

_logger = logging.getLogger(__name__)

SPOKEN_LANGUAGE = "en"
LARGEST_FRAME_BYTES = 64 * 1024 * 1024
"""Far above an append of 15 MiB of audio (20 MiB of base64), so that one too large is answered instead of cut off."""

_CLOSE_ANSWER_LIMIT_S = 2.0
_SHUTDOWN_LIMIT_S = 3.0
_DEFAULTS = SessionConfiguration(model=LOCAL_MODEL, language=SPOKEN_LANGUAGE)
_ADMISSION = web.RequestKey("admission", Admission)


class EngineServer:
    """The running engine; an async context manager. Event loop only.

    Args:
        token: what a client must present.
        session_limit_s: how long a session may last.
        load_recogniser: called once, on a thread of its own; sessions may start before it returns.
        clock: Unix time in seconds, for the life of client secrets and the announced end of sessions.
    """

    def __init__(
        self,
        token: str,
        session_limit_s: int = 3600,
        load_recogniser: Callable[[], Recogniser] = MoonshineRecogniser,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._session_limit_s = session_limit_s
        self._load_recogniser = load_recogniser
        self._clock = clock
        self._client_secrets = ClientSecrets()
        self._door = Door(token, self._client_secrets)
        self._connections: set[Connection] = set()
        self._recogniser: BackgroundRecogniser | None = None
        self._decode_queue: DecodeQueue | None = None
        # aiohttp warns about subprotocols that it does not know by quoting them, and one of them is the key.
        logging.getLogger("aiohttp.websocket").setLevel(logging.ERROR)

    async def __aenter__(self) -> Self:
        application = web.Application(middlewares=[self._guard])
        application.add_routes(
            [
                web.get("/v1/realtime", self._open_session),
                web.post("/v1" + secret_path(Dialect.GA), self._create_client_secret),
                web.post("/v1" + secret_path(Dialect.BETA), self._create_transcription_session),
                web.get("/v1/models", self._list_models),
            ]
        )
        application.on_shutdown.append(self._end_sessions)
        self._runner = web.AppRunner(
            application, handle_signals=False, access_log=None, shutdown_timeout=_SHUTDOWN_LIMIT_S
        )
        await self._runner.setup()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
        if self._recogniser is not None and self._decode_queue is not None:
            await asyncio.to_thread(self._recogniser.settle)
            await self._decode_queue.close()

    async def listen(self, host: str, port: int) -> int:
        """Accept connections; the port, which is the asked one unless that was 0. OSError if it cannot be had."""
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        # Only now: a program whose port is taken need not load a model first.
        self._recogniser = BackgroundRecogniser(self._load_recogniser)
        self._decode_queue = DecodeQueue(self._recogniser)
        bound: int = self._runner.addresses[0][1]
        return bound

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        decision = self._door.decide(request.headers, self._clock())
        if isinstance(decision, Refusal):
            return _refused(decision.status, decision.code, decision.message)
        request[_ADMISSION] = decision
        try:
            return await handler(request)
        except FieldError as error:
            return _refused(HTTPStatus.BAD_REQUEST, "invalid_value", error.message, error.param)
        except web.HTTPException as error:
            status = HTTPStatus(error.status)
            return _refused(status, _CODES.get(status, "invalid_request"), f"{status.phrase}: {request.path}")

    # ---- REST --------------------------------------------------------------------------------------------------------

    async def _list_models(self, request: web.Request) -> web.StreamResponse:
        model = {"id": LOCAL_MODEL, "object": "model", "created": 1_729_468_800, "owned_by": "moonshine"}
        return web.json_response({"object": "list", "data": [model]})

    async def _create_client_secret(self, request: web.Request) -> web.StreamResponse:
        return await self._mint(request, Dialect.GA)

    async def _create_transcription_session(self, request: web.Request) -> web.StreamResponse:
        return await self._mint(request, Dialect.BETA)

    async def _mint(self, request: web.Request, dialect: Dialect) -> web.StreamResponse:
        if request[_ADMISSION].client_secret is not None:
            message = "A client secret opens sessions; it does not create client secrets."
            return _refused(HTTPStatus.FORBIDDEN, "insufficient_permissions", message)
        asked = read_secret_request(await _json_body(request), dialect, _DEFAULTS)
        asked = replace(asked, session=asked.session.speaking(SPOKEN_LANGUAGE))
        now_s = self._clock()
        minted = self._client_secrets.mint(asked.configuration, now_s)
        expires_at_s = int(now_s) + self._session_limit_s
        return web.json_response(secret_answer(asked, minted.value, minted.expires_at_s, _new_id("sess"), expires_at_s))

    # ---- WebSocket ---------------------------------------------------------------------------------------------------

    async def _open_session(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(
            protocols=(SUBPROTOCOL,),
            timeout=_CLOSE_ANSWER_LIMIT_S,
            compress=False,
            max_msg_size=LARGEST_FRAME_BYTES,
        )
        await socket.prepare(request)
        connection = self._connection(request, socket)
        self._connections.add(connection)
        try:
            await connection.run()
        except Exception:
            _logger.exception("A session ended because of an error in the engine")
            await socket.close(code=WSCloseCode.INTERNAL_ERROR, message=b"The engine made an error.")
        finally:
            self._connections.discard(connection)
        return socket

    def _connection(self, request: web.Request, socket: web.WebSocketResponse) -> Connection:
        client_secret = request[_ADMISSION].client_secret
        wants_partials = request.query.get("partial_transcription") == "true"

        decode_queue = self._decode_queue
        assert decode_queue is not None, "made before the first connection is accepted"

        def open_listener(publish: Callable[[ServerEvent], None]) -> Listener:
            return Listener(decode_queue, publish, lambda: _new_id("item"), wants_partials)

        transport = request.transport
        assert transport is not None, "the upgrade was answered on it"
        protocol = ServerProtocol(
            Dialect.BETA if asks_for_beta(request.headers) else Dialect.GA,
            _new_id("sess"),
            _DEFAULTS if client_secret is None else client_secret.configuration,
            int(self._clock()) + self._session_limit_s,
            _new_id,
            is_transcription_intent=client_secret is not None or request.query.get("intent") == "transcription",
            spoken_language=SPOKEN_LANGUAGE,
        )
        return Connection(socket, transport.abort, protocol, open_listener, self._session_limit_s)

    async def _end_sessions(self, application: web.Application) -> None:
        for connection in self._connections:
            connection.end(WSCloseCode.GOING_AWAY, "The engine is ending.")


_CODES = {HTTPStatus.NOT_FOUND: "not_found", HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed"}


def _refused(status: HTTPStatus, code: str, message: str, param: str | None = None) -> web.Response:
    fields = error_fields(ErrorDetail(message, "invalid_request_error", code, param or None))
    del fields["event_id"]
    return web.json_response({"error": fields}, status=status)


async def _json_body(request: web.Request) -> object:
    body = await request.read()
    try:
        return json.loads(body or b"{}")
    except (ValueError, RecursionError) as error:
        raise FieldError("", "The body is not valid JSON.") from error


def _new_id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(12)}"

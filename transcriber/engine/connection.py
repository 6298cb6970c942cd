"""One WebSocket of the engine: frames in, frames out. The rules are `ServerProtocol`'s, the ears are `Listener`'s.

Three tasks share a connection. The reader waits for nothing but the socket, so that pings are answered whatever else
happens; the worker obeys the frames in their order; the writer is the only one that sends. Nothing here waits for
another connection, so a client that reads slowly is alone with it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from aiohttp import WSCloseCode, WSMsgType, web

from transcriber.engine.incoming_audio import IncomingAudio
from transcriber.engine.items import Items
from transcriber.engine.listener import Listener
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.events import AudioCleared, ItemDeleted, ServerEvent
from transcriber.realtime.server_protocol import (
    EXPIRED_CLOSE_CODE,
    AudioAppended,
    ClearRequested,
    Command,
    CommitRequested,
    ConfigurationChanged,
    ItemDeleteRequested,
    ItemRetrieveRequested,
    ServerProtocol,
    expiry_message,
)

_logger = logging.getLogger(__name__)

OpenListener = Callable[[Callable[[ServerEvent], None]], Listener]
"""Makes a session's listener, which publishes through the given function."""

_MOST_UNREAD_BYTES = 64 * 1024 * 1024
_MOST_UNREAD_FRAMES = 4096
_MOST_UNSENT_BYTES = 32 * 1024 * 1024
_LAST_FRAMES_LIMIT_S = 2.0


@dataclass(frozen=True, slots=True)
class _Ending:
    """The close frame that this side sends."""

    code: int
    reason: str


class Connection:
    """One session from its first event to its close. Event loop only."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        abort: Callable[[], None],
        protocol: ServerProtocol,
        open_listener: OpenListener,
        lasts_s: int,
    ) -> None:
        """Serve an upgraded socket with a fresh protocol.

        Args:
            socket: Already prepared; closed here.
            abort: Drops the TCP connection under it at once, with what is unsent.
            protocol: Nothing was received or sent with it yet.
            open_listener: Called once.
            lasts_s: After so many seconds the session expires.
        """
        self._socket = socket
        self._abort = abort
        self._protocol = protocol
        self._lasts_s = lasts_s
        self._items = Items()
        self._unread: asyncio.Queue[str | bytes] = asyncio.Queue(_MOST_UNREAD_FRAMES)
        self._unread_bytes = 0
        self._room = asyncio.Event()
        self._unsent: asyncio.Queue[str] = asyncio.Queue()
        self._unsent_bytes = 0
        self._ended: asyncio.Future[_Ending | None] = asyncio.get_running_loop().create_future()
        self._listener = open_listener(self._publish)
        self._listener.configure(protocol.configuration.turn_detection)
        self._incoming = IncomingAudio(protocol.configuration.audio_format)

    async def run(self) -> None:
        """Serve until the client leaves, the session expires or `end` is called."""
        expiry = asyncio.get_running_loop().call_later(self._lasts_s, self._expire)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(task()) for task in (self._read, self._work, self._write)]
                self._send(self._protocol.opening())
                ending = await self._ended
                is_all_sent = ending is None or await self._send_last_frames()
                for task in tasks:
                    task.cancel()
            # Closed only now, by this task alone: while another one receives, aiohttp would drop the TCP connection
            # without waiting for the client's answer, and bytes still on their way would turn the close into a reset.
            if ending is not None and not (is_all_sent and await self._close(ending)):
                _logger.info("a client did not read its last events")
                self._abort()
        finally:
            expiry.cancel()
            await self._listener.close()

    def end(self, code: int, reason: str) -> None:
        """Close with this code once everything said so far is sent. Idempotent; the first reason counts."""
        if not self._ended.done():
            self._ended.set_result(_Ending(code, reason))

    # ---- tasks -------------------------------------------------------------------------------------------------------

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            self._unread_bytes += len(message.data)
            await self._unread.put(message.data)
            while self._unread_bytes > _MOST_UNREAD_BYTES:
                self._room.clear()
                await self._room.wait()
        if not self._ended.done():
            self._ended.set_result(None)

    async def _work(self) -> None:
        while True:
            frame = await self._unread.get()
            received = self._protocol.receive(frame)
            self._send(received.frames)
            for command in received.commands:
                await self._obey(command)
            self._unread_bytes -= len(frame)
            self._room.set()
            # A queue that is not empty does not wait: without this a flood of frames would keep the others waiting.
            await asyncio.sleep(0)

    async def _write(self) -> None:
        while True:
            frame = await self._unsent.get()
            try:
                await self._socket.send_str(frame)
            except ConnectionError:
                # The client is gone; the reader notices by itself and ends the session.
                _logger.debug("a frame came too late for its client")
            self._unsent_bytes -= len(frame)
            self._unsent.task_done()

    # ---- what is said and done ---------------------------------------------------------------------------------------

    async def _obey(self, command: Command) -> None:
        match command:
            case ConfigurationChanged(configuration):
                self._configure(configuration)
            case AudioAppended(audio):
                await self._hear(audio)
            case CommitRequested(event_id):
                buffered_ms = self._listener.commit()
                if buffered_ms is not None:
                    self._send(self._protocol.refuse_commit(buffered_ms, event_id))
            case ClearRequested():
                self._listener.clear()
                self._items.clear()
                self._publish(AudioCleared())
            case ItemRetrieveRequested(item_id):
                self._publish(self._items.retrieve(item_id))
            case ItemDeleteRequested(item_id):
                self._items.delete(item_id)
                self._publish(ItemDeleted(item_id))
            case _ as unknown:
                assert_never(unknown)

    def _configure(self, configuration: SessionConfiguration) -> None:
        self._listener.configure(configuration.turn_detection)
        if configuration.audio_format is not self._incoming.audio_format:
            self._incoming = IncomingAudio(configuration.audio_format)

    async def _hear(self, audio: bytes) -> None:
        for piece, samples in self._incoming.slices(audio):
            self._items.hear(piece, self._incoming.audio_format)
            self._listener.feed(samples)
            await asyncio.sleep(0)

    def _publish(self, event: ServerEvent) -> None:
        self._items.note(event)
        self._send(self._protocol.send(event))

    def _send(self, frames: list[str]) -> None:
        for frame in frames:
            self._unsent_bytes += len(frame)
            self._unsent.put_nowait(frame)
        if self._unsent_bytes > _MOST_UNSENT_BYTES:
            self.end(WSCloseCode.POLICY_VIOLATION, "The client does not read its events.")

    # ---- the end -----------------------------------------------------------------------------------------------------

    def _expire(self) -> None:
        self._send(self._protocol.expire(self._lasts_s))
        self.end(EXPIRED_CLOSE_CODE, expiry_message(self._lasts_s))

    async def _send_last_frames(self) -> bool:
        try:
            async with asyncio.timeout(_LAST_FRAMES_LIMIT_S):
                await self._unsent.join()
        except TimeoutError:
            return False
        return True

    async def _close(self, ending: _Ending) -> bool:
        try:
            async with asyncio.timeout(_LAST_FRAMES_LIMIT_S):
                await self._socket.close(code=ending.code, message=ending.reason.encode())
        except TimeoutError:
            return False
        return True

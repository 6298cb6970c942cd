"""One connection of a saved trace, played to whoever connected: its lines when they are due, then its end."""

import asyncio
import json
import logging
from collections import deque
from collections.abc import Callable

from aiohttp import WSMsgType, web

from transcriber.engine.replay_script import Ending, Line, Scene, Sent
from transcriber.realtime.errors import ABNORMAL_CLOSURE

_logger = logging.getLogger(__name__)

_LONGEST_LEAD_MS = 5000
"""A client that has sent so much more audio than the trace will not send the missing event any more."""


class ReplayedConnection:
    """Plays one scene on an upgraded socket. Event loop only.

    Args:
        socket: Already prepared; closed here.
        abort: Drops the TCP connection under it.
        scene: What to play.
        in_this_time: Moves what a line says about the clock to now.
        silence_limit_s: After so long without a frame the client is taken to be done, and hears the rest.
    """

    def __init__(
        self,
        socket: web.WebSocketResponse,
        abort: Callable[[], None],
        scene: Scene,
        in_this_time: Callable[[Line], str],
        silence_limit_s: float,
    ) -> None:
        self._socket = socket
        self._abort = abort
        self._scene = scene
        self._in_this_time = in_this_time
        self._silence_limit_s = silence_limit_s
        self._lines = deque(scene.lines)
        self._sent = Sent()
        self._heard = asyncio.Event()
        self._is_left = False
        self._updates: deque[str] = deque()
        self._is_silent = False
        self._is_silence_told = False

    async def run(self) -> None:
        """Play until the last line or until the client leaves; then wait for the client to leave."""
        async with asyncio.TaskGroup() as group:
            reader = group.create_task(self._read())
            ending = await self._play()
            if ending is None:
                await reader
            else:
                reader.cancel()
        if ending is not None and ending.code == ABNORMAL_CLOSURE:
            self._abort()
        elif ending is not None:
            await self._socket.close(code=_sendable(ending.code), message=ending.reason.encode()[:123])

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                break
            frame = message.data if isinstance(message.data, str) else message.data.decode("utf-8", "replace")
            if self._sent.take(frame).endswith("session.update") and not self._scene.is_announced:
                self._updates.append(frame)
            self._is_silent = False
            self._heard.set()
        self._is_left = True
        self._heard.set()

    async def _play(self) -> Ending | None:
        """Says every line; the end that the service made, None where it is the client's to leave."""
        if not self._scene.is_announced:
            await self._announce()
        while self._lines:
            await self._until_due(self._lines[0].after)
            if self._is_left:
                _logger.info("the client left %d events early", len(self._lines))
                return None
            line = self._lines.popleft()
            if isinstance(line, Ending):
                return line
            await self._socket.send_str(self._in_this_time(line))
        return None

    async def _until_due(self, after: Sent) -> None:
        while not (self._is_left or self._is_silent or self._is_due(after)):
            self._heard.clear()
            try:
                async with asyncio.timeout(self._silence_limit_s):
                    await self._heard.wait()
            except TimeoutError:
                # Until it sends again: what is due later is not waited for once more each.
                self._is_silent = True
                self._tell_silence()

    def _is_due(self, after: Sent) -> bool:
        return self._sent.is_as_far_as(after) or self._sent.audio_ms > after.audio_ms + _LONGEST_LEAD_MS

    def _tell_silence(self) -> None:
        if not self._is_silence_told:
            self._is_silence_told = True
            _logger.warning(
                "The client sent nothing for %g s, and less than in the trace; it hears the rest now.",
                self._silence_limit_s,
            )

    async def _announce(self) -> None:
        """Open a session whose beginning is not in the trace: as the client asks for it."""
        session: dict[str, object] = {"id": "sess_replayed", "object": "realtime.transcription_session"}
        created = {"type": "session.created", "event_id": "event_replayed_1"}
        await self._socket.send_str(json.dumps({**created, "session": {**session, "type": "transcription"}}))
        await self._until_due(Sent(events=1))
        if self._updates:
            update = json.loads(self._updates.popleft())
            asked = update.get("session")
            answer = {"type": f"{update['type']}d", "event_id": "event_replayed_2"}
            described = {**session, **asked} if isinstance(asked, dict) else session
            await self._socket.send_str(json.dumps({**answer, "session": described}))


def _sendable(code: int) -> int:
    """1005, 1006 and 1015 never stand in a close frame (RFC 6455, section 7.4.1)."""
    return 1000 if code in (1005, 1015) or not 1000 <= code < 5000 else code

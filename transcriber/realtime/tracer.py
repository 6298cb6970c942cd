"""Offers the exchange to whoever watches: numbers it, times it, takes the secrets out. Nothing is computed unwatched.

The clock comes in as a function; no I/O.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from transcriber.realtime.redaction import Redaction
from transcriber.realtime.secret import Secret
from transcriber.realtime.trace import CLOSED, OPENED, UNANSWERED, Channel, Direction, Tap, TraceEntry
from transcriber.realtime.trace_text import TracedFrame, http_text

_SHOWN_HEADERS = ("retry-after", "date", "content-type", "location", "x-request-id", "openai-processing-ms")


@dataclass(frozen=True, slots=True)
class _Attachment:
    tap: Tap
    keeps_audio: bool
    began_s: float


class Tracer:
    """Knows who watches and what must not be seen. Session thread; outlives the connections that it traces.

    Args:
        now_s: A monotonic clock, in seconds.
    """

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        self._now_s = now_s
        self._redaction = Redaction()
        self._attachments: tuple[_Attachment, ...] = ()
        self._exchanges = 0

    @property
    def is_watched(self) -> bool:
        """Whether anything that is said goes anywhere."""
        return bool(self._attachments)

    def attach(self, tap: Tap, *, keeps_audio: bool = False) -> None:
        """Offer everything from now on, whose trace begins now; attached again, it changes what becomes of audio."""
        before = next((a for a in self._attachments if a.tap is tap), None)
        began_s = before.began_s if before else self._now_s()
        self.detach(tap)
        self._attachments = (*self._attachments, _Attachment(tap, keeps_audio, began_s))

    def detach(self, tap: Tap) -> None:
        """Offer it no more; nothing happens if it was not attached."""
        self._attachments = tuple(a for a in self._attachments if a.tap is not tap)

    def hide(self, secret: Secret | None) -> None:
        """Mask this secret wherever it shows up from now on, also while nobody watches yet."""
        if secret is not None:
            self._redaction.hide(secret)

    def rest_request(
        self, method: str, url: str, path: str, headers: Mapping[str, str], body: object
    ) -> "RestExchange":
        """A request goes out; the exchange takes its answer.

        Args:
            method: In capitals.
            url: The whole address.
            path: What identifies the request to a reader, below the version.
            headers: All of them; those that hold keys are masked.
            body: What is sent as JSON.
        """
        exchange = RestExchange(self, self._next_exchange())
        if self._attachments:
            written = json.dumps(body)
            text = http_text(f"{method} {url}", headers, written)
            self._tell(exchange.number, Direction.SENT, Channel.REST, f"{method} {path}", len(written), text)
        return exchange

    def websocket(self) -> "WebSocketExchange":
        """A connection is about to be opened."""
        return WebSocketExchange(self, self._next_exchange())

    def _next_exchange(self) -> int:
        self._exchanges += 1
        return self._exchanges

    def _tell(
        self, exchange: int, direction: Direction, channel: Channel, kind: str, size_bytes: int, text: str
    ) -> None:
        if self._attachments:
            traced = TracedFrame.of_text(text, self._redaction)
            self._offer(exchange, direction, channel, self._redaction.hidden(kind), size_bytes, traced)

    def _tell_frame(self, exchange: int, direction: Direction, frame: str | bytes) -> None:
        if self._attachments:
            traced = TracedFrame.of_frame(frame, self._redaction)
            self._offer(exchange, direction, Channel.WEBSOCKET, traced.type, traced.size_bytes, traced)

    def _offer(
        self, exchange: int, direction: Direction, channel: Channel, kind: str, size_bytes: int, traced: TracedFrame
    ) -> None:
        now_s = self._now_s()
        for attachment in self._attachments:
            attachment.tap.take(
                TraceEntry(
                    at_ms=round((now_s - attachment.began_s) * 1000),
                    direction=direction,
                    channel=channel,
                    type=kind,
                    size_bytes=size_bytes,
                    text=traced.text(keeps_audio=attachment.keeps_audio),
                    exchange=exchange,
                    is_cut=traced.is_cut,
                )
            )


class RestExchange:
    """One request, which waits for its answer. Session thread; made by `Tracer.rest_request`."""

    def __init__(self, tracer: Tracer, number: int) -> None:
        self._tracer = tracer
        self.number = number

    def answered(self, status: int, headers: Mapping[str, str], body: str) -> None:
        """The answer came; names in `headers` are in lower case."""
        text = http_text(f"HTTP {status}", _shown(headers), body)
        self._tracer._tell(self.number, Direction.RECEIVED, Channel.REST, str(status), len(body.encode()), text)

    def unanswered(self, why: str) -> None:
        """No answer came, or none that can be used."""
        self._tracer._tell(self.number, Direction.RECEIVED, Channel.REST, UNANSWERED, 0, why)


class WebSocketExchange:
    """One connection from its first byte to its close. Session thread; made by `Tracer.websocket`."""

    def __init__(self, tracer: Tracer, number: int) -> None:
        self._tracer = tracer
        self._is_answered = False
        self._is_closed = False
        self.number = number

    def asked(self, url: str, headers: Mapping[str, str]) -> None:
        """The upgrade is asked for at this address."""
        self._say(Direction.SENT, OPENED, http_text(f"GET {url}", headers, ""))

    def opened(self) -> None:
        """The service agreed."""
        self._is_answered = True
        self._say(Direction.RECEIVED, OPENED, "HTTP 101")

    def refused(self, status: int, headers: Mapping[str, str], body: str) -> None:
        """The service answered with something else; names in `headers` are in lower case."""
        self._is_answered = True
        text = http_text(f"HTTP {status}", _shown(headers), body)
        self._say(Direction.RECEIVED, str(status), text, len(body.encode()))

    def unanswered(self, why: str) -> None:
        """There is no WebSocket, and no answer that says why; nothing happens if there was one."""
        if not self._is_answered:
            self._say(Direction.RECEIVED, UNANSWERED, why)

    def sent(self, frame: str) -> None:
        """A frame was handed to the transport."""
        self._tracer._tell_frame(self.number, Direction.SENT, frame)

    def received(self, frame: str | bytes) -> None:
        """A frame came."""
        self._tracer._tell_frame(self.number, Direction.RECEIVED, frame)

    def closed(self, direction: Direction, code: int, reason: str) -> None:
        """The connection ended, by whom the direction says; told once."""
        if not self._is_closed:
            self._is_closed = True
            self._say(direction, CLOSED, f"{code} {reason}".strip(), len(reason.encode()))

    def _say(self, direction: Direction, kind: str, text: str, size_bytes: int = 0) -> None:
        self._tracer._tell(self.number, direction, Channel.WEBSOCKET, kind, size_bytes, text)


def _shown(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: headers[name] for name in _SHOWN_HEADERS if name in headers}

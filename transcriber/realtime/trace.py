"""The raw exchange with a service, one entry for each frame and each REST message. Secrets never get in. Pure.

The exchange is offered to a `Tap`; what becomes of it (a view, a file) is decided elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Direction(StrEnum):
    """Who said it."""

    SENT = "sent"
    RECEIVED = "received"


class Channel(StrEnum):
    """Over what it went."""

    REST = "rest"
    WEBSOCKET = "websocket"


OPENED = "open"
"""The type of the request that opens a WebSocket, and of the answer that did."""
CLOSED = "close"
"""The type of a WebSocket's end; text: the code, and the reason where one was given."""
UNANSWERED = "unanswered"
"""The type of what stands for the answer of a service that gave none."""
NOT_JSON = "not JSON"
"""The type of a frame that holds no JSON object with a type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEntry:
    """One message as it may be shown and saved: secrets masked, audio left out unless it was asked for."""

    at_ms: int
    """Monotonic milliseconds since the trace began."""
    direction: Direction
    channel: Channel
    type: str
    """The event's type; `POST /realtime/client_secrets`, `201` for REST; `open` and `close` for the WebSocket."""
    size_bytes: int
    """As it went over the wire, before anything was left out."""
    text: str
    """The JSON, or what there is to say: of an HTTP message its first line, headers, a blank line and the body."""
    exchange: int = 0
    """Which REST request or which connection it belongs to, counted from 1."""
    is_cut: bool = False
    """It was too long: `text` is only its beginning, and says so at its end."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A saved trace, read again."""

    started_utc: datetime
    """The wall clock when `at_ms` was 0."""
    keeps_audio: bool
    program_version: str
    entries: tuple[TraceEntry, ...]
    is_incomplete: bool = False
    """The last line was broken off."""


class Tap(Protocol):
    """Takes every entry on the session thread; must return at once."""

    def take(self, entry: TraceEntry) -> None:
        """One more message went out or came in."""

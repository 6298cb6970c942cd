"""The raw exchange with a service, one entry for each frame and each REST message. Secrets never get in.

The exchange is offered to a `Tap`; what becomes of it (a view, a file) is decided elsewhere.
"""

from dataclasses import dataclass
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
    """The JSON, or what there is to say."""


class Tap(Protocol):
    """Takes every entry on the session thread; must return at once."""

    def take(self, entry: TraceEntry) -> None:
        """One more message went out or came in."""

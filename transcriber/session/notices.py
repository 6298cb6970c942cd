"""What the session thread tells the window or the terminal. Frozen values; the only thing that crosses outwards."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from transcriber.transcript.turns import TurnChange, TurnChanged, TurnRemoved

if TYPE_CHECKING:
    from transcriber.realtime.events import AnnouncedSession


class RecordingState(StrEnum):
    """The life of a recording."""

    STARTING = "starting"
    """The input is being opened; nothing is captured yet."""
    RECORDING = "recording"
    FINISHING = "finishing"
    """Capture has stopped; text is still owed."""
    STOPPED = "stopped"


class LinkState(StrEnum):
    """The connection to the service."""

    OFF = "off"
    STARTING_ENGINE = "starting_engine"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    RECONNECTING = "reconnecting"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class RecordingChanged:
    """A recording entered `state`."""

    state: RecordingState
    input_name: str = ""
    recorded_ms: int = 0


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The connection entered `state`; `detail` is a plain sentence for a person, or empty."""

    state: LinkState
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SessionAnnounced:
    """The service said what session it made, and when the client secret ends (Unix seconds)."""

    session: "AnnouncedSession"
    secret_expires_at_s: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must see: what happened, what is safe, what to do. `code` is a stable slug for tests."""

    code: str
    message: str
    remedy: str = ""
    is_fatal: bool = False
    """The recording cannot go on (or could not start)."""
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Of a file: how much of it has been sent and answered."""

    done_ms: int
    total_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """A sample of what moves all the time; polled, never pushed. Replaced whole by the session thread."""

    level_dbfs: float = -120.0
    peak_dbfs: float = -120.0
    is_clipping: bool = False
    is_digital_silence: bool = False
    recorded_ms: int = 0
    delay_ms: int | None = None
    """How far the newest text is behind the microphone; None before the first text."""
    waiting_ms: int = 0
    """Captured audio that the service has not been sent yet."""


Notice = RecordingChanged | LinkChanged | SessionAnnounced | TurnChanged | TurnRemoved | Problem | Progress

__all__ = [
    "LinkChanged",
    "LinkState",
    "Meter",
    "Notice",
    "Problem",
    "Progress",
    "RecordingChanged",
    "RecordingState",
    "SessionAnnounced",
    "TurnChange",
    "TurnChanged",
    "TurnRemoved",
]

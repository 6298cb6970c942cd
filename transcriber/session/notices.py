"""What the session thread tells the window or the terminal. Frozen values; the only thing that crosses outwards."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from transcriber.audio.loudness import Loudness
from transcriber.transcript.stretches import Stretch
from transcriber.transcript.turns import TurnChange, TurnChanged, TurnRemoved

if TYPE_CHECKING:
    from transcriber.realtime.configuration import SessionConfiguration
    from transcriber.realtime.costs import RecordingUsage
    from transcriber.realtime.dialects import Dialect
    from transcriber.realtime.events import AnnouncedSession, RateLimit
    from transcriber.realtime.trace import TraceEntry


class RecordingState(StrEnum):
    """The life of a recording."""

    STARTING = "starting"
    """The input is being opened; nothing is captured yet."""
    RECORDING = "recording"
    PAUSED = "paused"
    """Its clock stands still: nothing is captured or sent until it is resumed."""
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
    next_try_in_ms: int | None = None
    """While it is connected again: how long until the next attempt, where that is a second or more."""


class KeyKind(StrEnum):
    """What opened a connection."""

    CLIENT_SECRET = "client_secret"
    """Made over REST for this connection."""
    PASTED_SECRET = "pasted_secret"
    """A client secret that was made elsewhere."""
    API_KEY = "api_key"
    NONE = "none"
    """The service asks for no key."""


@dataclass(frozen=True, slots=True)
class SessionAnnounced:
    """The service said what session it made, or what became of it after an update."""

    session: "AnnouncedSession"
    secret_expires_at_s: int | None = None
    """Unix time after which the client secret opens no more sessions."""
    key_kind: KeyKind = KeyKind.CLIENT_SECRET
    asked: "SessionConfiguration | None" = None
    """What it was asked for; None where its own configuration was adopted."""
    dialect: "Dialect | None" = None
    """What the service's first event showed that it speaks; None: what its profile says."""
    base_sample: int | None = None
    """Of a new session: the spool sample of its first byte of audio; None where it is the same session as before."""
    lane: int = 0
    """Which source of the recording it hears."""


@dataclass(frozen=True, slots=True)
class UpdateRefused:
    """A change of the running session was not accepted; what was in force before still is."""

    message: str
    """The service's words, or this program's where it was never sent."""
    field: str
    """The field of `SessionConfiguration` that it is about; empty if that is not known."""
    in_force: "SessionConfiguration"


@dataclass(frozen=True, slots=True)
class ServiceChanged:
    """From here on another service transcribes the recording; told before its session is announced."""

    profile_name: str
    profile_title: str
    model: str
    is_local: bool
    reason: str = ""
    lane: int = 0
    """Which source of the recording it is about."""


@dataclass(frozen=True, slots=True)
class CoverageChanged:
    """More is known of what became of the audio: each stretch takes the place of what was known of its samples."""

    laid: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class RecordingKept:
    """The history knows the recording that runs by this id; every turn so far is in it."""

    public_id: str


@dataclass(frozen=True, slots=True)
class HistoryChanged:
    """Something in the history is other than before: one recording, or with an empty id whatever it may be."""

    public_id: str = ""


class RetranscriptionState(StrEnum):
    """How far it has come that something of the history is transcribed again."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class RetranscriptionChanged:
    """Something of a recording in the history is transcribed again, or for the first time."""

    public_id: str
    state: RetranscriptionState
    done_ms: int = 0
    total_ms: int = 0
    message: str = ""
    """Why it failed, as one sentence."""


@dataclass(frozen=True, slots=True)
class UsageChanged:
    """What the recording has cost so far."""

    usage: "RecordingUsage"


@dataclass(frozen=True, slots=True)
class RateLimitsChanged:
    """The service's limits as they stand."""

    rate_limits: "tuple[RateLimit, ...]"


class TrialStep(StrEnum):
    """The steps of a connection test, in order."""

    ADDRESS = "address"
    CLIENT_SECRET = "client_secret"
    WEBSOCKET = "websocket"
    UPDATE = "update"
    SPEECH = "speech"


class TrialState(StrEnum):
    """How far a step has come."""

    RUNNING = "running"
    PASSED = "passed"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TrialStepChanged:
    """A step of a connection test began or ended; after `FAILED` or the last step nothing more comes."""

    step: TrialStep
    state: TrialState
    message: str = ""
    """What happened, as one sentence."""
    remedy: str = ""
    elapsed_ms: int = 0
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class ProtocolTraced:
    """One message of the raw exchange; told only while somebody watches."""

    entry: "TraceEntry"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptionPageChanged:
    """The caption page was opened or shut, moved, or has another number of readers."""

    is_on: bool = False
    address: str = field(default="", repr=False)
    """For this computer. Whoever knows it can read the captions, so it is shown and never logged."""
    network_address: str = field(default="", repr=False)
    """For other devices; empty where they may not read, or where this computer is in no network."""
    port: int = 0
    readers: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must see: what happened, what is safe, what to do. `code` is a stable slug for tests."""

    code: str
    message: str
    remedy: str = ""
    is_fatal: bool = False
    """The recording cannot go on (or could not start)."""
    at_ms: int | None = None
    field: str = ""
    """The field of `SessionConfiguration` or of a profile to correct; empty where it is about none."""
    recording_id: str = ""
    """Which recording of the history it is about; empty where it is about none, or about the one that runs."""


@dataclass(frozen=True, slots=True)
class ProblemPassed:
    """What a problem of this code told is over by itself; nobody needs to see it any more."""

    code: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Of a file: how much of it has been sent and answered."""

    done_ms: int
    total_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """A sample of what moves all the time; polled, never pushed. Replaced whole by the session thread."""

    input_name: str = ""
    """What is recorded from now: another microphone may have taken over."""
    level_dbfs: float = -120.0
    peak_dbfs: float = -120.0
    is_clipping: bool = False
    is_digital_silence: bool = False
    loudness: Loudness = Loudness.UNKNOWN
    """Of the last ten seconds; `verdict` knows what is wrong right now too."""
    recorded_ms: int = 0
    delay_ms: int | None = None
    """How far the newest text is behind the microphone; None before the first text."""
    waiting_ms: int = 0
    """Captured audio that the service has not been sent yet."""
    owed_ms: int = 0
    """Captured audio that has come to no end yet: neither transcribed, nor silent, nor a gap."""
    dropped_ms: int = 0
    """Sound that never arrived from the microphone, nobody knows why; what is known stands in the gap's reason."""
    unsaved_ms: int | None = None
    """How much of the newest sound has not reached the disk yet; None before any has."""
    played_level_dbfs: float | None = None
    """Of what the computer plays; None where that is not recorded."""
    played_peak_dbfs: float = -120.0

    @property
    def verdict(self) -> Loudness:
        """Whether the microphone gives what can be made text of."""
        if self.is_digital_silence:
            return Loudness.NOTHING
        return Loudness.TOO_LOUD if self.is_clipping else self.loudness


Notice = (
    RecordingChanged
    | LinkChanged
    | SessionAnnounced
    | UpdateRefused
    | ServiceChanged
    | CoverageChanged
    | RecordingKept
    | HistoryChanged
    | RetranscriptionChanged
    | UsageChanged
    | RateLimitsChanged
    | TrialStepChanged
    | ProtocolTraced
    | CaptionPageChanged
    | TurnChanged
    | TurnRemoved
    | Problem
    | ProblemPassed
    | Progress
)

__all__ = [
    "CaptionPageChanged",
    "CoverageChanged",
    "HistoryChanged",
    "KeyKind",
    "LinkChanged",
    "LinkState",
    "Meter",
    "Notice",
    "Problem",
    "ProblemPassed",
    "Progress",
    "ProtocolTraced",
    "RateLimitsChanged",
    "RecordingChanged",
    "RecordingKept",
    "RecordingState",
    "RetranscriptionChanged",
    "RetranscriptionState",
    "ServiceChanged",
    "SessionAnnounced",
    "TrialState",
    "TrialStep",
    "TrialStepChanged",
    "TurnChange",
    "TurnChanged",
    "TurnRemoved",
    "UpdateRefused",
    "UsageChanged",
]

"""A saved trace turned into what a service has to say, and when. Pure: no I/O, time is an argument.

Each event waits until the client has sent what it had sent before it in the trace: as many milliseconds of audio and as
many other events. So a replay needs neither the microphone nor the pace of then.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from transcriber.realtime.errors import ABNORMAL_CLOSURE
from transcriber.realtime.trace import CLOSED, NOT_JSON, OPENED, UNANSWERED, Channel, Direction, Trace, TraceEntry
from transcriber.realtime.trace_text import audio_sizes_bytes, read_http_text, with_silence

APPEND = "input_audio_buffer.append"

_BYTES_A_MS = {"audio/pcmu": 8.0, "audio/pcma": 8.0, "g711_ulaw": 8.0, "g711_alaw": 8.0}
_PCM_RATE_HZ = 24_000
_RATES_HZ = range(8000, 192_001)
_STATUSES = range(200, 600)
_EXPIRY = re.compile(r'("expires_at"\s*:\s*)(\d{9,11})')


@dataclass(slots=True)
class Sent:
    """How far a client has come; the same measure for the trace and for who talks to its replay."""

    audio_ms: float = 0.0
    events: int = 0
    """All but those that carry audio."""
    _bytes_a_ms: float = _PCM_RATE_HZ * 2 / 1000

    def take(self, frame: str) -> str:
        """Count one more frame; its type."""
        event = _object(frame)
        kind = event.get("type")
        if kind == APPEND:
            self.audio_ms += sum(audio_sizes_bytes(frame)) / self._bytes_a_ms
        else:
            self.events += 1
            self.adopt(event)
        return kind if isinstance(kind, str) else NOT_JSON

    def adopt(self, event: Mapping[str, object]) -> None:
        """Measure audio from now on as the session in this event says; nothing changes if it says nothing."""
        self._bytes_a_ms = _bytes_a_ms(event.get("session")) or self._bytes_a_ms

    def is_as_far_as(self, other: "Sent") -> bool:
        """Whether everything was sent that had been sent there."""
        return self.audio_ms >= other.audio_ms - 0.5 and self.events >= other.events


@dataclass(frozen=True, slots=True)
class Line:
    """What the service says next."""

    frame: str
    after: Sent
    at_ms: int


@dataclass(frozen=True, slots=True)
class Ending:
    """The service ends the connection; 1006 stands for one that breaks."""

    code: int
    reason: str
    after: Sent


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer; `status` None is none at all: the connection ends before it."""

    status: int | None
    retry_after: str = ""
    content_type: str = ""
    body: str = ""
    at_ms: int = 0


@dataclass(slots=True)
class Scene:
    """One connection as it was: refused, or opened and played to its end."""

    refusal: Answer | None = None
    lines: list[Line | Ending] = field(default_factory=list)
    omitted_frames: int = 0
    """Those that the trace holds only the beginning of."""
    sent: Sent = field(default_factory=Sent)

    @property
    def is_announced(self) -> bool:
        """Whether the service describes its session first, as it does unless the trace began later."""
        first = self.lines[0] if self.lines else None
        return not isinstance(first, Line) or _type(first.frame).endswith(("session.created", "error"))


@dataclass(frozen=True, slots=True)
class Script:
    """Everything that the service of a trace said, each kind in the order in which it was asked."""

    answers: tuple[Answer, ...]
    scenes: tuple[Scene, ...]
    started_unix_s: float

    @classmethod
    def of(cls, trace: Trace) -> "Script":
        """What a trace tells of its service."""
        answers: dict[int, Answer] = {}
        scenes: dict[int, Scene] = {}
        for entry in trace.entries:
            if entry.channel is Channel.WEBSOCKET:
                _stage(scenes.setdefault(entry.exchange, Scene()), entry)
            elif entry.direction is Direction.RECEIVED:
                answers[entry.exchange] = _answer(entry)
            else:
                answers.setdefault(entry.exchange, Answer(None))
        return cls(tuple(answers.values()), tuple(scenes.values()), trace.started_utc.timestamp())

    def in_this_time(self, text: str, at_ms: int, now_s: float) -> str:
        """`text`, said at `at_ms`, with its ends (`expires_at`) as far from now as they were from then."""
        shift_s = round(now_s - (self.started_unix_s + at_ms / 1000))
        return _EXPIRY.sub(lambda found: f"{found[1]}{int(found[2]) + shift_s}", text)


def _stage(scene: Scene, entry: TraceEntry) -> None:
    is_received = entry.direction is Direction.RECEIVED
    if not entry.text.lstrip().startswith("{") and _stage_beside_frames(scene, entry, is_received):
        return
    if not is_received:
        scene.sent.take(entry.text)
    elif entry.is_cut:
        scene.omitted_frames += 1
    else:
        if entry.type.endswith("session.created"):
            scene.sent.adopt(_object(entry.text))
        scene.lines.append(Line(with_silence(entry.text), replace(scene.sent), entry.at_ms))


def _stage_beside_frames(scene: Scene, entry: TraceEntry, is_received: bool) -> bool:
    """The handshake and the close; whether it was one."""
    if entry.type == CLOSED:
        code, _, reason = entry.text.partition(" ")
        number = int(code) if len(code) == 4 and code.isdecimal() else ABNORMAL_CLOSURE
        if is_received or number == ABNORMAL_CLOSURE:
            scene.lines.append(Ending(number, reason, replace(scene.sent)))
        return True
    if is_received and (entry.type == UNANSWERED or entry.type.isdecimal()):
        scene.refusal = _answer(entry)
        return True
    return entry.type == OPENED


def _answer(entry: TraceEntry) -> Answer:
    status = int(entry.type) if len(entry.type) == 3 and entry.type.isdecimal() else 0
    if status not in _STATUSES:
        return Answer(None)
    _, headers, body = read_http_text(entry.text)
    return Answer(status, headers.get("retry-after", ""), headers.get("content-type", ""), body, at_ms=entry.at_ms)


def _type(frame: str) -> str:
    kind = _object(frame).get("type")
    return kind if isinstance(kind, str) else ""


def _object(text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _bytes_a_ms(session: object) -> float | None:
    """Of the format that a session's fields name, nested as in GA or flat as in beta; None where they name none."""
    asked = _at(session, ("audio", "input", "format")) or _at(session, ("input_audio_format",))
    name = asked.get("type") if isinstance(asked, Mapping) else asked
    if not isinstance(name, str):
        return None
    rate_hz = asked.get("rate") if isinstance(asked, Mapping) else None
    pcm_rate_hz = rate_hz if isinstance(rate_hz, int) and rate_hz in _RATES_HZ else _PCM_RATE_HZ
    return _BYTES_A_MS.get(name, pcm_rate_hz * 2 / 1000)


def _at(value: object, names: Iterable[str]) -> object:
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value

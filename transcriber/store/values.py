"""What the store keeps, as frozen values; times are UTC or milliseconds of the recording's clock."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from transcriber.realtime.costs import RecordingUsage
from transcriber.store.stored_turn import NOTHING_KNOWN, Origin

UNTIL_TRANSCRIBED = datetime(1970, 1, 1, tzinfo=UTC)


class Standing(StrEnum):
    """What became of a recording."""

    RECORDING = "recording"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    """Its program ended without finishing it; what the coverage lacks can still be transcribed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecording:
    """One recording of the history."""

    public_id: str
    """Short, made of lower-case letters and digits; names the recording for its whole life."""
    title: str = ""
    started_utc: datetime
    standing: Standing = Standing.RECORDING
    input_name: str = ""
    origin: Origin = NOTHING_KNOWN
    language: str = ""
    duration_ms: int = 0
    audio_path: Path | None = None
    is_audio_kept: bool = False
    audio_until_utc: datetime | None = None
    """When the audio goes by itself; None: never; `UNTIL_TRANSCRIBED`: as soon as nothing needs it any more."""
    audio_codec: str = "none"
    """What its WAV is to be made into once it is finished: none, flac or opus."""
    usage: RecordingUsage = field(default_factory=RecordingUsage)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSession:
    """One connection's life within a recording."""

    id: int
    lane: int = 0
    service_session_id: str = ""
    origin: Origin = NOTHING_KNOWN
    base_sample: int = 0
    """The spool sample of its first byte of audio."""
    started_ms: int = 0
    ended_ms: int | None = None
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment that a person wants to find again."""

    id: int
    at_ms: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote down, at the recording's time."""

    id: int
    at_ms: int
    text: str

"""What a recording is asked to be. Frozen values from the window or a command."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.settings.profiles import LOCAL, Profile
from transcriber.settings.safeguards import AudioKeeping, Safeguards

if TYPE_CHECKING:
    from transcriber.realtime.secret import Secret


@dataclass(frozen=True, slots=True)
class MicrophoneSource:
    """A microphone; None follows the system's default."""

    device_id: str | None = None
    remembered_name: str | None = None
    """Of a device that was chosen some time ago: what it was called, empty where nobody knows. Where it is absent,
    another one may take over; None: it was named just now."""


@dataclass(frozen=True, slots=True)
class FileSource:
    """An audio file, paced at `speed` times real time; None reads it as fast as it can be transcribed."""

    path: Path
    speed: float | None = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRequest:
    """Everything a recording needs to start."""

    source: MicrophoneSource | FileSource
    profile: Profile = LOCAL
    configuration: SessionConfiguration
    """What the model or the service does not take of it is not sent."""
    commit_policy: CommitPolicy = field(default_factory=CommitPolicy)
    pasted_secret: "Secret | None" = None
    """A client secret that was made elsewhere; its session's own configuration is then adopted."""
    with_played_sound: bool = False
    """Beside a microphone: also what the computer plays, as a second lane of the same recording."""
    live_title: str = "Live recording"
    """What the history calls a recording of a microphone, before the time: in the language of whoever asks for it."""
    is_kept: bool = True
    """False: a test, of which nothing is kept."""
    safeguards: Safeguards = field(default_factory=Safeguards)
    audio_keeping: AudioKeeping = field(default_factory=AudioKeeping)

    @property
    def has_two_lanes(self) -> bool:
        """Whether two sources are recorded."""
        return self.with_played_sound and isinstance(self.source, MicrophoneSource)

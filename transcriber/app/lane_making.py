"""The recording of two sources, from what a request names: two inputs on one clock, two files under one name."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from transcriber.app.folders import recordings_folder, remove_audio
from transcriber.audio.lane_files import lane_path

if TYPE_CHECKING:
    from transcriber.audio.inputs import AudioInput
    from transcriber.audio.spool import Spool
    from transcriber.realtime.costs import RecordingUsage
    from transcriber.session.notices import Notice
    from transcriber.session.recording import Recording
    from transcriber.session.two_lanes import TwoLanes

MakeRecording = Callable[
    ["AudioInput", "Callable[[], Spool]", "Callable[[Notice], None]", int, "Callable[[], RecordingUsage]"], "Recording"
]
"""From its input, the file of its sound, who takes its notices, its lane, and what the other lane has spent."""


class LaneSpools:
    """The files of one recording's lanes. Session thread."""

    def __init__(self, folder: Path | None = None) -> None:
        """Nothing is made yet; `folder` is where recordings lie where none is given."""
        name = datetime.now(UTC).strftime("%Y-%m-%d_%H-%M-%S_%f")
        self.path = (folder or recordings_folder()) / f"{name}.wav"
        self._made: dict[int, Spool] = {}

    def create(self, lane: int) -> "Spool":
        """The file of that lane. Raises as `Spool.create`."""
        from transcriber.audio.spool import Spool

        spool = self._made[lane] = Spool.create(lane_path(self.path, lane))
        return spool

    def of_lane(self, lane: int) -> "Spool | None":
        """The file that was made for that lane."""
        return self._made.get(lane)

    def remove(self) -> None:
        """Both files; one that is not there is no fault."""
        remove_audio(self.path)


def two_lanes(
    sources: "tuple[AudioInput, AudioInput]",
    make_recording: MakeRecording,
    spools: LaneSpools,
    publish: "Callable[[Notice], None]",
    *,
    keeps_audio: bool,
    link_over: Callable[[int, str], None] = lambda lane, reason: None,
) -> "TwoLanes":
    """The recording of the microphone and of what the computer plays; not begun yet.

    Args:
        sources: The inputs by lane.
        make_recording: Makes each lane's recording, which keeps its audio.
        spools: Their files.
        publish: Takes the notices of both as one recording's.
        keeps_audio: The audio stays also where all of it was transcribed.
        link_over: Told where a lane's session is over, and why.
    """
    from transcriber.audio.aligned_input import AlignedInput
    from transcriber.audio.lane_clock import LaneClock
    from transcriber.session.echo_removal import EchoRemoval
    from transcriber.session.lane_notices import LaneNotices
    from transcriber.session.lane_sound import LaneSound
    from transcriber.session.two_lanes import TwoLanes

    clock = LaneClock()
    notices = LaneNotices(publish, EchoRemoval(LaneSound(spools.of_lane).explains), link_over=link_over)

    def make_lane(
        lane: int, publish_lane: "Callable[[Notice], None]", spent_beside: "Callable[[], RecordingUsage]"
    ) -> "tuple[Recording, AlignedInput]":
        source = AlignedInput(sources[lane], lane, clock)
        return make_recording(source, lambda: spools.create(lane), publish_lane, lane, spent_beside), source

    return TwoLanes(make_lane, notices, drop_audio=None if keeps_audio else spools.remove)

"""Two recordings as one: the microphone, and what the computer plays, each with everything that keeps a recording safe.

Law: neither lane waits for the other, or ends with it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace

from transcriber.audio.aligned_input import AlignedInput
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import SessionConfiguration
from transcriber.realtime.costs import RecordingUsage
from transcriber.session.lane_notices import LaneNotices
from transcriber.session.notices import Meter, Notice, UsageChanged
from transcriber.session.recording import Recording
from transcriber.settings.safeguards import Safeguards

MakeLane = Callable[[int, Callable[[Notice], None], Callable[[], RecordingUsage]], tuple[Recording, AlignedInput]]
"""Makes a lane, from its number, who takes its notices, and what the other one has spent."""

_logger = logging.getLogger(__name__)


class TwoLanes:
    """One recording of two sources. Created and run on the session thread; `meter` may be read from any thread."""

    def __init__(
        self,
        make_lane: MakeLane,
        notices: LaneNotices,
        *,
        drop_audio: Callable[[], None] | None = None,
    ) -> None:
        """Nothing happens before `run`.

        Args:
            make_lane: Makes each lane's recording, which keeps its audio, and its input.
            notices: Makes one recording's notices of both lanes'.
            drop_audio: Removes the audio at the end where all of it was transcribed; None: it stays.
        """
        self._notices = notices
        self._drop_audio = drop_audio
        notices.before_end = self._before_end
        made = [make_lane(lane, self._publish_of(lane), self._spent_beside(lane)) for lane in (0, 1)]
        self._lanes = tuple(recording for recording, _ in made)
        self._inputs = tuple(source for _, source in made)
        for recording, source in made:
            source.recorded_ms = _clock_of(recording)

    @property
    def meter(self) -> Meter:
        """What moves all the time, as it is now: the microphone's level, and whatever is worse of the rest."""
        own, played = (lane.meter for lane in self._lanes)
        delays = [each for each in (own.delay_ms, played.delay_ms) if each is not None]
        unsaved = (own.unsaved_ms, played.unsaved_ms)
        return replace(
            own,
            recorded_ms=max(own.recorded_ms, played.recorded_ms),
            delay_ms=max(delays, default=None),
            waiting_ms=max(own.waiting_ms, played.waiting_ms),
            owed_ms=max(own.owed_ms, played.owed_ms),
            dropped_ms=own.dropped_ms + played.dropped_ms,
            unsaved_ms=None if None in unsaved else max(each for each in unsaved if each is not None),
            played_level_dbfs=played.level_dbfs,
            played_peak_dbfs=played.peak_dbfs,
        )

    def stop(self) -> None:
        """Capture no more of either; what was captured is still transcribed."""
        self._each(Recording.stop)

    def pause(self) -> None:
        """Let the recording's clock stand still."""
        for source in self._inputs:
            source.pause(True)
        self._each(Recording.pause)

    def resume(self) -> None:
        """Go on after a pause."""
        for source in self._inputs:
            source.pause(False)
        self._each(Recording.resume)

    def go_on_locally(self) -> None:
        """The service on this computer takes over both."""
        self._each(Recording.go_on_locally)

    def update_safeguards(self, safeguards: Safeguards) -> None:
        """Counts at once."""
        self._each(lambda lane: lane.update_safeguards(safeguards))

    def commit(self) -> None:
        """End the turns that are being spoken."""
        self._each(Recording.commit)

    def hold_to_talk(self, is_held: bool) -> None:
        """The push-to-talk key was pressed, or let go: it is the microphone's."""
        self._lanes[0].hold_to_talk(is_held)

    def update_policy(self, policy: CommitPolicy) -> None:
        """This side's ends of turns, from now on."""
        self._lanes[0].update_policy(policy)
        self._lanes[1].update_policy(played_policy(policy))

    async def update_session(self, configuration: SessionConfiguration) -> None:
        """Ask for another configuration of both sessions."""
        for lane in self._lanes:
            await lane.update_session(configuration)

    async def run(self) -> None:
        """Until both lanes have come to their ends; a bug in one is logged at once and does not end the other."""
        async with asyncio.TaskGroup() as group:
            for lane in self._lanes:
                group.create_task(_run_alone(lane))

    def _before_end(self) -> None:
        if self._drop_audio is not None and all(lane.is_complete for lane in self._lanes):
            self._drop_audio()

    def _each(self, act: Callable[[Recording], None]) -> None:
        for lane in self._lanes:
            act(lane)

    def _publish_of(self, lane: int) -> Callable[[Notice], None]:
        def publish(notice: Notice) -> None:
            self._notices.take(lane, notice)
            if isinstance(notice, UsageChanged):
                # What is left of the budget is the same for both.
                asyncio.get_running_loop().call_soon(self._lanes[1 - lane].watch_budget)

        return publish

    def _spent_beside(self, lane: int) -> Callable[[], RecordingUsage]:
        return lambda: self._notices.usage_of(1 - lane)


def played_policy(policy: CommitPolicy) -> CommitPolicy:
    """What counts for the played sound: nobody holds a key for it."""
    return replace(policy, push_to_talk=False)


def _clock_of(recording: Recording) -> Callable[[], float]:
    return lambda: float(recording.meter.recorded_ms)


async def _run_alone(lane: Recording) -> None:
    try:
        await lane.run()
    except Exception:
        # Its notices have told of it; the other lane may go on for hours.
        _logger.exception("The recording of one of two sources failed")

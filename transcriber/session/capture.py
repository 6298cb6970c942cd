"""Input to spool: every sample is on disk before anything else may have it, and time without sound is there as a gap.

The spool's length is the recording's clock: it goes on through gaps, which are filled with zeros, and stands still
during a pause.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from transcriber.audio.awake_clock import awake_s
from transcriber.audio.durations import in_words
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS
from transcriber.audio.inputs import AudioInput, Block, Incident, InputError
from transcriber.audio.level import FLOOR_DBFS, Level, LevelMeter
from transcriber.audio.loudness import HeldLoudness, Loudness
from transcriber.audio.resampler import is_supported
from transcriber.audio.spool import Spool
from transcriber.sentence import said
from transcriber.session.notices import Problem, ProblemPassed
from transcriber.session.splicing import Splicer
from transcriber.transcript.stretches import Stretch, StretchState

LONGEST_FILLED_MS = 3_600_000
"""A longer gap takes an hour of the recording's clock, and says how long it was."""
_LEAD_SAMPLES = 120 * SPOOL_SAMPLE_RATE_HZ
"""How far a file may be read ahead of what was sent: bounds the disk that a long file takes."""

SILENT_INPUT = Problem(
    "silent_input",
    said("The microphone gives only digital silence."),
    said("Check its mute switch and whether this system allows the program to use it."),
)


@dataclass(slots=True)
class _Gap:
    """The gap at the end of the spool, which may still grow."""

    start_sample: int
    end_sample: int
    reason: str
    lasted_ms: float = 0.0
    filled_ms: float = 0.0


class Capture:
    """Reads one opened input to its end and appends it to the spool. Session thread; one task waits on it."""

    def __init__(
        self,
        source: AudioInput,
        spool: Spool,
        publish: Callable[[Problem | ProblemPassed], None],
        on_gap: Callable[[Stretch], None] = lambda stretch: None,
        *,
        now_s: Callable[[], float] = awake_s,
    ) -> None:
        """Nothing happens before `run`.

        Args:
            source: Gives the sound.
            spool: Takes it.
            publish: Takes what a person must see.
            on_gap: Takes each gap before anyone reads the zeros that fill it; again with the same start as it grows,
                and once more where its reason is completed at its end.
            now_s: The clock of the blocks, which stands still while the computer sleeps.

        Raises:
            InputError: `unsupported_rate`.
        """
        if not is_supported(source.sample_rate_hz, SPOOL_SAMPLE_RATE_HZ):
            raise InputError(
                "unsupported_rate",
                said(
                    "{name} has a sample rate of {sample_rate_hz} Hz, which cannot be read.",
                    name=source.name,
                    sample_rate_hz=source.sample_rate_hz,
                ),
                said("Convert it to 48000, 44100 or 16000 Hz."),
            )
        self._source = source
        self._spool = spool
        self._publish = publish
        self._on_gap = on_gap
        self._now_s = now_s
        self._splicer = Splicer(spool, source.sample_rate_hz)
        self._level_meter = LevelMeter()
        self._held_loudness = HeldLoudness()
        self._changed = asyncio.Event()
        self._may_read_on = asyncio.Event()
        self._latest_s: float | None = None
        """When the spool's last sample came, or the gap at its end was seen last."""
        self._gap: _Gap | None = None
        self._consumed_samples = 0
        self.dropped_ms = 0.0
        """Sound that the microphone heard and that never arrived, nobody knows why."""
        self._is_stopped = False
        self.level = Level(FLOOR_DBFS, FLOOR_DBFS, is_clipping=False, is_digital_silence=False)
        self.is_over = False
        self.is_paused = False

    @property
    def recorded_samples(self) -> int:
        """Spool samples on disk."""
        return self._spool.length_samples

    @property
    def unsaved_samples(self) -> int | None:
        """How many of the newest have not reached the disk yet; None before any has."""
        saved = self._spool.synced_samples
        return self._spool.length_samples - saved if saved else None

    @property
    def loudness(self) -> Loudness:
        """The verdict on the last ten seconds of this microphone."""
        return self._held_loudness.verdict

    def at_ms(self) -> int | None:
        """The recording's time now, which is a little past what is in the spool; None before the first sample."""
        if self._latest_s is None:
            return None
        since_s = 0.0 if self.is_paused else max(0.0, self._now_s() - self._latest_s)
        return round(self._spool.length_samples / SPOOL_SAMPLES_PER_MS + since_s * 1000)

    async def run(self) -> None:
        """Until the input ends or was stopped.

        Raises:
            InputError: the device was lost, or the disk is full; what was captured is in the spool.
        """
        try:
            async for block in self._source.blocks():
                self._take(block)
                await self._stay_near()
            self._splicer.close()
        finally:
            self._end_gap()
            self.is_over = True
            self._changed.set()

    def pause(self) -> None:
        """Keep nothing of what comes, and let the recording's clock stand still; a file waits."""
        self.is_paused = True
        self._end_gap()
        self._splicer.break_off()
        self._changed.set()

    def resume(self) -> None:
        """Go on from where the pause began."""
        self.is_paused = False
        self._latest_s = None if self._latest_s is None else self._now_s()
        self._may_read_on.set()
        self._changed.set()

    def _take(self, block: Block) -> None:
        now_s = self._now_s()
        self._tell(block)
        sample_rate_hz = block.sample_rate_hz or self._source.sample_rate_hz
        if block.moved_to:
            self._held_loudness = HeldLoudness()
        if block.samples.size:
            level = self._level_meter.measure(block.samples, sample_rate_hz)
            duration_ms = block.samples.size * 1000 / sample_rate_hz
            self._held_loudness.take(level.level_dbfs, duration_ms, is_clipping=level.is_clipping)
            self._watch_level(level)
        if self.is_paused and self._source.is_live:
            return
        self._latest_s = now_s if block.arrived_s is None else block.arrived_s
        if block.gap_ms > 0:
            # Where the input does not know why, it found the loss one to two seconds late: the gap's length is right,
            # its place is only known to that.
            self.dropped_ms += 0.0 if block.gap_reason else block.gap_ms
            self._fill(block.gap_ms, block.gap_reason or _lost_words(block))
        if block.samples.size:
            self._end_gap()
            self._splicer.append(block.samples, sample_rate_hz)
        self._spool.keep_alive(now_s)
        self._changed.set()

    def _tell(self, block: Block) -> None:
        at_ms = self.at_ms()
        if block.gap_ms and not block.gap_reason and not self.is_paused:
            message = said("{lost} from the microphone.", lost=_lost_words(block))
            remedy = said("If this comes again, close other programs that use sound.")
            self._publish(Problem("gap", message, remedy, at_ms=at_ms))
        if block.moved_to:
            self._publish(
                Problem(
                    "input_moved", said("The sound now comes from {moved_to}.", moved_to=block.moved_to), at_ms=at_ms
                )
            )
        for incident in block.incidents:
            self._publish(_notice(incident, at_ms))

    def _fill(self, gap_ms: float, reason: str) -> None:
        if self._gap is None or self._gap.reason != reason:
            self._end_gap()
            self._gap = _Gap(self._spool.length_samples, self._spool.length_samples, reason)
        gap = self._gap
        filled_ms = min(gap_ms, LONGEST_FILLED_MS - gap.filled_ms)
        gap.lasted_ms += gap_ms
        if filled_ms <= 0:
            return
        start_sample, gap.end_sample = self._splicer.fill(filled_ms)
        if not gap.filled_ms:
            gap.start_sample = start_sample
        gap.filled_ms += filled_ms
        self._lay(gap, reason)

    def _end_gap(self) -> None:
        gap, self._gap = self._gap, None
        if gap is not None and gap.lasted_ms > gap.filled_ms:
            # What is left out stands in the reason, or nobody would learn of it.
            self._lay(
                gap,
                said(
                    "{reason}; nothing was recorded for {duration}, shown here as 1 h",
                    reason=gap.reason,
                    duration=in_words(gap.lasted_ms),
                ),
            )

    def _lay(self, gap: _Gap, reason: str) -> None:
        if gap.end_sample > gap.start_sample:
            self._on_gap(
                Stretch(
                    start_sample=gap.start_sample,
                    end_sample=gap.end_sample,
                    state=StretchState.GAP,
                    reason=reason,
                    has_audio=False,
                )
            )

    def stop(self) -> None:
        """End the input; what it has given is still taken."""
        self._is_stopped = True
        self._may_read_on.set()
        self._source.stop()

    async def over(self) -> None:
        """Wait until nothing more is captured."""
        await self._until(lambda: self.is_over)

    async def resumed(self) -> None:
        """Wait until a pause is over, or the capture is."""
        await self._until(lambda: self.is_over or not self.is_paused)

    async def beyond(self, sample: int) -> None:
        """Wait until the spool holds more than `sample` samples, or grows no more: it is paused, or over."""
        await self._until(lambda: self._spool.length_samples > sample or self.is_over or self.is_paused)

    async def _until(self, is_so: Callable[[], bool]) -> None:
        while not is_so():
            self._changed.clear()
            await self._changed.wait()

    def consumed(self, sample: int) -> None:
        """The reader has come to `sample`."""
        self._consumed_samples = sample
        self._may_read_on.set()

    async def _stay_near(self) -> None:
        if self._source.is_live:
            return
        while not self._is_stopped and (
            self.is_paused or self._spool.length_samples - self._consumed_samples > _LEAD_SAMPLES
        ):
            self._may_read_on.clear()
            await self._may_read_on.wait()

    def _watch_level(self, level: Level) -> None:
        if self._source.is_live and level.is_digital_silence != self.level.is_digital_silence:
            self._publish(SILENT_INPUT if level.is_digital_silence else ProblemPassed(SILENT_INPUT.code))
        self.level = level


def _lost_words(block: Block) -> str:
    return said("{gap_ms:.1f} s of sound did not arrive", gap_ms=block.gap_ms / 1000)


def _notice(incident: Incident, at_ms: int | None) -> Problem | ProblemPassed:
    if incident.is_over:
        return ProblemPassed(incident.code)
    return Problem(incident.code, incident.message, incident.remedy, at_ms=at_ms)

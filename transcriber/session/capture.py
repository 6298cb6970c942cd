"""Input to spool: every sample is on disk before anything else may have it."""

import asyncio
import sys
import time
from collections.abc import Callable

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.audio.inputs import AudioInput, Block, InputError
from transcriber.audio.level import FLOOR_DBFS, Level, LevelMeter
from transcriber.audio.pcm import to_int16
from transcriber.audio.resampler import Resampler, is_supported
from transcriber.audio.spool import Spool
from transcriber.session.notices import Problem, ProblemPassed

_LEAD_SAMPLES = 120 * SPOOL_SAMPLE_RATE_HZ
"""How far a file may be read ahead of what was sent: bounds the disk that a long file takes."""

SILENT_INPUT = Problem(
    "silent_input",
    "The microphone gives only digital silence.",
    "Check its mute switch and whether this system allows the program to use it.",
)


class Capture:
    """Reads one opened input to its end and appends it to the spool. Session thread; one task waits on it."""

    def __init__(self, source: AudioInput, spool: Spool, publish: Callable[[Problem | ProblemPassed], None]) -> None:
        if not is_supported(source.sample_rate_hz, SPOOL_SAMPLE_RATE_HZ):
            raise InputError(
                "unsupported_rate",
                f"{source.name} has a sample rate of {source.sample_rate_hz} Hz, which cannot be read.",
                "Convert it to 48000, 44100 or 16000 Hz.",
            )
        self._source = source
        self._spool = spool
        self._publish = publish
        self._resampler = Resampler(source.sample_rate_hz, SPOOL_SAMPLE_RATE_HZ)
        self._level_meter = LevelMeter()
        self._changed = asyncio.Event()
        self._has_room = asyncio.Event()
        self._first_sample_s: float | None = None
        self._consumed_samples = 0
        self._is_stopped = False
        self.level = Level(FLOOR_DBFS, FLOOR_DBFS, is_clipping=False, is_digital_silence=False)
        self.is_over = False

    @property
    def recorded_samples(self) -> int:
        """Spool samples on disk."""
        return self._spool.length_samples

    def at_ms(self) -> int | None:
        """Monotonic milliseconds since the first captured sample; None before it."""
        if self._first_sample_s is None:
            return None
        return round((time.monotonic() - self._first_sample_s) * 1000)

    async def run(self) -> None:
        """Until the input ends or was stopped.

        Raises:
            InputError: the device was lost, or the disk is full; what was captured is in the spool.
        """
        try:
            async for block in self._source.blocks():
                self._take(block, time.monotonic())
                await self._stay_near()
            self._spool.append(to_int16(self._resampler.flush()))
        finally:
            self.is_over = True
            self._changed.set()

    def _take(self, block: Block, now_s: float) -> None:
        if self._first_sample_s is None:
            self._first_sample_s = now_s - block.samples.size / self._source.sample_rate_hz
        self._report(block)
        self._watch_level(self._level_meter.measure(block.samples, self._source.sample_rate_hz))
        self._spool.append(to_int16(self._resampler.process(block.samples)))
        self._spool.keep_alive(now_s)
        self._changed.set()

    def _report(self, block: Block) -> None:
        at_ms = self.at_ms()
        if block.gap_ms:
            message = f"{block.gap_ms / 1000:.1f} s of sound did not arrive from the microphone."
            self._publish(
                Problem("gap", message, "If this comes again, close other programs that use sound.", at_ms=at_ms)
            )
        if block.moved_to:
            self._publish(Problem("input_moved", f"The sound now comes from {block.moved_to}.", at_ms=at_ms))

    def stop(self) -> None:
        """End the input; what it has given is still taken."""
        self._is_stopped = True
        self._has_room.set()
        self._source.stop()

    async def over(self) -> None:
        """Wait until nothing more is captured. One task at a time waits, here or in `beyond`."""
        await self.beyond(sys.maxsize)

    async def beyond(self, sample: int) -> None:
        """Wait until the spool holds more than `sample` samples, or the capture is over."""
        while self._spool.length_samples <= sample and not self.is_over:
            self._changed.clear()
            await self._changed.wait()

    def consumed(self, sample: int) -> None:
        """The reader has come to `sample`."""
        self._consumed_samples = sample
        self._has_room.set()

    async def _stay_near(self) -> None:
        if self._source.is_live:
            return
        while self._spool.length_samples - self._consumed_samples > _LEAD_SAMPLES and not self._is_stopped:
            self._has_room.clear()
            await self._has_room.wait()

    def _watch_level(self, level: Level) -> None:
        if self._source.is_live and level.is_digital_silence != self.level.is_digital_silence:
            self._publish(SILENT_INPUT if level.is_digital_silence else ProblemPassed(SILENT_INPUT.code))
        self.level = level

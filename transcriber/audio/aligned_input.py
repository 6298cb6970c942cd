"""One of two inputs of a recording, on the clock of both: it begins where it began, and does not drift away.

What is put right is silence wherever there is any; a sample more or less in 20 ms where there is none. Sound is never
left out.
"""

from collections.abc import AsyncGenerator, Callable
from dataclasses import replace

import numpy as np

from transcriber.audio.awake_clock import awake_s
from transcriber.audio.inputs import AudioInput, Block, InputError
from transcriber.audio.lane_clock import LaneClock, Lateness
from transcriber.audio.pcm import F32
from transcriber.sentence import said

REFERENCE = 0
"""The lane whose clock is the recording's."""
_HELD_S = 0.5
"""So long an input is heard before its first block goes on: the first of all comes up to as much too late."""
_LEAST_OFFSET_MS = 2.0
_LONGEST_SILENCE_MS = 2_000.0
"""An input that began later than that has a gap before it."""
_DEAD_BAND_MS = 5.0
_GAP_FROM_MS = 250.0
_SILENT = 1e-3
_NO_SOUND = np.zeros(0, np.float32)

LATE = said("This source began later")
APART = said("The two sources had come apart in time")


class AlignedInput:
    """Wraps one input; the other lane's has the same clock. Session thread."""

    def __init__(
        self, source: AudioInput, lane: int, clock: LaneClock, recorded_ms: Callable[[], float] = lambda: 0.0
    ) -> None:
        """Nothing happens before `open`.

        Args:
            source: Gives the sound.
            lane: 0 or 1.
            clock: Of both.
            recorded_ms: How much of this lane is on disk: where its next block goes.
        """
        self._source = source
        self._lane = lane
        self._clock = clock
        self.recorded_ms = recorded_ms
        self.is_paused = False

    @property
    def name(self) -> str:
        """The source's."""
        return self._source.name

    @property
    def sample_rate_hz(self) -> int:
        """The source's."""
        return self._source.sample_rate_hz

    @property
    def is_live(self) -> bool:
        """The source's."""
        return self._source.is_live

    @property
    def duration_ms(self) -> int | None:
        """The source's."""
        return self._source.duration_ms

    async def open(self) -> None:
        """As the source's.

        Raises:
            InputError: As the source's.
        """
        await self._source.open()

    def stop(self) -> None:
        """As the source's."""
        self._source.stop()

    async def close(self) -> None:
        """As the source's.

        Raises:
            InputError: As the source's.
        """
        await self._source.close()

    def pause(self, is_paused: bool) -> None:
        """The recording's clock stands still, or goes on."""
        self.is_paused = is_paused
        self._clock.forget()

    async def blocks(self) -> AsyncGenerator[Block, None]:
        """The source's, the first of them at its place on the recording's clock.

        Raises:
            InputError: As the source's; every block before that was delivered.
        """
        blocks = self._source.blocks()
        held: list[Block] = []
        broken: InputError | None = None
        try:
            async for block in blocks:
                held.append(_timed(block))
                if _at_s(held[-1]) - _at_s(held[0]) >= _HELD_S:
                    break
        except InputError as error:
            broken = error
        for block in self._begun(held):
            yield block
        if broken is not None:
            raise broken
        async for block in blocks:
            yield self._put_right(_timed(block))

    def _begun(self, held: list[Block]) -> list[Block]:
        """What came first, behind the silence from the recording's beginning to its own."""
        own = Lateness()
        end_ms = 0.0
        for block in held:
            end_ms += _length_ms(block, self.sample_rate_hz)
            own.note(_at_s(block) * 1000, end_ms)
        other = self._clock.lanes[1 - self._lane]
        offset_ms = 0.0
        if own.least_ms is not None and other.least_ms is not None:
            offset_ms = own.least_ms - other.least_ms
        for block in held[:1]:
            held = [*self._silence(block, offset_ms), *held]
        position_ms = 0.0
        for block in held:
            position_ms += _length_ms(block, self.sample_rate_hz)
            self._clock.lanes[self._lane].note(_at_s(block) * 1000, position_ms)
        return held

    def _silence(self, first: Block, offset_ms: float) -> list[Block]:
        if offset_ms < _LEAST_OFFSET_MS:
            return []
        begun_s = _at_s(first) - _length_ms(first, self.sample_rate_hz) / 1000
        if offset_ms > _LONGEST_SILENCE_MS:
            return [Block(_NO_SOUND, offset_ms, LATE, arrived_s=begun_s)]
        rate_hz = first.sample_rate_hz or self.sample_rate_hz
        silence = np.zeros(round(offset_ms * rate_hz / 1000), np.float32)
        return [Block(silence, sample_rate_hz=rate_hz, arrived_s=begun_s)]

    def _put_right(self, block: Block) -> Block:
        if self.is_paused:
            return block
        if block.gap_ms or not block.samples.size:
            # Time is counted by the wall through a gap: what is known of lateness is of before.
            self._clock.lanes[self._lane].forget()
            return block
        at_ms = _at_s(block) * 1000
        own = self._clock.lanes[self._lane]
        own.note(at_ms, self.recorded_ms() + _length_ms(block, self.sample_rate_hz))
        behind_ms = self._clock.behind_ms(self._lane)
        if behind_ms is None:
            return block
        if behind_ms > _GAP_FROM_MS:
            own.moved(behind_ms)
            return replace(block, gap_ms=behind_ms, gap_reason=APART)
        if self._lane == REFERENCE or abs(behind_ms) < _DEAD_BAND_MS:
            return block
        return self._moved(block, behind_ms, own)

    def _moved(self, block: Block, behind_ms: float, own: Lateness) -> Block:
        rate_hz = block.sample_rate_hz or self.sample_rate_hz
        samples = put_forward(block.samples, round(behind_ms * rate_hz / 1000))
        by_ms = (samples.size - block.samples.size) * 1000 / rate_hz
        own.moved(by_ms)
        return replace(block, samples=samples)


def put_forward(samples: F32, count: int) -> F32:
    """A block of shape (n,) with up to `count` samples more, or fewer where it is negative.

    A silent one gets all of them, or loses all but one; any other changes by one, where it is calmest.
    """
    if not count or not samples.size:
        return samples
    if float(np.abs(samples).max()) < _SILENT:
        if count > 0:
            return np.concatenate((samples, np.zeros(min(count, samples.size), np.float32)))
        return samples[: max(1, samples.size + count)]
    if samples.size < 2:
        return samples
    calm = int(np.abs(np.diff(samples)).argmin())
    if count > 0:
        between = (samples[calm] + samples[calm + 1]) / 2
        return np.insert(samples, calm + 1, between)
    return np.delete(samples, calm)


def _timed(block: Block) -> Block:
    return block if block.arrived_s is not None else replace(block, arrived_s=awake_s())


def _at_s(block: Block) -> float:
    return block.arrived_s or 0.0


def _length_ms(block: Block, sample_rate_hz: int) -> float:
    rate_hz = block.sample_rate_hz or sample_rate_hz
    return block.gap_ms + (block.samples.size * 1000 / rate_hz if rate_hz else 0.0)

"""Two inputs on one clock: the sound of each lies in its spool at the moment when it was heard."""

from collections.abc import AsyncIterator, Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from transcriber.audio.aligned_input import APART, LATE, AlignedInput, put_forward
from transcriber.audio.inputs import Block, InputError
from transcriber.audio.lane_clock import LaneClock
from transcriber.audio.pcm import F32

RATE_HZ = 48_000
FRAMES = 960


class Source:
    """Blocks of 20 ms from `begins_s` on, by a crystal that is off by `ppm`."""

    name = "Somewhere"
    sample_rate_hz = RATE_HZ
    is_live = True
    duration_ms = None

    def __init__(self, begins_s: float, *, ppm: float = 0.0, level: float = 0.5) -> None:
        self.begins_s, self.ppm, self.level = begins_s, ppm, level
        self.is_closed = self.is_stopped = False

    def block(self, number: int) -> Block:
        ends_s = self.begins_s + (number + 1) * 0.02 * (1 - self.ppm / 1e6)
        wave = self.level * np.sin(np.arange(FRAMES, dtype=np.float32) * 0.1 + number)
        return Block(wave.astype(np.float32), arrived_s=ends_s)

    async def open(self) -> None:
        pass

    async def blocks(self) -> AsyncIterator[Block]:
        for number in range(100_000):
            yield self.block(number)

    def stop(self) -> None:
        self.is_stopped = True

    async def close(self) -> None:
        self.is_closed = True


class Lane:
    """An aligned input, read block by block into a spool that only counts."""

    def __init__(self, source: Source, lane: int, clock: LaneClock) -> None:
        self.samples = 0.0
        self.input = AlignedInput(source, lane, clock, lambda: self.samples / RATE_HZ * 1000)
        self._blocks = self.input.blocks()
        self.gaps: list[tuple[str, float]] = []
        self.newest = Block(np.zeros(0, np.float32))

    async def hear(self) -> float:
        """Take one block; when it came."""
        block = self.newest = await anext(self._blocks)
        self.samples += block.samples.size + block.gap_ms * RATE_HZ / 1000
        if block.gap_ms:
            self.gaps.append((block.gap_reason, block.gap_ms))
        return block.arrived_s or 0.0

    async def hear_until(self, end_s: float) -> None:
        while await self.hear() < end_s:
            pass

    @property
    def zero_s(self) -> float:
        """The moment at which its clock is at 0."""
        return (self.newest.arrived_s or 0.0) - self.samples / RATE_HZ

    async def close(self) -> None:
        await self._blocks.aclose()


async def together(lanes: Iterable[Lane], end_s: float) -> None:
    """Each second in turn, as they come."""
    for second in range(1, round(end_s) + 1):
        for lane in lanes:
            await lane.hear_until(float(second))


async def test_the_input_that_begins_later_has_silence_before_its_first_sound() -> None:
    clock = LaneClock()
    lanes = own, played = Lane(Source(0.1), 0, clock), Lane(Source(0.75), 1, clock)
    await together(lanes, 3)
    assert abs(played.zero_s - own.zero_s) < 1e-4
    assert not own.gaps
    assert not played.gaps
    for lane in lanes:
        await lane.close()


async def test_also_where_it_is_the_microphone() -> None:
    clock = LaneClock()
    lanes = played, own = Lane(Source(0.1), 1, clock), Lane(Source(0.6), 0, clock)
    await together(lanes, 3)
    assert abs(played.zero_s - own.zero_s) < 1e-4
    for lane in lanes:
        await lane.close()


async def test_one_that_begins_much_later_has_a_gap_before_it() -> None:
    clock = LaneClock()
    lanes = own, played = Lane(Source(0.0), 0, clock), Lane(Source(5.0), 1, clock)
    await own.hear_until(5.0)
    await played.hear_until(6.0)
    assert [(reason, round(length_ms)) for reason, length_ms in played.gaps] == [(LATE, 5_000)]
    for lane in lanes:
        await lane.close()


@pytest.mark.parametrize("ppm", [-300.0, -60.0, 60.0, 300.0])
async def test_a_crystal_that_drifts_is_followed(ppm: float) -> None:
    clock = LaneClock()
    lanes = own, played = Lane(Source(0.0), 0, clock), Lane(Source(0.3, ppm=ppm), 1, clock)
    await together(lanes, 120)
    apart_ms = abs(played.zero_s - own.zero_s) * 1000
    assert apart_ms < 7.0
    assert not played.gaps
    for lane in lanes:
        await lane.close()


async def test_in_silence_it_is_put_right_at_once() -> None:
    clock = LaneClock()
    lanes = own, played = Lane(Source(0.0), 0, clock), Lane(Source(0.3, level=0.0), 1, clock)
    await together(lanes, 6)
    played.samples += 0.1 * RATE_HZ
    clock.lanes[1].moved(100.0)
    await together([own, played], 8)
    assert abs(played.zero_s - own.zero_s) * 1000 < 7.0
    for lane in lanes:
        await lane.close()


async def test_what_has_fallen_far_behind_has_a_gap_where_the_other_went_on() -> None:
    clock = LaneClock()
    lanes = own, played = Lane(Source(0.0), 0, clock), Lane(Source(0.2), 1, clock)
    await together(lanes, 6)
    own.samples -= RATE_HZ
    await together(lanes, 12)
    assert [reason for reason, _ in own.gaps] == [APART]
    assert abs(own.zero_s - played.zero_s) < 0.01
    for lane in lanes:
        await lane.close()


async def test_in_a_pause_nothing_is_measured() -> None:
    clock = LaneClock()
    lanes = _, played = Lane(Source(0.0), 0, clock), Lane(Source(0.2), 1, clock)
    await together(lanes, 6)
    for lane in lanes:
        lane.input.pause(True)
    before = played.samples
    await played.hear()
    assert played.samples - before == FRAMES
    assert clock.behind_ms(1, only_settled=False) is None
    for lane in lanes:
        await lane.close()


async def test_what_breaks_off_before_half_a_second_is_delivered_and_then_told() -> None:
    class Broken(Source):
        async def blocks(self) -> AsyncIterator[Block]:
            yield self.block(0)
            raise InputError("input_lost", "It is gone.")

    blocks = AlignedInput(Broken(0.0), 0, LaneClock()).blocks()
    assert (await anext(blocks)).samples.size == FRAMES
    with pytest.raises(InputError, match="gone"):
        await anext(blocks)


async def test_it_is_the_source_in_everything_else() -> None:
    source = Source(0.0)
    wrapped = AlignedInput(source, 0, LaneClock())
    await wrapped.open()
    assert (wrapped.name, wrapped.sample_rate_hz, wrapped.is_live, wrapped.duration_ms) == (
        "Somewhere",
        RATE_HZ,
        True,
        None,
    )
    wrapped.stop()
    await wrapped.close()
    assert source.is_stopped
    assert source.is_closed


@given(
    arrays.arrays(np.float32, st.integers(2, 200), elements=st.floats(-1, 1, width=32)),
    st.integers(-300, 300),
)
def test_sound_loses_or_gains_one_sample_and_is_otherwise_itself(samples: F32, count: int) -> None:
    moved = put_forward(samples, count)
    is_silent = float(np.abs(samples).max()) < 1e-3
    wanted = max(1 - samples.size, min(samples.size, count)) if is_silent else int(np.sign(count))
    assert moved.size == samples.size + wanted
    if not is_silent and count:
        short, long = sorted((samples, moved), key=len)
        same = next((i for i in range(short.size) if short[i] != long[i]), short.size)
        assert np.array_equal(short[same:], long[same + 1 :])

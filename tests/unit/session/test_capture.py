import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from transcriber.audio.inputs import Block, Incident, InputError
from transcriber.audio.loudness import Loudness
from transcriber.audio.spool import Spool
from transcriber.session.capture import Capture
from transcriber.session.notices import Problem, ProblemPassed
from transcriber.transcript.stretches import Stretch, StretchState


class ScriptedInput:
    """An input that delivers what the test says, then ends or breaks; between two blocks the test may do something."""

    def __init__(
        self, *script: Block | InputError | Callable[[], None], sample_rate_hz: int = 48_000, is_live: bool = True
    ) -> None:
        self.name = "Scripted microphone"
        self.sample_rate_hz = sample_rate_hz
        self.is_live = is_live
        self.duration_ms = None
        self._script = script

    async def open(self) -> None:
        pass

    async def blocks(self) -> AsyncIterator[Block]:
        for step in self._script:
            if isinstance(step, InputError):
                raise step
            if isinstance(step, Block):
                yield step
            else:
                step()

    def stop(self) -> None:
        pass

    async def close(self) -> None:
        pass


def tone(seconds: float, rate_hz: int = 48_000) -> Block:
    samples = np.sin(np.arange(int(seconds * rate_hz)) * 2 * np.pi * 440 / rate_hz) / 2
    return Block(samples.astype(np.float32))


def unexpected(problem: Problem | ProblemPassed) -> None:
    pytest.fail(str(problem))


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool.create(tmp_path / "spool.wav")


async def test_every_sample_reaches_the_disk_at_24_khz(spool: Spool) -> None:
    capture = Capture(ScriptedInput(tone(0.5), tone(0.5)), spool, unexpected)

    await capture.run()

    assert capture.is_over
    assert abs(capture.recorded_samples - 24_000) <= 24_000 * 0.003
    level = np.sqrt(np.mean((spool.read(6000, 12_000) / 32768.0) ** 2))
    assert 20 * np.log10(level) == pytest.approx(-9.03, abs=0.05)
    assert capture.level.level_dbfs == pytest.approx(-9.03, abs=0.1)
    spool.close()


async def test_what_came_before_a_breakage_is_kept(spool: Spool) -> None:
    capture = Capture(ScriptedInput(tone(1.0), InputError("microphone_lost", "Unplugged.")), spool, unexpected)

    with pytest.raises(InputError, match=r"Unplugged\."):
        await capture.run()

    assert capture.is_over
    assert capture.recorded_samples > 0.99 * 24_000
    spool.close()


async def test_a_gap_and_another_device_are_told(spool: Spool) -> None:
    told: list[Problem | ProblemPassed] = []
    moved = Block(tone(0.1).samples, gap_ms=700.0, moved_to="Webcam")

    await Capture(ScriptedInput(tone(0.1), moved), spool, told.append).run()

    assert [(problem.code, problem.message) for problem in told if isinstance(problem, Problem)] == [
        ("gap", "0.7 s of sound did not arrive from the microphone."),
        ("input_moved", "The sound now comes from Webcam."),
    ]
    spool.close()


@pytest.mark.parametrize(("is_live", "codes"), [(True, ["silent_input"]), (False, [])])
async def test_a_microphone_that_gives_only_zeros_is_told_once(spool: Spool, is_live: bool, codes: list[str]) -> None:
    told: list[Problem | ProblemPassed] = []
    nothing = Block(np.zeros(48_000, np.float32))

    await Capture(ScriptedInput(*[nothing] * 5, is_live=is_live), spool, told.append).run()

    assert [problem.code for problem in told] == codes
    spool.close()


async def test_when_the_sound_is_back_the_silence_is_no_problem_any_more(spool: Spool) -> None:
    told: list[Problem | ProblemPassed] = []
    nothing = Block(np.zeros(48_000, np.float32))

    await Capture(ScriptedInput(*[nothing] * 3, tone(1.0), *[nothing] * 3), spool, told.append).run()

    assert [(type(notice), notice.code) for notice in told] == [
        (Problem, "silent_input"),
        (ProblemPassed, "silent_input"),
        (Problem, "silent_input"),
    ]
    spool.close()


async def test_a_rate_that_cannot_be_resampled_is_refused_with_its_remedy(spool: Spool) -> None:
    with pytest.raises(InputError, match="44117 Hz"):
        Capture(ScriptedInput(sample_rate_hz=44_117), spool, unexpected)
    spool.close()


async def test_a_stop_wakes_a_file_that_waits_for_its_reader(tmp_path: Path) -> None:
    file = ScriptedInput(*[tone(60.0)] * 4, is_live=False)
    capture = Capture(file, Spool.create(tmp_path / "one.wav"), lambda problem: None)
    async with asyncio.TaskGroup() as group:
        group.create_task(capture.run())
        await capture.beyond(120 * 24_000)
        assert not capture.is_over

        capture.stop()
        await capture.over()


NOTHING = np.zeros(0, np.float32)


def away(gap_ms: float, reason: str = "Yeti was unplugged") -> Block:
    return Block(NOTHING, gap_ms=gap_ms, gap_reason=reason)


class Gaps(list[Stretch]):
    """What was laid, as spans in ms by their reason; a later one with the same start takes the former's place."""

    @property
    def spans_ms(self) -> list[tuple[int, int, str]]:
        newest = {stretch.start_sample: stretch for stretch in self}
        return [(each.start_sample // 24, each.end_sample // 24, each.reason) for each in newest.values()]


async def test_the_time_without_a_device_is_filled_and_laid_as_one_growing_gap(spool: Spool) -> None:
    gaps = Gaps()
    source = ScriptedInput(tone(1.0), away(1000), away(1000), away(500), tone(1.0))

    await Capture(source, spool, unexpected, gaps.append).run()

    assert gaps.spans_ms == [(1002, 3500, "Yeti was unplugged")]
    assert [gap.end_sample // 24_000 for gap in gaps] == [2, 3, 3]
    assert {(gap.state, gap.has_audio) for gap in gaps} == {(StretchState.GAP, False)}
    assert spool.length_samples == pytest.approx(4.5 * 24_000, abs=100)
    assert not spool.read(1003 * 24, 2490 * 24).any()
    spool.close()


async def test_a_gap_is_laid_before_anyone_reads_its_zeros(spool: Spool) -> None:
    seen: list[int] = []
    capture = Capture(ScriptedInput(tone(1.0), away(1000)), spool, unexpected, lambda gap: seen.append(gap.end_sample))

    async with asyncio.TaskGroup() as group:
        group.create_task(capture.run())
        await capture.beyond(24_000 + 100)
        assert seen == [48_000]
    spool.close()


async def test_what_was_lost_without_a_known_reason_is_filled_too(spool: Spool) -> None:
    told: list[Problem | ProblemPassed] = []
    gaps = Gaps()
    late = replace(tone(1.0), gap_ms=700.0)

    await Capture(ScriptedInput(tone(1.0), late), spool, told.append, gaps.append).run()

    assert gaps.spans_ms == [(1002, 1700, "0.7 s of sound did not arrive")]
    assert [problem.code for problem in told] == ["gap"]
    assert spool.length_samples == pytest.approx(2.7 * 24_000, abs=100)
    spool.close()


async def test_a_gap_of_many_hours_takes_one_and_says_how_long_it_was(spool: Spool) -> None:
    gaps = Gaps()
    night = away(10 * 3_600_000, "the computer was asleep for 10 h")

    await Capture(ScriptedInput(tone(1.0), night, tone(1.0)), spool, unexpected, gaps.append).run()

    words = "the computer was asleep for 10 h; nothing was recorded for 10 h, shown here as 1 h"
    assert gaps.spans_ms == [(1002, 3_601_000, words)]
    assert spool.path.stat().st_blocks * 512 < 1_000_000, "a hole takes no room"
    spool.close()


async def test_what_was_lost_is_counted_as_dropped_unless_its_reason_is_known(spool: Spool) -> None:
    late = replace(tone(1.0), gap_ms=700.0)
    capture = Capture(ScriptedInput(tone(1.0), late, away(300), late), spool, lambda problem: None)

    await capture.run()

    assert capture.dropped_ms == 1400
    spool.close()


async def test_what_has_not_reached_the_disk_yet_is_known_once_something_has(spool: Spool) -> None:
    seen: list[int | None] = []
    now_s = [100.0]

    def look() -> None:
        seen.append(capture.unsaved_samples)
        now_s[0] += 3.0

    blocks = (tone(1.0), look, tone(1.0), look, tone(1.0))
    capture = Capture(ScriptedInput(*blocks), spool, unexpected, now_s=lambda: now_s[0])
    await capture.run()
    while not spool.synced_samples:
        spool.keep_alive(106.0)
        await asyncio.sleep(0.01)
    look()

    assert seen[:2] == [None, None], "the disk is reached every five seconds"
    assert seen[2] == spool.length_samples - spool.synced_samples
    assert seen[2] < 24_000
    spool.close()


async def test_another_rate_in_the_middle_changes_nothing_downstream(spool: Spool) -> None:
    slower = replace(tone(1.0, 16_000), sample_rate_hz=16_000)

    await Capture(ScriptedInput(tone(1.0), slower, tone(1.0)), spool, unexpected).run()

    assert spool.length_samples == pytest.approx(3 * 24_000, abs=100)
    sound = spool.read(24_000, 24_000) / 32768.0
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(0.354, abs=0.01)
    spool.close()


async def test_what_happened_to_the_input_is_told_with_its_time(spool: Spool) -> None:
    told: list[Problem | ProblemPassed] = []
    lost = Incident("microphone_away", "Yeti was unplugged; now using Built-in.", "It goes back.")
    back = Incident("microphone_away", "", is_over=True)
    source = ScriptedInput(tone(1.0), Block(NOTHING, incidents=(lost,)), Block(NOTHING, incidents=(back,)))

    await Capture(source, spool, told.append, now_s=lambda: 7.0).run()

    assert told == [
        Problem("microphone_away", "Yeti was unplugged; now using Built-in.", "It goes back.", at_ms=1000),
        ProblemPassed("microphone_away"),
    ]
    spool.close()


class Clock:
    """Time as the test sets it; every block that comes takes as long as its sound."""

    now_s = 50.0

    def __call__(self) -> float:
        return self.now_s

    def heard(self, seconds: float) -> Block:
        self.now_s += seconds
        return replace(tone(seconds), arrived_s=self.now_s)


async def test_the_recordings_time_goes_on_between_blocks_and_through_gaps(spool: Spool) -> None:
    clock = Clock()
    times_ms: list[int | None] = []

    class Source(ScriptedInput):
        async def blocks(self) -> AsyncIterator[Block]:
            yield clock.heard(1.0)
            clock.now_s += 0.25
            times_ms.append(capture.at_ms())
            clock.now_s += 0.75
            yield replace(away(1000), arrived_s=clock.now_s)
            clock.now_s += 0.1
            times_ms.append(capture.at_ms())
            yield replace(clock.heard(0.9), gap_ms=100.0, gap_reason="Yeti was unplugged")
            times_ms.append(capture.at_ms())

    capture = Capture(Source(), spool, unexpected, now_s=clock)
    assert capture.at_ms() is None

    await capture.run()

    assert times_ms == [1250, 2100, 3000]
    spool.close()


async def test_a_pause_keeps_nothing_and_freezes_the_clock_while_the_level_moves(spool: Spool) -> None:
    clock = Clock()
    times_ms: list[int | None] = []
    gaps = Gaps()

    class Source(ScriptedInput):
        async def blocks(self) -> AsyncIterator[Block]:
            yield clock.heard(1.0)
            capture.pause()
            capture.pause()
            yield Block(np.zeros(960, np.float32))
            assert capture.level.level_dbfs == -120
            yield clock.heard(5.0)
            yield away(4000)
            assert capture.level.level_dbfs == pytest.approx(-9.03, abs=0.1)
            times_ms.append(capture.at_ms())
            clock.now_s += 60
            capture.resume()
            times_ms.append(capture.at_ms())
            clock.now_s += 0.5
            times_ms.append(capture.at_ms())
            clock.now_s -= 0.5
            yield clock.heard(1.0)
            times_ms.append(capture.at_ms())

    capture = Capture(Source(), spool, unexpected, gaps.append, now_s=clock)

    await capture.run()

    assert times_ms == [1000, 1000, 1500, 2000]
    assert gaps == []
    assert spool.length_samples == pytest.approx(2 * 24_000, abs=100)
    spool.close()


async def test_a_pause_ends_the_gap_and_another_begins_after_it(spool: Spool) -> None:
    gaps = Gaps()

    class Source(ScriptedInput):
        async def blocks(self) -> AsyncIterator[Block]:
            yield tone(1.0)
            yield away(1000)
            capture.pause()
            yield away(1000)
            capture.resume()
            yield away(1000)

    capture = Capture(Source(), spool, unexpected, gaps.append)
    await capture.run()

    assert [(start, end) for start, end, _ in gaps.spans_ms] == [(1002, 2000), (2000, 3000)]
    spool.close()


async def test_a_file_waits_while_paused_and_loses_nothing(spool: Spool) -> None:
    file = ScriptedInput(*[tone(1.0)] * 3, is_live=False)
    capture = Capture(file, spool, unexpected)
    capture.pause()
    async with asyncio.TaskGroup() as group:
        group.create_task(capture.run())
        for _ in range(20):
            await asyncio.sleep(0)
        assert capture.recorded_samples <= 24_000
        capture.resume()
        await capture.over()
    assert spool.length_samples >= 3 * 24_000
    spool.close()


def talk(loud: float, seconds: int) -> list[Block]:
    """Half a second of sound, half a second of nearly none, and so on."""
    half = tone(0.5).samples * np.float32(2 * loud)
    second = np.concatenate((half, half / 100))
    return [Block(second[at : at + 960]) for at in range(0, second.size, 960)] * seconds


async def test_another_microphone_is_judged_by_its_own_sound(spool: Spool) -> None:
    verdicts: list[Loudness] = []

    def look() -> None:
        verdicts.append(capture.loudness)

    moved = replace(talk(0.003, 1)[0], moved_to="Webcam")
    source = ScriptedInput(*talk(0.2, 4), look, moved, look, *talk(0.003, 4))
    capture = Capture(source, spool, lambda notice: None)

    await capture.run()

    assert [*verdicts, capture.loudness] == [Loudness.GOOD, Loudness.UNKNOWN, Loudness.TOO_QUIET]
    spool.close()

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from transcriber.audio.inputs import Block, InputError
from transcriber.audio.spool import Spool
from transcriber.session.capture import Capture
from transcriber.session.notices import Problem, ProblemPassed


class ScriptedInput:
    """An input that delivers what the test says, then ends or breaks."""

    def __init__(self, *script: Block | InputError, sample_rate_hz: int = 48_000, is_live: bool = True) -> None:
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
            yield step

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

import asyncio
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.recording_stage import Gate
from transcriber.audio.spool import Spool
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.session.hearing import NO_SPEECH_GATE, Hearing
from transcriber.session.notices import Problem

SECOND = 24_000
POLICY = CommitPolicy()


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool.create(tmp_path / "one.wav")
    spool.append(np.zeros(60 * SECOND, np.int16))
    return spool


class BrokenGate(Gate):
    def probability(self, window: npt.NDArray[np.float32]) -> float:
        raise OSError("cannot open shared object file")


async def test_live_audio_does_not_wait_until_the_gate_is_loaded_and_is_heard_later(spool: Spool) -> None:
    hearing = Hearing(lambda problem: None, lambda: Gate(lambda loudest: False))

    await hearing.listen(spool, POLICY, 0, 960, may_wait=False)
    assert hearing.turns is None

    await hearing.listen(spool, POLICY, 960, 1920, may_wait=True)
    assert hearing.turns is not None
    assert hearing.turns.heard_sample == 1920
    spool.delete()


async def test_of_what_was_not_listened_to_the_last_ten_seconds_are_heard(spool: Spool) -> None:
    hearing = Hearing(lambda problem: None, lambda: Gate(lambda loudest: True))

    await hearing.listen(spool, POLICY, 50 * SECOND, 51 * SECOND, may_wait=True)

    assert hearing.turns is not None
    assert hearing.turns.speech_start(0) == 40 * SECOND
    spool.delete()


async def test_long_audio_is_heard_in_slices_between_which_others_get_their_turn(spool: Spool) -> None:
    hearing = Hearing(lambda problem: None, lambda: Gate(lambda loudest: False))
    turns_of_others = 0

    async def live() -> None:
        nonlocal turns_of_others
        while True:
            await asyncio.sleep(0)
            turns_of_others += 1

    await hearing.listen(spool, POLICY, 0, 960, may_wait=True)
    async with asyncio.TaskGroup() as group:
        other = group.create_task(live())
        await hearing.listen(spool, POLICY, 0, 9 * SECOND, may_wait=True)
        other.cancel()

    assert turns_of_others >= 8
    spool.delete()


async def test_a_gate_that_does_not_load_is_told_once(spool: Spool) -> None:
    told: list[Problem] = []
    hearing = Hearing(told.append, lambda: BrokenGate(lambda loudest: True))

    for _ in range(3):
        await hearing.listen(spool, POLICY, 0, 960, may_wait=True)

    assert told == [NO_SPEECH_GATE]
    assert hearing.is_missing
    spool.delete()


async def test_the_real_gate_loads_and_hears_nothing_in_silence(spool: Spool) -> None:
    hearing = Hearing(lambda problem: None)

    await hearing.listen(spool, POLICY, 0, 5 * SECOND, may_wait=True)

    assert hearing.turns is not None
    assert not hearing.turns.may_have_speech(0)
    spool.delete()

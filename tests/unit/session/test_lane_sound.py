from pathlib import Path

import numpy as np
import pytest

from transcriber.audio.spool import Spool
from transcriber.session.lane_sound import LaneSound

SECOND = 24_000


@pytest.fixture
def spools(tmp_path: Path) -> list[Spool]:
    """Noise that was played, and comes back 100 ms later for two seconds; then somebody else makes noise."""
    chance = np.random.default_rng(3)
    played, own = (chance.normal(scale=3_000, size=4 * SECOND).astype(np.int16) for _ in (0, 1))
    own[: 2 * SECOND] = np.concatenate((np.zeros(2_400, np.int16), played))[: 2 * SECOND]
    spools = [Spool.create(tmp_path / f"{lane}.wav") for lane in (0, 1)]
    for spool, samples in zip(spools, (own, played), strict=True):
        spool.append(samples)
    return spools


def test_what_comes_back_is_told_from_what_is_said(spools: list[Spool]) -> None:
    sound = LaneSound(lambda lane: spools[lane])

    assert sound.explains(1_000, 1_200) > 0.9
    assert sound.explains(0, 300) > 0.6
    assert sound.explains(3_000, 3_200) < 0.3
    for spool in spools:
        spool.close()


def test_what_was_told_once_stays_and_nothing_is_told_of_files_that_are_closed(spools: list[Spool]) -> None:
    sound = LaneSound(lambda lane: spools[lane])
    told = sound.explains(1_000, 1_200)
    for spool in spools:
        spool.close()

    assert sound.explains(1_000, 1_200) == told
    assert sound.explains(1_100, 1_300) == 0.0


def test_without_one_of_the_files_nobody_knows(spools: list[Spool]) -> None:
    assert LaneSound(lambda lane: None if lane else spools[0]).explains(1_000, 1_200) == 0.0
    for spool in spools:
        spool.close()

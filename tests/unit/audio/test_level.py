import numpy as np
import pytest

from transcriber.audio.level import FLOOR_DBFS, Level, LevelMeter
from transcriber.audio.pcm import F32

RATE_HZ = 48_000
BLOCK_FRAMES = 960


def constant(value: float, frames: int = BLOCK_FRAMES) -> F32:
    return np.full(frames, value, np.float32)


def measured(samples: F32) -> Level:
    return LevelMeter().measure(samples, RATE_HZ)


def test_a_sine_at_full_scale_is_three_decibels_below_its_peak() -> None:
    sine = np.sin(2 * np.pi * 1000 * np.arange(BLOCK_FRAMES) / RATE_HZ).astype(np.float32)
    level = measured(sine)
    assert level.level_dbfs == pytest.approx(-3.01, abs=0.01)
    assert level.peak_dbfs == pytest.approx(0.0, abs=0.001)


@pytest.mark.parametrize(("value", "dbfs"), [(1.0, 0.0), (-0.5, -6.02), (0.1, -20.0), (-0.001, -60.0)])
def test_a_constant_has_its_own_magnitude_as_level_and_peak(value: float, dbfs: float) -> None:
    level = measured(constant(value))
    assert level.level_dbfs == pytest.approx(dbfs, abs=0.01)
    assert level.peak_dbfs == pytest.approx(dbfs, abs=0.01)


def test_silence_and_an_empty_block_are_at_the_floor() -> None:
    assert measured(constant(0.0)).level_dbfs == FLOOR_DBFS
    assert measured(constant(0.0, frames=0)) == Level(FLOOR_DBFS, FLOOR_DBFS, False, False)


def test_nan_and_infinity_do_not_reach_the_meter() -> None:
    samples = constant(0.0)
    samples[3], samples[7] = np.nan, np.inf
    assert measured(samples).peak_dbfs == 0.0


@pytest.mark.parametrize(
    ("samples", "is_clipping"),
    [
        ([0.2, 1.0, 1.0, 0.2], False),
        ([0.2, 1.0, 1.0, 1.0, 0.2], True),
        ([1.0, 1.0, 0.2, 1.0, 1.0], False),
        ([-1.0, -1.0, -1.0, 0.0], True),
        ([32767 / 32768] * 3, True),
        ([0.999] * 3, False),
    ],
)
def test_clipping_is_three_samples_in_a_row_at_full_scale(samples: list[float], is_clipping: bool) -> None:
    assert measured(np.array(samples, np.float32)).is_clipping is is_clipping


def test_clipping_is_seen_across_blocks() -> None:
    meter = LevelMeter()
    said = [meter.measure(np.array(block, np.float32), RATE_HZ).is_clipping for block in ([0, 1], [1], [1, 0], [1, 1])]
    assert said == [False, False, True, False]


def test_digital_silence_is_said_after_two_seconds_of_exact_zeros() -> None:
    meter = LevelMeter()
    said = [meter.measure(constant(0.0), RATE_HZ).is_digital_silence for _ in range(101)]
    assert said == [False] * 99 + [True] * 2


def test_one_sample_of_noise_ends_digital_silence_and_begins_the_two_seconds_again() -> None:
    meter = LevelMeter()
    assert meter.measure(constant(0.0, frames=2 * RATE_HZ), RATE_HZ).is_digital_silence
    assert not meter.measure(constant(1e-6, frames=1), RATE_HZ).is_digital_silence
    assert not meter.measure(constant(0.0, frames=2 * RATE_HZ - 1), RATE_HZ).is_digital_silence
    assert meter.measure(constant(0.0, frames=1), RATE_HZ).is_digital_silence

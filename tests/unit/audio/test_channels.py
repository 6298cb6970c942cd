import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.channels import MonoMixer

F32 = npt.NDArray[np.float32]
RATE_HZ = 48_000
SLICE = 960


def voice(seconds: float, dbfs: float, seed: int = 1) -> F32:
    noise = np.random.default_rng(seed).standard_normal(int(seconds * RATE_HZ))
    return (noise * 10 ** (dbfs / 20)).clip(-1, 1).astype(np.float32)


def stereo(left: F32, right: F32) -> F32:
    return np.column_stack([left, right])


def test_one_channel_passes_untouched() -> None:
    samples = voice(0.5, -20)
    assert np.array_equal(MonoMixer(1, RATE_HZ).mix(samples[:, np.newaxis]), samples)


def test_equal_channels_come_out_bit_for_bit() -> None:
    samples = voice(0.5, -20)
    assert np.array_equal(MonoMixer(2, RATE_HZ).mix(stereo(samples, samples)), samples)


@pytest.mark.parametrize("dead_dbfs", [-np.inf, -75.0])
@pytest.mark.parametrize("is_left_dead", [True, False])
def test_a_dead_channel_is_left_out(dead_dbfs: float, is_left_dead: bool) -> None:
    live, dead = voice(0.5, -20), voice(0.5, dead_dbfs, seed=2)
    both = stereo(dead, live) if is_left_dead else stereo(live, dead)
    assert np.array_equal(MonoMixer(2, RATE_HZ).mix(both), live)


def test_two_live_channels_are_averaged_even_where_one_is_quieter() -> None:
    left, right = voice(0.5, -20), voice(0.5, -40, seed=2)
    mixed = MonoMixer(2, RATE_HZ).mix(stereo(left, right))
    np.testing.assert_allclose(mixed, (left + right) / 2, atol=1e-6)


def test_a_channel_that_wakes_is_faded_in_without_a_click() -> None:
    left = np.full(2 * SLICE, 0.5, np.float32)
    right = np.concatenate([np.zeros(SLICE, np.float32), np.full(SLICE, 0.5, np.float32)])
    mixed = MonoMixer(2, RATE_HZ).mix(stereo(left, right))
    assert np.abs(np.diff(mixed)).max() < 0.001


def test_one_bang_does_not_silence_the_other_channel_for_good() -> None:
    mixer = MonoMixer(2, RATE_HZ)
    mixer.mix(stereo(voice(0.02, 0), voice(0.02, -80, seed=2)))
    left, right = voice(1.0, -70, seed=3), voice(1.0, -45, seed=4)
    just_after = mixer.mix(stereo(left, right))
    assert np.array_equal(just_after[-SLICE:], left[-SLICE:])
    for _ in range(15):
        later = mixer.mix(stereo(left, right))
    np.testing.assert_allclose(later[-SLICE:], (left + right)[-SLICE:] / 2, atol=1e-6)


def test_digital_silence_stays_exactly_silent() -> None:
    assert not MonoMixer(2, RATE_HZ).mix(np.zeros((SLICE * 3, 2), np.float32)).any()


@pytest.mark.parametrize("channels", [1, 2])
def test_what_is_not_a_number_becomes_silence_and_the_infinite_full_scale(channels: int) -> None:
    column = np.array([0.5, np.nan, np.inf, -np.inf, 1e38, -0.25], np.float32)
    samples = np.repeat(column[:, np.newaxis], channels, axis=1)
    assert MonoMixer(channels, RATE_HZ).mix(samples).tolist() == [0.5, 0.0, 1.0, -1.0, 1.0, -0.25]


def test_the_callers_samples_are_never_changed() -> None:
    samples = np.full((4, 1), np.nan, np.float32)
    MonoMixer(1, RATE_HZ).mix(samples)
    assert np.isnan(samples).all()


@given(channels=st.integers(1, 6), frames=st.integers(0, 3000), seed=st.integers(0, 99))
def test_never_louder_than_the_loudest_channel(channels: int, frames: int, seed: int) -> None:
    samples = np.random.default_rng(seed).uniform(-1, 1, (frames, channels)).astype(np.float32)
    mixed = MonoMixer(channels, RATE_HZ).mix(samples)
    assert mixed.shape == (frames,)
    assert mixed.dtype == np.float32
    assert frames == 0 or np.all(np.abs(mixed) <= np.abs(samples).max(axis=1) + 1e-6)

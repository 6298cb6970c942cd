"""Judges: a direct sum in float64, the filter's own spectrum, and libsoxr on the same signal."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from transcriber.audio.pcm import F32
from transcriber.audio.resampler import Resampler, is_supported

F64 = NDArray[np.float64]

DEVICE_RATES_HZ = (8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000)
PAIRS = [(rate_hz, 24000) for rate_hz in DEVICE_RATES_HZ] + [(24000, 16000), (24000, 8000), (8000, 16000)]
TELEPHONE_PAIRS = [(48000, 8000), (44100, 8000)]
LAST_BIT = 1.2e-7
"""Of a float32, against its size: what remains of sums in another order."""


def ratio(source_rate_hz: int, target_rate_hz: int) -> tuple[int, int]:
    divisor = math.gcd(source_rate_hz, target_rate_hz)
    return target_rate_hz // divisor, source_rate_hz // divisor


def noise(count: int, seed: int = 1) -> F32:
    return np.random.default_rng(seed).uniform(-1, 1, count).astype(np.float32)


def converted(resampler: Resampler, blocks: Iterator[F32]) -> F32:
    return np.concatenate([resampler.process(block).copy() for block in blocks] + [resampler.flush()])


def impulse_response(source_rate_hz: int, target_rate_hz: int) -> F64:
    """The prototype filter, tap by tap: an impulse at each place of a period shows every `down`-th tap."""
    up, down = ratio(source_rate_hz, target_rate_hz)
    resampler = Resampler(source_rate_hz, target_rate_hz)
    reach_ms = 2 * resampler.delay_ms + 1
    length = math.ceil(reach_ms * source_rate_hz / 1000) + down
    taps = np.zeros((length * up + down) * 2)
    for place in range(down):
        signal = np.zeros(length, np.float32)
        signal[place] = 1.0
        resampler.reset()
        for output, value in enumerate(resampler.process(signal).tolist()):
            if output * down >= place * up:
                taps[output * down - place * up] = value
    return taps


@pytest.mark.parametrize(
    ("source_rate_hz", "target_rate_hz", "taps", "delay_ms"),
    [
        (48000, 24000, 269, 2.7917),
        (44100, 24000, 19671, 2.7877),
        (48000, 8000, 805, 8.3750),
        (44100, 8000, 59009, 8.3628),
        (16000, 24000, 403, 4.1875),
    ],
)
def test_the_filters_have_their_known_lengths(
    source_rate_hz: int, target_rate_hz: int, taps: int, delay_ms: float
) -> None:
    resampler = Resampler(source_rate_hz, target_rate_hz)
    up, _ = ratio(source_rate_hz, target_rate_hz)
    assert resampler.delay_ms == pytest.approx(delay_ms, abs=5e-5)
    assert round(2 * resampler.delay_ms * source_rate_hz * up / 1000) + 1 == taps


@pytest.mark.parametrize(("source_rate_hz", "target_rate_hz"), [*PAIRS, *TELEPHONE_PAIRS])
def test_the_pass_band_is_flat_and_the_stop_band_dark(source_rate_hz: int, target_rate_hz: int) -> None:
    up, _ = ratio(source_rate_hz, target_rate_hz)
    gain = np.abs(np.fft.rfft(impulse_response(source_rate_hz, target_rate_hz))) / up
    frequencies_hz = np.linspace(0, source_rate_hz * up / 2, len(gain))
    nyquist_hz = min(source_rate_hz, target_rate_hz) / 2
    ripple_db = 20 * np.log10(gain[frequencies_hz <= 0.9 * nyquist_hz])
    alias_db = 20 * np.log10(gain[frequencies_hz >= nyquist_hz].max())
    assert np.abs(ripple_db).max() <= 0.0001
    assert alias_db <= -103.9


@pytest.mark.parametrize(("source_rate_hz", "target_rate_hz"), PAIRS)
def test_a_direct_sum_in_float64_agrees(source_rate_hz: int, target_rate_hz: int) -> None:
    signal = noise(source_rate_hz // 25)
    up, down = ratio(source_rate_hz, target_rate_hz)
    half = round(Resampler(source_rate_hz, target_rate_hz).delay_ms * source_rate_hz * up / 1000)
    ticks = np.arange(-half, half + 1)
    taps = np.sinc(0.95 / max(up, down) * ticks) * np.kaiser(len(ticks), 0.1102 * (104 - 8.7))
    expected = []
    for output in range(-(-len(signal) * up // down)):
        newest, phase = divmod(output * down, up)
        branch = taps[phase::up] / taps[phase::up].sum()
        reached = signal[max(newest - len(branch) + 1, 0) : newest + 1][::-1].astype(np.float64)
        expected.append(float(np.dot(branch[: len(reached)], reached)))
    result = Resampler(source_rate_hz, target_rate_hz).process(signal)
    assert result.dtype == np.float32
    assert np.abs(result - np.array(expected)).max() <= 2e-7


@pytest.mark.parametrize(("source_rate_hz", "target_rate_hz"), PAIRS)
def test_a_sine_comes_out_as_the_same_sine(source_rate_hz: int, target_rate_hz: int) -> None:
    tone_hz = 997.0
    resampler = Resampler(source_rate_hz, target_rate_hz)
    signal = np.sin(2 * np.pi * tone_hz * np.arange(source_rate_hz // 2) / source_rate_hz).astype(np.float32)
    result = resampler.process(signal)[target_rate_hz // 20 :].astype(np.float64)
    times_s = (np.arange(len(result)) + target_rate_hz // 20) / target_rate_hz - resampler.delay_ms / 1000
    error = result - np.sin(2 * np.pi * tone_hz * times_s)
    assert 10 * math.log10(np.mean(result**2) / np.mean(error**2)) >= 118


@pytest.mark.parametrize(("source_rate_hz", "target_rate_hz"), PAIRS)
def test_soxr_hears_the_same_and_is_no_nearer_to_the_truth(source_rate_hz: int, target_rate_hz: int) -> None:
    tones_hz = np.linspace(0.05, 0.85, 9) * min(source_rate_hz, target_rate_hz) / 2
    resampler = Resampler(source_rate_hz, target_rate_hz)

    def chord(sample_rate_hz: int, offset_s: float = 0.0) -> F64:
        times_s = np.arange(sample_rate_hz // 4) / sample_rate_hz + offset_s
        return np.asarray(np.sin(2 * np.pi * np.outer(tones_hz, times_s)).mean(axis=0))

    ours = resampler.process(chord(source_rate_hz, resampler.delay_ms / 1000).astype(np.float32))
    theirs = soxr.resample(chord(source_rate_hz).astype(np.float32), source_rate_hz, target_rate_hz, quality="VHQ")
    exact = chord(target_rate_hz)
    inner = slice(target_rate_hz // 20, target_rate_hz // 5)
    assert np.abs(ours[inner] - exact[inner]).max() <= 2e-6
    # From 44100 Hz and its kin soxr itself is 3.6e-5 off.
    assert np.abs(ours[inner] - theirs[inner]).max() <= 4e-5


@pytest.mark.parametrize(
    ("source_rate_hz", "target_rate_hz", "outputs"),
    [(48000, 24000, 480), (44100, 24000, 480), (16000, 24000, 480), (24000, 16000, 320), (24000, 8000, 160)],
)
def test_each_block_of_20_ms_gives_20_ms(source_rate_hz: int, target_rate_hz: int, outputs: int) -> None:
    resampler = Resampler(source_rate_hz, target_rate_hz)
    block = noise(source_rate_hz // 50)
    assert [len(resampler.process(block)) for _ in range(5)] == [outputs] * 5


@settings(max_examples=60, deadline=None)
@given(
    pair=st.sampled_from(PAIRS + TELEPHONE_PAIRS),
    count=st.integers(0, 30_000),
    cuts=st.lists(st.integers(0, 30_000), max_size=12),
    seed=st.integers(0, 1_000),
)
def test_any_partition_equals_one_call(pair: tuple[int, int], count: int, cuts: list[int], seed: int) -> None:
    signal = noise(count, seed)
    whole = converted(Resampler(*pair), iter([signal]))
    pieces = np.split(signal, sorted(cut for cut in cuts if cut < count))
    parts = converted(Resampler(*pair), iter(pieces))
    assert parts.shape == whole.shape
    assert np.abs(parts - whole).max(initial=0.0) <= LAST_BIT * np.abs(whole).max(initial=1.0)


@pytest.mark.parametrize("pair", PAIRS)
def test_sample_by_sample_every_output_comes_as_soon_as_it_is_known(pair: tuple[int, int]) -> None:
    up, down = ratio(*pair)
    signal = noise(700)
    whole = Resampler(*pair).process(signal)
    resampler = Resampler(*pair)
    heard = np.zeros(0, np.float32)
    for count, sample in enumerate(signal, start=1):
        heard = np.concatenate((heard, resampler.process(np.array([sample]))))
        assert len(heard) == -(-count * up // down)
    assert np.abs(heard - whole).max() <= LAST_BIT * np.abs(whole).max(initial=1.0)


@pytest.mark.parametrize("pair", PAIRS)
def test_flush_lets_the_last_millisecond_be_heard(pair: tuple[int, int]) -> None:
    resampler = Resampler(*pair)
    signal = np.zeros(pair[0] // 10, np.float32)
    signal[-pair[0] // 1000 :] = 1.0
    assert np.abs(resampler.process(signal)).max() < 0.1
    tail = resampler.flush()
    assert len(tail) == pytest.approx(resampler.delay_ms * pair[1] / 1000, abs=2)
    assert tail.max() > 0.9


def test_what_is_louder_than_float32_can_tell_is_infinite_and_passes() -> None:
    resampler = Resampler(48000, 24000)
    loud = resampler.process(np.repeat(np.array([-3.4e38, 3.4e38], np.float32), 1000))
    assert np.isinf(loud).any()
    assert np.isfinite([resampler.process(noise(960)).copy() for _ in range(3)][-1]).all()


def test_a_constant_stays_constant() -> None:
    result = Resampler(44100, 24000).process(np.ones(44100, np.float32))
    assert np.abs(result[1000:] - 1).max() <= 1e-6


def test_after_reset_nothing_of_the_old_stream_is_heard() -> None:
    resampler = Resampler(44100, 24000)
    signal = noise(1001)
    first = resampler.process(signal).copy()
    resampler.reset()
    assert np.array_equal(resampler.process(signal), first)


@pytest.mark.parametrize("pair", PAIRS)
def test_a_nan_that_slipped_in_is_forgotten_after_the_filters_length(pair: tuple[int, int]) -> None:
    resampler = Resampler(*pair)
    resampler.process(np.full(pair[0] // 50, np.nan, np.float32))
    # Shorter blocks than before: what the poisoned one left behind in memory must not be read again.
    block = noise(pair[0] // 1000 + 3)
    heard = [resampler.process(block).copy() for _ in range(60)]
    assert np.isfinite(np.concatenate(heard[-25:])).all()


def test_nothing_in_is_nothing_out() -> None:
    resampler = Resampler(48000, 24000)
    assert resampler.process(np.zeros(0, np.float32)).shape == (0,)
    resampler.process(noise(961))
    assert resampler.process(np.zeros(0, np.float32)).shape == (0,)


def test_blocks_are_converted_in_the_same_memory() -> None:
    resampler = Resampler(48000, 24000)
    first = resampler.process(noise(960))
    assert np.shares_memory(first, resampler.process(noise(960)))


def test_the_same_rate_passes_through() -> None:
    resampler = Resampler(24000, 24000)
    block = noise(480)
    assert resampler.process(block) is block
    assert resampler.flush().shape == (0,)
    assert resampler.delay_ms == 0


@pytest.mark.parametrize(
    ("source_rate_hz", "target_rate_hz"), [(44117, 24000), (0, 24000), (48000, 0), (-48000, 24000)]
)
def test_rates_whose_matrix_would_explode_are_refused(source_rate_hz: int, target_rate_hz: int) -> None:
    assert not is_supported(source_rate_hz, target_rate_hz)
    with pytest.raises(ValueError, match=f"{source_rate_hz} Hz to {target_rate_hz} Hz"):
        Resampler(source_rate_hz, target_rate_hz)


@pytest.mark.parametrize("target_rate_hz", [8000, 16000, 24000])
@pytest.mark.parametrize("source_rate_hz", [*DEVICE_RATES_HZ, 24000])
def test_every_usual_rate_is_supported(source_rate_hz: int, target_rate_hz: int) -> None:
    assert is_supported(source_rate_hz, target_rate_hz)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.pcm import F32, finite, to_float32, to_int16

EVERY_INT16 = np.arange(-32768, 32768).astype(np.int16)


def floats(*values: float) -> F32:
    return np.array(values, np.float32)


def test_every_int16_comes_back_from_float_unchanged() -> None:
    assert np.array_equal(to_int16(to_float32(EVERY_INT16)), EVERY_INT16)


def test_int16_as_float_lies_between_minus_one_and_one() -> None:
    samples = to_float32(np.array([-32768, -1, 0, 16384, 32767], np.int16))
    assert samples.dtype == np.float32
    assert samples.tolist() == [-1.0, -1 / 32768, 0.0, 0.5, 32767 / 32768]


def test_halves_round_to_the_even_neighbour() -> None:
    halves = floats(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5) / np.float32(32768)
    assert to_int16(halves).tolist() == [-2, -2, 0, 0, 2, 2]


@pytest.mark.parametrize(
    ("sample", "rounded"),
    [(1.0, 32767), (1.5, 32767), (-1.0, -32768), (-7.0, -32768), (3e38, 32767), (-3e38, -32768)],
)
def test_what_is_too_loud_is_clipped(sample: float, rounded: int) -> None:
    assert to_int16(floats(0.25, sample)).tolist() == [8192, rounded]


def test_nan_becomes_silence_and_infinity_full_scale() -> None:
    assert to_int16(floats(np.nan, np.inf, -np.inf, 0.5)).tolist() == [0, 32767, -32768, 16384]


def test_nothing_in_is_nothing_out() -> None:
    assert to_int16(floats()).shape == (0,)
    assert finite(floats()).shape == (0,)


def test_the_result_lands_in_the_array_that_was_given() -> None:
    out = np.zeros(2, np.int16)
    assert to_int16(floats(0.5, -0.5), out) is out
    assert out.tolist() == [16384, -16384]


def test_finite_samples_are_handed_on_and_not_copied() -> None:
    samples = floats(0.1, -4.0, 0.0)
    assert finite(samples) is samples


@pytest.mark.parametrize("wrong", [np.nan, np.inf, -np.inf, 3e38])
def test_after_finite_no_filter_can_be_poisoned(wrong: float) -> None:
    replaced = finite(floats(0.5, wrong))
    assert replaced.dtype == np.float32
    assert np.abs(replaced).max() <= 1.0
    assert replaced[0] == 0.5


@given(st.lists(st.floats(width=32), max_size=40))
def test_rounding_agrees_with_python_for_every_float(values: list[float]) -> None:
    def rounded(value: float) -> int:
        if value != value:
            return 0
        return round(min(max(value * 32768, -32768), 32767))

    assert to_int16(floats(*values)).tolist() == [rounded(value) for value in values]

"""Held audio against a plain array that forgets nothing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.engine.held_audio import HeldAudio


def ramp(start: int, count: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.arange(start, start + count, dtype=np.float32)


def test_places_count_from_the_first_sample_whatever_was_forgotten() -> None:
    audio = HeldAudio()
    audio.append(ramp(0, 1_000))
    audio.forget_before(400)
    audio.append(ramp(1_000, 500))
    assert (audio.start_sample, audio.end_sample) == (400, 1_500)
    assert audio.size_bytes == 1_100 * 4
    assert audio.read(990, 1_010).tolist() == ramp(990, 20).tolist()
    assert audio.read(1_498, 9_999, padding_samples=2).tolist() == [1_498, 1_499, 0, 0]
    assert audio.read(0, 402).tolist() == [400, 401]


def test_what_was_read_is_a_copy() -> None:
    audio = HeldAudio()
    audio.append(ramp(0, 10))
    audio.read(0, 10)[:] = -1
    assert audio.read(3, 4)[0] == 3


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 40_000), st.integers(0, 50_000)), max_size=12))
def test_it_reads_like_an_array_that_forgets_nothing(script: list[tuple[int, int]]) -> None:
    audio = HeldAudio()
    end = start = 0
    for appended, forgotten in script:
        audio.append(ramp(end, appended))
        end += appended
        audio.forget_before(start + forgotten)
        start = min(end, start + forgotten)
        assert (audio.start_sample, audio.end_sample) == (start, end)
        assert np.array_equal(audio.read(start, end), ramp(start, end - start))

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.held_samples import HeldSamples

STEPS = st.lists(st.tuples(st.sampled_from(["append", "skip", "drop"]), st.integers(0, 40_000)), max_size=12)


@given(start_sample=st.integers(0, 10**9), steps=STEPS)
def test_every_sample_is_read_where_its_index_says(start_sample: int, steps: list[tuple[str, int]]) -> None:
    held, expected, dropped = HeldSamples(start_sample), np.zeros(0, np.int16), 0
    for step, count in steps:
        if step == "append":
            samples = np.random.default_rng(count).integers(1, 30_000, count).astype(np.int16)
            held.append(samples)
            expected = np.concatenate([expected, samples])
        elif step == "skip":
            held.skip(count)
            expected = np.concatenate([expected, np.zeros(count, np.int16)])
        elif held:
            oldest = held.oldest()
            dropped += oldest if isinstance(oldest, int) else len(oldest)
            assert held.drop_oldest() == start_sample + dropped
            expected[:dropped] = 0
    assert held.end_sample == start_sample + len(expected)
    assert np.array_equal(held.read(start_sample, len(expected)), expected)
    middle = len(expected) // 2
    assert np.array_equal(held.read(start_sample + middle, len(expected) - middle), expected[middle:])
    assert held.size_samples >= np.count_nonzero(expected)


def test_a_gap_takes_no_memory() -> None:
    held = HeldSamples(100)
    held.skip(10**9)
    held.append(np.ones(5, np.int16))
    assert held.size_samples == 5
    assert held.oldest() == 10**9
    assert held.read(100 + 10**9 - 2, 7).tolist() == [0, 0, 1, 1, 1, 1, 1]

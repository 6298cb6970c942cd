import numpy as np
import numpy.typing as npt

from transcriber.session.lull import LOOKED_AT_SAMPLES, is_lull

RATE_HZ = 24_000


def sound(duration_s: float, loudness: float, seed: int = 1) -> npt.NDArray[np.int16]:
    noise = np.random.default_rng(seed).normal(0, loudness, round(duration_s * RATE_HZ))
    return noise.astype(np.int16)


def test_between_two_words_is_a_lull_and_within_one_is_none() -> None:
    speech = sound(2.8, 3000)

    assert is_lull(np.concatenate((speech, sound(0.2, 100))))
    assert not is_lull(np.concatenate((speech, sound(0.2, 1500))))
    assert not is_lull(np.concatenate((speech, sound(0.1, 100))))
    assert not is_lull(np.concatenate((speech, sound(0.2, 100), sound(0.05, 3000))))


def test_silence_as_a_whole_is_a_lull_and_too_little_is_none() -> None:
    assert is_lull(np.zeros(LOOKED_AT_SAMPLES, np.int16))
    assert not is_lull(np.zeros(100, np.int16))

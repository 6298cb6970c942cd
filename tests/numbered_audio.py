"""Sound in which every 100 ms say their own number, and nothing but the exact samples can be read.

A number is the place of its 100 ms in the recording. It is told once a millisecond: two marks, the number in two
words, the millisecond within the 100, and a pattern of both. A number counts as heard by whoever hears its middle.
"""

import numpy as np
import numpy.typing as npt

from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ, SPOOL_SAMPLES_PER_MS

NUMBER_SAMPLES = SPOOL_SAMPLE_RATE_HZ // 10

I16 = npt.NDArray[np.int16]

_WORD = SPOOL_SAMPLES_PER_MS
_WORDS = NUMBER_SAMPLES // _WORD
_MIDDLE = _WORDS // 2
_MARKS = (30_001, -30_003)
_HALF = 1 << 14
_PLACES = np.arange(5, _WORD)


def spoken(number: int) -> I16:
    """The 100 ms that say `number`, shape (2400,)."""
    numbers = np.full(_WORDS, number, np.int64)
    return _words(numbers, np.arange(_WORDS)).reshape(-1)


def heard(samples: I16) -> list[int]:
    """The numbers whose middle is in `samples`, in their order.

    Raises:
        AssertionError: Something in there is neither silence nor a whole millisecond of a number, but for what was
            cut through at either end.
    """
    starts = np.flatnonzero((samples[: 1 - _WORD] == _MARKS[0]) & (samples[1 : 2 - _WORD] == _MARKS[1]))
    found = samples[starts[:, None] + np.arange(_WORD)].astype(np.int64)
    numbers, milliseconds = found[:, 2] * _HALF + found[:, 3], found[:, 4]
    assert np.array_equal(found, _words(numbers, milliseconds)), "samples were changed on their way"
    rest = samples.copy()
    rest[(starts[:, None] + np.arange(_WORD)).reshape(-1)] = 0
    broken = np.flatnonzero(rest)
    inside = broken[(broken >= _WORD) & (broken < len(samples) - _WORD)]
    assert not inside.size, f"a millisecond was cut through at sample {inside[:1]} of {len(samples)}"
    return [int(number) for number in numbers[milliseconds == _MIDDLE]]


def _words(numbers: npt.NDArray[np.int64], milliseconds: npt.NDArray[np.int64]) -> I16:
    words = np.empty((len(numbers), _WORD), np.int16)
    words[:, 0], words[:, 1] = _MARKS
    words[:, 2], words[:, 3], words[:, 4] = numbers // _HALF, numbers % _HALF, milliseconds
    pattern = numbers[:, None] * 7_919 + milliseconds[:, None] * 31 + _PLACES * 977
    words[:, 5:] = pattern % 8_192 + 1
    return words

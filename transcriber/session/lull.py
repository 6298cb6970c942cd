"""Where the sound is low enough for a cut that has to come: between two words rather than within one."""

import numpy as np

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.audio.pcm import I16

LOOKED_AT_SAMPLES = 3_000 * SPOOL_SAMPLES_PER_MS
"""What the last moment is compared with."""
_MOMENT_SAMPLES = 200 * SPOOL_SAMPLES_PER_MS
_LOWER_BY = 10.0
"""20 dB below what is spoken: within a word the level seldom falls so far for so long."""


def is_lull(samples: I16) -> bool:
    """Whether the last 200 ms of samples, shape (n,) at the spool's rate, are much lower than all of them."""
    if len(samples) < 2 * _MOMENT_SAMPLES:
        return False
    heard = samples.astype(np.float32)
    return bool(_level(heard[-_MOMENT_SAMPLES:]) * _LOWER_BY <= _level(heard))


def _level(samples: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))

"""Samples as 16-bit integers and as floats, without losing one bit on the way there and back. Pure."""

import numpy as np
from numpy.typing import NDArray

F32 = NDArray[np.float32]
"""Mono samples, full scale is 1.0."""
I16 = NDArray[np.int16]
"""Mono linear 16-bit samples."""
U8 = NDArray[np.uint8]
"""Mono G.711 codes."""

_SCALE = np.array(32768, np.float32)
"""Not 32767: only a power of two makes int16 > float > int16 the identity for every value.

An array without dimensions, because NumPy multiplies by it in half the time of a scalar.
"""
_UNIT = np.array(1 / 32768, np.float32)
_LARGEST = 32767 / 32768
_ABSURD = 1e15
"""Squares of smaller samples can be summed over any block without overflow."""


def finite(samples: F32) -> F32:
    """`samples`, shape (n,), with NaN as 0 and, if any was not finite or absurdly large, all limited to full scale.

    Usually returns the same array. A filter that once met a NaN spreads it over its whole length, so floats from a
    device or a file pass through here before the resampler.
    """
    if _is_between(samples, -_ABSURD, _ABSURD):
        return samples
    return np.asarray(np.nan_to_num(samples, nan=0.0).clip(-1.0, 1.0), np.float32)


def to_int16(samples: F32, out: I16 | None = None) -> I16:
    """Round floats, shape (n,), to int16, half to even, clipped to full scale; NaN becomes 0. No dither.

    `out`, shape (n,), receives the result and is returned when given.
    """
    if not _is_between(samples, -1.0, _LARGEST):
        samples = finite(samples).clip(np.float32(-1.0), np.float32(_LARGEST))
    scaled = samples * _SCALE
    np.rint(scaled, out=scaled)
    if out is None:
        return scaled.astype(np.int16)
    np.copyto(out, scaled, casting="unsafe")
    return out


def to_float32(samples: I16) -> F32:
    """int16 samples, shape (n,), as floats in [-1, 1)."""
    floats = samples.astype(np.float32)
    floats *= _UNIT
    return floats


def _is_between(samples: F32, lowest: float, highest: float) -> bool:
    """False also when there is a NaN: argmin and argmax find it first, and it compares as false.

    They take a fifth of the time of `min` and `max`.
    """
    if not samples.size:
        return True
    return bool(lowest <= samples[samples.argmin()] and samples[samples.argmax()] <= highest)

"""G.711 u-law and A-law by table, after ITU-T Recommendation G.711; pure.

u-law works on the upper 14 bits of a 16-bit sample, A-law on the upper 13, both rounding towards minus infinity.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from transcriber.audio.pcm import I16, U8

_ULAW_BIAS = 33
_ULAW_LARGEST = 8191
_ALAW_EVEN_BITS = 0x55


def encode_ulaw(samples: I16) -> U8:
    """int16 samples, shape (n,), to u-law codes, shape (n,)."""
    return _ulaw_encode_table().take(samples.view(np.uint16), mode="clip")


def decode_ulaw(data: U8) -> I16:
    """u-law codes, shape (n,), to int16 samples, shape (n,)."""
    return _ulaw_decode_table().take(data, mode="clip")


def encode_alaw(samples: I16) -> U8:
    """int16 samples, shape (n,), to A-law codes, shape (n,)."""
    return _alaw_encode_table().take(samples.view(np.uint16), mode="clip")


def decode_alaw(data: U8) -> I16:
    """A-law codes, shape (n,), to int16 samples, shape (n,)."""
    return _alaw_decode_table().take(data, mode="clip")


@cache
def _ulaw_encode_table() -> U8:
    values = _every_int16() >> 2
    magnitude = np.minimum(np.abs(values) + _ULAW_BIAS, _ULAW_LARGEST)
    segment = _bit_length(magnitude) - 6
    mantissa = (magnitude >> (segment + 1)) & 0x0F
    inverted = np.where(values < 0, 0x7F, 0xFF)
    return np.asarray(((segment << 4) | mantissa) ^ inverted, np.uint8)


@cache
def _ulaw_decode_table() -> I16:
    code = np.arange(256) ^ 0xFF
    segment, mantissa = (code >> 4) & 0x07, code & 0x0F
    magnitude = (((mantissa << 1) + _ULAW_BIAS) << segment) - _ULAW_BIAS
    return np.asarray(np.where(code & 0x80, -magnitude, magnitude) << 2, np.int16)


@cache
def _alaw_encode_table() -> U8:
    values = _every_int16() >> 3
    # A-law has no code for zero: -1 is the mirror of 0, so negative values are complemented, not negated.
    magnitude = np.where(values < 0, ~values, values)
    segment = np.maximum(_bit_length(magnitude) - 5, 0)
    mantissa = (magnitude >> np.maximum(segment, 1)) & 0x0F
    sign = np.where(values < 0, 0x00, 0x80)
    return np.asarray(((segment << 4) | mantissa | sign) ^ _ALAW_EVEN_BITS, np.uint8)


@cache
def _alaw_decode_table() -> I16:
    code = np.arange(256) ^ _ALAW_EVEN_BITS
    segment, mantissa = (code >> 4) & 0x07, code & 0x0F
    in_the_middle = (mantissa << 1) + 1 + np.where(segment > 0, 32, 0)
    magnitude = in_the_middle << np.maximum(segment - 1, 0)
    return np.asarray(np.where(code & 0x80, magnitude, -magnitude) << 3, np.int16)


def _every_int16() -> NDArray[np.int32]:
    """Each int16 value at the index of its own bit pattern read as uint16."""
    return np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)


def _bit_length(values: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.frexp(values.astype(np.float64))[1].astype(np.int32)

"""Judges: published sample values, checksums of the whole tables, and CPython's own audioop where it still exists."""

import hashlib
import sys
import warnings
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.audio.g711 import decode_alaw, decode_ulaw, encode_alaw, encode_ulaw
from transcriber.audio.pcm import I16, U8

Encode = Callable[[I16], U8]
Decode = Callable[[U8], I16]
IN_ORDER_OF_BIT_PATTERN = np.arange(65536, dtype=np.uint16).view(np.int16)
IN_ORDER_OF_VALUE = np.arange(-32768, 32768).astype(np.int16)
EVERY_CODE = np.arange(256, dtype=np.uint8)
LAWS = pytest.mark.parametrize(
    ("encode", "decode"), [(encode_ulaw, decode_ulaw), (encode_alaw, decode_alaw)], ids=["ulaw", "alaw"]
)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_tables_are_the_known_ones() -> None:
    assert {
        "encode_ulaw": sha256(encode_ulaw(IN_ORDER_OF_BIT_PATTERN).tobytes()),
        "encode_alaw": sha256(encode_alaw(IN_ORDER_OF_BIT_PATTERN).tobytes()),
        "decode_ulaw": sha256(decode_ulaw(EVERY_CODE).astype("<i2").tobytes()),
        "decode_alaw": sha256(decode_alaw(EVERY_CODE).astype("<i2").tobytes()),
    } == {
        "encode_ulaw": "617fa4850d68d3906597e949f7625fb2fc46db479e29707f33159b3d131721cb",
        "encode_alaw": "f77c76aa923ee25617453f87514828a12896227f82ff383bf3bb53d6ac7c2a0f",
        "decode_ulaw": "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827",
        "decode_alaw": "e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174",
    }


@pytest.mark.parametrize(
    ("sample", "ulaw", "alaw"),
    [
        (0, 0xFF, 0xD5),
        (-1, 0x7E, 0x55),
        (100, 0xF2, 0xD3),
        (-100, 0x72, 0x53),
        (1000, 0xCE, 0xFA),
        (8031, 0xA0, 0x8A),
        (32767, 0x80, 0xAA),
        (-32768, 0x00, 0x2A),
    ],
)
def test_single_samples(sample: int, ulaw: int, alaw: int) -> None:
    samples = np.array([sample], np.int16)
    assert (encode_ulaw(samples)[0], encode_alaw(samples)[0]) == (ulaw, alaw)


@LAWS
def test_a_decoded_code_encodes_to_a_code_of_the_same_value(encode: Encode, decode: Decode) -> None:
    assert np.array_equal(decode(encode(decode(EVERY_CODE))), decode(EVERY_CODE))


@LAWS
def test_louder_never_decodes_quieter(encode: Encode, decode: Decode) -> None:
    heard = decode(encode(IN_ORDER_OF_VALUE)).astype(int)
    assert np.diff(heard).min() >= 0


@LAWS
def test_the_error_grows_with_the_sample_and_stays_under_one_step(encode: Encode, decode: Decode) -> None:
    values = IN_ORDER_OF_VALUE.astype(int)
    error = np.abs(decode(encode(IN_ORDER_OF_VALUE)).astype(int) - values)
    # 16 steps to a doubling, so half a step is 1/32 of the sample; near zero the steps have one size; the loudest clip.
    assert (error <= np.abs(values) / 32 + 16)[np.abs(values) < 32000].all()
    assert error.max() <= 644


@LAWS
@given(values=st.lists(st.integers(-32768, 32767), max_size=50))
def test_samples_are_encoded_one_by_one(encode: Encode, decode: Decode, values: list[int]) -> None:
    codes = encode(np.array(values, np.int16))
    assert codes.dtype == np.uint8
    assert codes.tolist() == [int(encode(np.array([value], np.int16))[0]) for value in values]
    assert decode(codes).shape == codes.shape


if sys.version_info < (3, 13):

    def test_audioop_agrees_on_every_input() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import audioop

        samples = IN_ORDER_OF_VALUE.tobytes()
        assert encode_ulaw(IN_ORDER_OF_VALUE).tobytes() == audioop.lin2ulaw(samples, 2)
        assert encode_alaw(IN_ORDER_OF_VALUE).tobytes() == audioop.lin2alaw(samples, 2)
        assert decode_ulaw(EVERY_CODE).tobytes() == audioop.ulaw2lin(EVERY_CODE.tobytes(), 2)
        assert decode_alaw(EVERY_CODE).tobytes() == audioop.alaw2lin(EVERY_CODE.tobytes(), 2)

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.realtime.dialects.loose_json import mapping, number, sequence, text, texts, whole

_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(_ANYTHING)
def test_each_reader_gives_its_type_or_nothing(value: object) -> None:
    found = text(value)
    assert found is None or found.encode("utf-8").decode("utf-8") == found
    found_number = number(value)
    assert found_number is None or math.isfinite(found_number)
    assert whole(value) is None or isinstance(whole(value), int)
    assert isinstance(mapping(value), dict)
    assert isinstance(sequence(value), list)
    assert all(isinstance(entry, str) for entry in texts(value))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'"\ud800"', "\N{REPLACEMENT CHARACTER}"),
        (r'"a\udc00b"', "a\N{REPLACEMENT CHARACTER}b"),
        (r'"\ud83d\ude00"', "😀"),
    ],
)
def test_a_lone_surrogate_becomes_the_replacement_character(written: str, read: str) -> None:
    assert text(json.loads(written)) == read


def test_truth_values_and_numbers_too_large_are_not_numbers() -> None:
    assert number(True) is None
    assert number(10**400) is None
    assert number(float("inf")) is None


def test_milliseconds_may_come_as_a_decimal() -> None:
    assert whole(1000.0) == 1000

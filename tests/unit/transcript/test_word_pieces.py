import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.transcript.word_pieces import is_joining, keys_of, pieces_of


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Pie-side six, please.", ["pie", "side", "six", ",", "please", "."]),
        ("can't, Noor's and NOOR’S", ["can't", ",", "noor", "'", "s", "and", "noor", "'", "s"]),
        ("node.js 3.5 R&D C++ 1,000", ["node.js", "3.5", "r&d", "c", "+", "+", "1,000"]),
        ("snake_case10", ["snake_case10"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("\uff30\uff59", ["py"]),
        ("用派写Qt", ["用", "派", "写", "qt"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("", []),
    ],
)
def test_words_signs_and_scripts_without_blanks(text: str, keys: list[str]) -> None:
    assert list(keys_of(text)) == keys


def test_two_ways_to_write_a_letter_are_one_word() -> None:
    assert keys_of("Zo\u00eb") == keys_of("Zoe\u0308")


def test_a_korean_word_is_found_with_its_particle_but_not_from_its_middle_on() -> None:
    assert [piece.may_begin for piece in pieces_of("파이는 는")] == [True, False, False, True]


def test_letters_join_and_ideographs_and_blanks_do_not() -> None:
    assert is_joining("a", "b")
    assert not is_joining("a", "写")
    assert not is_joining(" ", "b")


@settings(max_examples=150)
@given(st.text(max_size=40))
def test_pieces_lie_in_order_and_leave_out_only_what_parts_words(text: str) -> None:
    reached = 0
    for piece in pieces_of(text):
        assert reached <= piece.start < piece.end
        left_out = text[reached : piece.start]
        assert not any(unicodedata.category(letter)[0] in "LNS" for letter in left_out), left_out
        reached = piece.end
    assert not any(unicodedata.category(letter)[0] in "LNS" for letter in text[reached:])

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.transcript.word_pieces import is_joining, keys_of, may_hold, pieces_of


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


_LATIN = "".join(map(chr, (*range(0x300), *range(0x2010, 0x2028), 0x20AC)))


@pytest.mark.parametrize("before", ["", "a", " ", "'", "5"])
def test_no_piece_is_overlooked_whatever_letter_or_sign_it_is_made_of(before: str) -> None:
    for letter in _LATIN:
        for behind in ("", "b", " ", "’s", "7"):
            text = f"{before}{letter}{behind}"
            assert [key for key in keys_of(text) if not may_hold(text, [key])] == [], ascii(text)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.sampled_from(_LATIN), max_size=20), st.text("aeß'’.-, 12½é\u0301派는", max_size=20)))
def test_no_piece_is_overlooked(text: str) -> None:
    assert [key for key in keys_of(text) if not may_hold(text, [key])] == [], ascii(text)


def test_a_text_without_a_word_is_told_from_others_without_being_taken_apart() -> None:
    assert not may_hold("Größe und Maß, 5 €", ["mass 5", "und so", "gros"])
    assert not may_hold("The magpie’s sides", ["pie", "side"])
    assert may_hold("The magpie’s sides", ["pie", "magpie"])
    assert may_hold("Maß", ["mass"])
    # Of other scripts it is not told.
    assert may_hold("写", ["pie"])

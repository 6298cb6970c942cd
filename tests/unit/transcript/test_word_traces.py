"""A text that lacks a word is told from others, in every script; one that has it is never overlooked."""

import itertools
import unicodedata
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.transcript.word_pieces import keys_of, pieces_of
from transcriber.transcript.word_traces import Trace, may_hold, trace_of

_LATIN = "".join(map(chr, (*range(0x300), *range(0x2010, 0x2028), 0x20AC)))


@pytest.mark.parametrize("before", ["", "a", " ", "'", "5"])
def test_no_piece_is_overlooked_whatever_letter_or_sign_it_is_made_of(before: str) -> None:
    for letter in _LATIN:
        for behind in ("", "b", " ", "’s", "7"):
            text = f"{before}{letter}{behind}"
            assert [key for key in keys_of(text) if not may_hold(text, [trace_of(key)])] == [], ascii(text)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.sampled_from(_LATIN), max_size=20), st.text("aeß'’.-, 12½é\u0301派는", max_size=20)))
def test_no_piece_is_overlooked(text: str) -> None:
    assert [key for key in keys_of(text) if not may_hold(text, [trace_of(key)])] == [], ascii(text)


_MIXED = "กรุงำทพ้中国語がｶﾞか\u3099\u309b가한\u1100\u1161\u11a8e\u0301é\u0345ᾳﬁ㍿ａ1½ -\u200dAb'’.́"


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.text(st.sampled_from(_MIXED), max_size=16), st.text(max_size=16)),
    st.integers(0, 15),
    st.integers(1, 16),
    st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")),
)
def test_no_form_is_overlooked_in_any_script_however_it_is_spelt(
    text: str, first: int, count: int, form: Literal["NFC", "NFD", "NFKC", "NFKD"]
) -> None:
    held = pieces_of(text)[first : first + count]
    if held:
        sought = unicodedata.normalize(form, text[held[0].start : held[-1].end])
        is_there = keys_of(sought) == tuple(piece.key for piece in held)
        assert not is_there or may_hold(text, [trace_of(sought)]), (ascii(text), ascii(sought))


def test_a_letter_leaves_the_same_trace_alone_and_joined() -> None:
    for number in itertools.chain(
        range(0x3400), range(0xA000, 0xAC00), range(0xF900, 0x10000), range(0x1D400, 0x1F200)
    ):
        letter = chr(number)
        keys = [key for key in keys_of(letter) if keys_of(key) == (key,)]
        assert all(may_hold(f"国{letter}", [trace_of(key)]) for key in keys), hex(number)


def sought(*forms: str) -> list[Trace]:
    return [trace_of(form) for form in forms]


def test_a_text_without_a_word_is_told_from_others_without_being_taken_apart() -> None:
    assert not may_hold("Größe und Maß, 5 €", sought("massen 5", "und so weiter", "gros"))
    assert not may_hold("The magpie’s sides", sought("pie", "side"))
    assert may_hold("The magpie’s sides", sought("pie", "magpie"))
    assert may_hold("Maß", sought("mass"))


@pytest.mark.parametrize(
    ("text", "held", "missing"),
    [
        ("我们用派写程序。", "派写", "写派"),
        ("กรุงเทพมหานคร", "กรุงเทพ", "เทพกรุง"),
        ("ตำรวจ", "ต\u0e4d\u0e32", "มา"),
        ("한국어로 말합니다", "한국", "중국"),
        ("हिन्दी में", "में", "मैंने"),
        ("Доброе утро", "утро", "вечер"),
        ("가나 ｶﾞ", "ガ", "バ"),
    ],
)
def test_so_it_is_in_other_scripts(text: str, held: str, missing: str) -> None:
    assert may_hold(text, sought(held))
    assert not may_hold(text, sought(missing))

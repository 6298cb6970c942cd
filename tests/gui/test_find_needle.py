"""What is found where: case, accents, scripts and signs that nobody sees."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.gui.find_needle import Needle


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("kreszwel", "Add KRESZWEL here, Kreszwel.", ("KRESZWEL", "Kreszwel")),
        ("größe", "Größe und GRÖSSE und grosse", ("Größe", "GRÖSSE", "grosse")),
        ("cafe", "Café, cafe\u0301 and CAFÉ", ("Café", "cafe\u0301", "CAFÉ")),
        ("café", "cafe", ("cafe",)),
        ("字幕", "日本語の字幕も試しましょう。字幕", ("字幕", "字幕")),
        ("か", "がかが", ("か",)),
        ("각", "가각", ("각",)),
        ("ＡＢＣ", "abc", ("abc",)),
        ("release slips", "the release\u2028slips", ("release\u2028slips",)),
        ("softhyphen", "soft\u00adhyphen", ("soft\u00adhyphen",)),
        ("istanbul", "İstanbul", ("İstanbul",)),
        ("مرحبا", "مَرحبا بكم", ("مَرحبا",)),
        ("aa", "aaaa", ("aa", "aa")),
        ("🎤", "a 🎤🎧 b", ("🎤",)),
        ("s", "ß", ()),
        ("  ", "a  b", ()),
    ],
)
def test_words_are_found_as_people_read_them(typed: str, text: str, found: tuple[str, ...]) -> None:
    assert tuple(text[start:end] for start, end in Needle(typed).places_in(text)) == found


@given(st.text(max_size=40), st.text(min_size=1, max_size=4))
@settings(max_examples=150)
def test_places_are_in_order_apart_and_in_the_text(text: str, typed: str) -> None:
    places = Needle(typed).places_in(text)
    reached = 0
    for start, end in places:
        assert reached <= start < end <= len(text)
        reached = end


@given(st.text(alphabet="abcäöß字がé ", max_size=30), st.integers(0, 29), st.integers(1, 6))
@settings(max_examples=150)
def test_what_stands_there_is_found(text: str, start: int, length: int) -> None:
    typed = text[start : start + length]
    needle = Needle(typed)
    assert needle.is_empty or "  " in text or needle.places_in(text)

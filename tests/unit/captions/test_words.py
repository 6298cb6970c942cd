from hypothesis import given
from hypothesis import strategies as st

from transcriber.captions.words import NARROW, WIDE, units_of, words_of

TEXTS = st.text(alphabet="abc de, –漢字かなー。「」한국어שלום\u0301\u200d👩", max_size=120)


@given(TEXTS, st.integers(16, 80))
def test_no_word_is_longer_than_a_line_and_nothing_is_lost(text: str, characters: int) -> None:
    words = list(words_of(text, characters * NARROW))

    assert all(word.units == units_of(word.text) <= characters * NARROW for word in words)
    assert "".join(word.text for word in words) == "".join(text.split())


def test_a_word_of_a_script_with_spaces_stays_whole() -> None:
    assert [word.text for word in words_of("one שלום 한국어", 16 * NARROW)] == ["one", "שלום", "한국어"]


def test_a_mark_that_ends_a_clause_stays_with_the_character_before_it() -> None:
    assert [word.text for word in words_of("「今日」は。", 16 * NARROW)] == ["「今", "日」", "は。"]


def test_of_unspaced_words_only_the_first_is_after_a_space() -> None:
    assert [word.is_after_space for word in words_of("今日 は", 16 * NARROW)] == [True, False, True]


def test_sixteen_wide_characters_are_as_long_as_42_narrow_ones() -> None:
    assert 16 * WIDE == 42 * NARROW
    assert units_of("漢" * 16) == units_of("a" * 42)

from hypothesis import given
from hypothesis import strategies as st

from transcriber.captions.words import Word, units_of
from transcriber.export.line_breaking import (
    LINE_CHARACTERS,
    LINE_UNITS,
    LINE_WIDE_CHARACTERS,
    balanced_lines,
    lines_of,
    words_of,
)

TEXTS = st.text(alphabet="abc de, –漢字かなー。「」한국어שלום\u0301\u200d👩", max_size=200)


@given(TEXTS)
def test_no_line_is_too_long_and_nothing_is_lost(text: str) -> None:
    lines = lines_of(words_of(text))

    assert all(units_of(line) <= LINE_UNITS for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS.map(lambda text: list(words_of(text))), st.integers(1, 20))
def test_even_lines_are_no_more_lines(words: list[Word], count: int) -> None:
    balanced = balanced_lines(words[:count])

    assert all(units_of(line) <= LINE_UNITS for line in balanced)
    assert len(balanced) == len(lines_of(words[:count]))


@given(st.lists(st.text(alphabet="abcdefgשלוم한국", min_size=1, max_size=16), max_size=40))
def test_no_word_of_a_script_with_spaces_is_split(words: list[str]) -> None:
    assert [word for line in lines_of(words_of(" ".join(words))) for word in line.split()] == words


def test_a_line_holds_42_characters_or_16_wide_ones() -> None:
    assert [len(line) for line in lines_of(words_of("漢" * 40))] == [LINE_WIDE_CHARACTERS, LINE_WIDE_CHARACTERS, 8]
    assert [len(line) for line in lines_of(words_of("a " * 40))] == [LINE_CHARACTERS - 1, 37]


def test_a_word_longer_than_a_line_is_the_only_one_that_is_split() -> None:
    address = "https://example.org/" + "x" * 60
    lines = lines_of(words_of(f"see {address} now"))
    assert lines[:2] == ["see", address[:LINE_CHARACTERS]]
    assert lines[2] == f"{address[LINE_CHARACTERS:]} now"


def test_chinese_and_japanese_break_anywhere_but_at_punctuation() -> None:
    text = "今日は天気がいいですから、散歩しま「しょう」と彼は言いました。"
    lines = lines_of(words_of(text))

    assert "".join(lines) == text
    assert not any(line.startswith(("、", "。", "」", "ょ")) or line.endswith("「") for line in lines)


def test_foreign_words_inside_stay_whole() -> None:
    assert "PySide" in [word.text for word in words_of("我们今天用PySide写一个新的程序")]


def test_a_mark_stays_with_its_letter() -> None:
    letters = "e\u0301" * 60
    assert not any(line.startswith("\u0301") for line in lines_of(words_of(letters)))


def test_two_lines_are_as_even_as_can_be() -> None:
    words = list(words_of("one two three four five six seven eight nine"))
    assert balanced_lines(words) == ("one two three four five", "six seven eight nine")
    assert balanced_lines(words[:2]) == ("one two",)

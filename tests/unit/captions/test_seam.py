import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.captions.seam import form_of, is_told_again, left_out, seam


def at(shown: str, heard: str) -> str:
    words = heard.split()
    return " ".join(words[seam([form_of(word) for word in shown.split()], [form_of(word) for word in words]) :])


@pytest.mark.parametrize(
    ("shown", "heard", "rest"),
    [
        ("", "one two", "one two"),
        ("one two", "One, two three.", "three."),
        ("one two", "one", ""),
        ("ask creswell about it", "Ask Kreszwel about it before", "before"),
        ("I scream is", "Ice cream is good", "good"),
        ("we go to", "We will go to town", "town"),
        ("the the cat", "The cat sat", "sat"),
    ],
)
def test_a_corrected_text_goes_on_where_it_was(shown: str, heard: str, rest: str) -> None:
    assert at(shown, heard) == rest


@given(st.lists(st.sampled_from("abc"), max_size=300), st.lists(st.sampled_from("abc"), max_size=20))
def test_what_only_grew_goes_on_exactly(shown: list[str], added: list[str]) -> None:
    assert seam(shown, shown + added) == len(shown)


def test_a_long_turn_is_laid_at_its_end() -> None:
    shown = [f"w{number}" for number in range(2_000)]
    heard = ["other", *shown[1:], "new", "words"]
    assert heard[seam(shown, heard) :] == ["new", "words"]


@given(st.lists(st.text(max_size=3), max_size=40), st.lists(st.text(max_size=3), max_size=40))
def test_it_is_always_a_place_in_what_was_heard(shown: list[str], heard: list[str]) -> None:
    assert 0 <= seam(shown, heard) <= len(heard)


def test_whether_words_are_told_again_is_not_said_too_early() -> None:
    shown = ["one", "two", "three", "four"]
    assert is_told_again(shown, ["one", "two"], is_over=False) is None
    assert is_told_again(shown, ["one", "two"], is_over=True) is True
    assert is_told_again(shown, ["two", "three", "four"], is_over=False) is True
    assert is_told_again(shown, ["seven", "eight", "nine"], is_over=False) is False
    assert is_told_again(["one"], ["six"], is_over=False) is False


@pytest.mark.parametrize(
    ("shown", "heard", "rest"),
    [
        ("what you are", "What your country can do for you?", "your country can do for you?"),
        ("the price of a book fell", "The price of a book fell.", ""),
        ("copied by hand which", "Books were copied by hand, which took many months.", "took many months."),
        ("one two three", "four five six", "four five six"),
    ],
)
def test_no_word_behind_the_last_one_that_both_have_counts_as_told(shown: str, heard: str, rest: str) -> None:
    assert at(shown, heard) == rest


def test_words_in_the_midst_that_were_never_shown_are_found() -> None:
    shown = ["copied", "by", "hand", "which", "the", "price", "of", "a", "book", "fell"]
    heard = ["copied", "by", "hand", "which", "took", "many", "months", "the", "price", "of", "a", "book", "fell"]
    assert [heard[start:end] for start, end in left_out(shown, heard)] == [["took", "many", "months"]]
    assert left_out(["we", "go", "to"], ["we", "will", "go", "to", "town"]) == []
    assert left_out(["we", "said", *shown], ["we", "never", "told", "him", *shown]) == [(1, 4)]


@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcde"), max_size=60))
def test_what_follows_was_never_shown_behind_the_last_shared_word(shown: list[str], heard: list[str]) -> None:
    told = seam(shown, heard)
    assert told == 0 or heard[told - 1] in shown
    assert all(0 <= start < end < told and end - start >= 2 for start, end in left_out(shown, heard))

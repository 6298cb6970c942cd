import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.captions.seam import form_of, is_told_again, seam


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

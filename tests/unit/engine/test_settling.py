"""Which words settle: hypotheses in, deltas out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriber.engine.settling import SettledText, anchored_length, ends_sentence, spoken_form


def test_a_word_settles_when_two_hypotheses_agree_and_another_word_follows_it() -> None:
    text = SettledText()
    assert text.revise("And so") == ""
    assert text.revise("And so my") == "And so"
    assert text.revise("And so my fellow") == " my"
    assert text.shown_text == "And so my fellow"
    assert text.settle("And so my fellow Americans.") == " fellow Americans."
    assert text.text == text.shown_text == "And so my fellow Americans."


def test_the_newest_last_word_waits_even_when_both_agree() -> None:
    text = SettledText()
    text.revise("ask not")
    assert text.revise("ask not") == "ask"
    assert text.revise("ask nothing") == ""
    assert text.shown_text == "ask nothing"


def test_case_and_punctuation_do_not_stand_in_the_way() -> None:
    text = SettledText()
    text.revise("It was. The")
    assert text.revise("it was the best") == "it was the"


def test_what_was_emitted_stays_and_the_rest_is_laid_against_it() -> None:
    text = SettledText()
    text.revise("the epic of belief")
    assert text.revise("the epic of belief it") == "the epic of belief"
    # The recogniser now hears another word, one more and one less: nothing is repeated, nothing taken back.
    assert text.revise("the epoch of belief it was the") == " it"
    assert text.revise("epoch of belief it was the age") == " was the"
    assert text.settle("The epoch of belief, it was the age.") == " age."
    assert text.text == "the epic of belief it was the age."


def test_each_piece_is_laid_against_its_own_words_only() -> None:
    text = SettledText()
    assert text.settle("It was the best of times,") == "It was the best of times,"
    assert text.revise("it was the") == ""
    assert text.revise("it was the worst") == " it was the"
    assert text.settle("it was the worst of times.") == " worst of times."
    assert text.text == "It was the best of times, it was the worst of times."


def test_a_piece_without_words_changes_nothing() -> None:
    text = SettledText()
    text.settle("One.")
    assert text.settle("") == ""
    assert text.revise("") == ""
    assert text.settle("Two.") == " Two."


@pytest.mark.parametrize(
    ("emitted", "hypothesis", "length"),
    [
        ("", "a b", 0),
        ("a b", "a b c", 2),
        ("a b", "a x c d", 2),
        ("a b", "b c", 1),
        ("a b", "a very b c", 3),
        ("a b c", "", 0),
        ("it was the", "it was the best it was the worst", 3),
    ],
)
def test_the_seam_lies_where_the_emitted_words_end(emitted: str, hypothesis: str, length: int) -> None:
    assert anchored_length(emitted.split(), hypothesis.split()) == length


@pytest.mark.parametrize(
    ("text", "is_end"),
    [
        ("Yes.", True),
        ("Really?!", True),
        ('He said "no."', True),
        ("and then,", False),
        ("well...", False),
        ("well", False),
        ("", False),
    ],
)
def test_what_ends_a_sentence(text: str, is_end: bool) -> None:
    assert ends_sentence(text) == is_end


def test_a_mark_alone_keeps_its_form() -> None:
    assert spoken_form("Don't,") == "don't"
    assert spoken_form("-") == "-"


hypotheses = st.lists(st.sampled_from(["a", "b", "c", "A,", "b.", "d"]), max_size=8).map(" ".join)


@settings(max_examples=80)
@given(st.lists(st.tuples(st.booleans(), hypotheses), max_size=20))
def test_text_only_grows_by_its_deltas(script: list[tuple[bool, str]]) -> None:
    text = SettledText()
    said = ""
    for is_end_of_piece, hypothesis in script:
        said += text.settle(hypothesis) if is_end_of_piece else text.revise(hypothesis)
        assert text.text == said
        assert text.shown_text.startswith(said)
        assert not said.startswith(" ")
        assert "  " not in said


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=12))
def test_a_recogniser_that_never_changes_its_mind_is_repeated_exactly(words: list[str]) -> None:
    text = SettledText()
    for count in range(len(words) + 1):
        text.revise(" ".join(words[:count]))
    text.settle(" ".join(words))
    assert text.text == " ".join(words)

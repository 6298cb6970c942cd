import copy
import pickle

from transcriber.sentence import said, together


def test_it_reads_as_english_wherever_a_string_is_wanted() -> None:
    sentence = said("{device} was unplugged.", device="Yeti")

    assert sentence == "Yeti was unplugged."
    assert f"{sentence} Plug it in." == "Yeti was unplugged. Plug it in."
    assert hash(sentence) == hash("Yeti was unplugged.")


def test_it_knows_what_it_was_made_of() -> None:
    sentence = said("{device} was unplugged.", device="Yeti")

    assert (sentence.template, sentence.values) == ("{device} was unplugged.", {"device": "Yeti"})


def test_braces_in_a_value_are_only_text() -> None:
    assert said("{text}", text="{text} {0} {") == "{text} {0} {"


def test_words_without_values_may_hold_braces() -> None:
    assert said("Write {names} in braces.") == "Write {names} in braces."


def test_a_copy_says_the_same() -> None:
    sentence = said("{n} left", n=3)

    assert copy.deepcopy(sentence) == pickle.loads(pickle.dumps(sentence)) == "3 left"


def test_sentences_one_after_another_are_one_that_knows_each() -> None:
    both = together(said("Two {what}.", what="words"), "", "From a service.")
    assert both == "Two words. From a service."
    assert [str(value) for value in both.values.values()] == ["Two words.", "From a service."]
    assert together("", "") == ""
    assert together("A {brace}", "B") == "A {brace} B"

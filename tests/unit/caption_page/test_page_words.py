"""Words of the page: the same in every language, and in the one that a browser asks for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriber.caption_page import page_words
from transcriber.caption_page.page_words import (
    ANSWERS,
    ENGLISH,
    NOTHING_HERE,
    WORDS,
    WRONG_ADDRESS,
    answer_for,
    in_every_language,
    language_for,
)


def test_every_language_has_every_word_with_the_same_places() -> None:
    for words in WORDS.values():
        assert words.keys() == WORDS[ENGLISH].keys()
        for name, text in words.items():
            assert text.strip()
            assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", WORDS[ENGLISH][name])


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4", "de"),
        ("fr, ja;q=0.9", "en"),
        ("*, de;q=0.5", "en"),
        ("de;q=0, en;q=0.1", "en"),
        ("de;q=0", "en"),
        (" DE ; q=0.7 , en ; q=0.7", "de"),
        ("de;q=2, en;q=nan, <script>", "en"),
        ("x" * 100_000 + ",de", "en"),
    ],
)
def test_what_a_browser_accepts_decides(accepted: str, language: str) -> None:
    assert language_for(accepted) == language


def test_who_gets_nothing_is_told_so_in_the_same_language() -> None:
    assert answer_for("de-AT,de;q=0.9", NOTHING_HERE) == "Hier gibt es nichts.\n"
    assert answer_for("", NOTHING_HERE) == answer_for("fr", NOTHING_HERE) == NOTHING_HERE
    assert answer_for("de", WRONG_ADDRESS).startswith("Öffnen Sie die Untertitel unter der Adresse, ")
    assert ANSWERS.keys() == WORDS.keys() - {ENGLISH}
    assert in_every_language(NOTHING_HERE) == "There is nothing here.\nHier gibt es nichts.\n"


def test_every_refusal_is_said_in_every_language_and_ends_its_line() -> None:
    english = {value for name, value in vars(page_words).items() if name.isupper() and str(value).endswith(".\n")}
    assert len(english) == 6
    for answers in ANSWERS.values():
        assert answers.keys() == english
        assert all(text.endswith(".\n") for text in answers.values())


@given(st.text(alphabet="deENfr-;q=0.1*, \t", max_size=60))
def test_nonsense_is_english_or_what_can_be_made_out(accepted: str) -> None:
    assert language_for(accepted) in WORDS

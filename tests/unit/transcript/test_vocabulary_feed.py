"""Each model is told of the words in its own way, never more than it takes."""

import pytest

from transcriber.realtime.configuration import (
    LONGEST_PROMPT_CHARACTERS,
    MOST_KEYWORDS,
    SessionConfiguration,
    validate,
)
from transcriber.realtime.fitting import fitted
from transcriber.realtime.models import LOCAL_MODEL, capabilities
from transcriber.realtime.switches import Switches
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary
from transcriber.transcript.vocabulary_feed import LONGEST_WHISPER_LIST_CHARACTERS, Feed, fed

WORDS = Vocabulary(
    (
        Entry(written="PySide6", heard=("pie side six",)),
        Entry(written="Noor Haddad"),
        Entry(written="x", is_expected=False),
    )
)
MANY = Vocabulary(tuple(Entry(written=f"Name number {n}") for n in range(3_000)))


def feed(model: str, vocabulary: Vocabulary = WORDS, **fields: object) -> Feed:
    configuration = SessionConfiguration(model=model, **fields)  # type: ignore[arg-type]
    return fed(configuration, vocabulary, capabilities(model), Switches())


def test_keywords_follow_a_persons_own() -> None:
    told = feed("gpt-live-transcribe", keywords=("Qt", "Noor Haddad"), prompt="Stand-up.")
    assert told.field == "keywords"
    assert told.configuration.keywords == ("Qt", "Noor Haddad", "PySide6")
    assert told.configuration.prompt == "Stand-up."
    assert set(told.told) == {"PySide6", "Noor Haddad"}
    assert told.left_out == ()


def test_whisper_reads_a_list_whose_end_is_the_persons_own() -> None:
    assert feed("whisper-1").configuration.prompt == "PySide6, Noor Haddad"
    assert feed("whisper-1", prompt="Kreszwel").configuration.prompt == "PySide6, Noor Haddad, Kreszwel"


def test_a_prompt_of_free_text_says_what_the_words_are() -> None:
    told = feed("gpt-4o-transcribe", prompt="Stand-up.")
    assert told.field == "prompt"
    assert told.configuration.prompt == "Stand-up.\nThese words may occur: PySide6, Noor Haddad."


@pytest.mark.parametrize("model", [LOCAL_MODEL, "gpt-realtime-whisper", "gpt-4o-transcribe-diarize"])
def test_a_model_that_takes_neither_is_told_nothing_and_that_is_said(model: str) -> None:
    told = feed(model)
    assert told.field == ""
    assert told.configuration == SessionConfiguration(model=model)
    assert told.left_out == ("PySide6", "Noor Haddad")


@pytest.mark.parametrize("model", ["gpt-live-transcribe", "whisper-1", "gpt-4o-transcribe", "somebody/else"])
@pytest.mark.parametrize("prompt", [None, "p" * 500, "p" * LONGEST_PROMPT_CHARACTERS])
def test_what_does_not_fit_is_named_and_the_rest_is_allowed(model: str, prompt: str | None) -> None:
    told = feed(model, MANY, prompt=prompt)
    validate(told.configuration)
    assert [*told.told, *told.left_out] == [entry.written for entry in MANY.entries]
    assert told.left_out
    sent = fitted(told.configuration, capabilities(model), Switches())
    assert (sent.keywords, sent.prompt) == (told.configuration.keywords, told.configuration.prompt)


def test_bounds_of_each_kind() -> None:
    assert len(feed("gpt-transcribe", MANY).configuration.keywords) == MOST_KEYWORDS
    assert len(feed("whisper-1", MANY).configuration.prompt or "") <= LONGEST_WHISPER_LIST_CHARACTERS


def test_without_words_nothing_is_asked_for() -> None:
    assert feed("gpt-4o-transcribe", EMPTY, prompt="Stand-up.") == Feed(
        SessionConfiguration(model="gpt-4o-transcribe", prompt="Stand-up."), ""
    )

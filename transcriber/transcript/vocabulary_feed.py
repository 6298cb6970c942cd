"""A vocabulary told to a service in the way that its model takes: as keywords, or in the prompt. Pure.

What a person wrote into either field comes first, or last where a model reads the end only; what does not fit is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from transcriber.realtime.configuration import LONGEST_PROMPT_CHARACTERS, MOST_KEYWORDS, SessionConfiguration
from transcriber.realtime.fitting import refusals
from transcriber.realtime.models import ModelCapabilities, PromptKind
from transcriber.realtime.switches import Switches
from transcriber.transcript.vocabulary import Vocabulary

LONGEST_WHISPER_LIST_CHARACTERS = 600
"""Whisper reads the last 224 tokens of a prompt (its model card and code); names take a token for three characters."""
LONGEST_LIST_CHARACTERS = 4_000
"""This program's own bound, for models that read a prompt as text: half of the longest prompt."""
_INTRODUCTION = "These words may occur: "


@dataclass(frozen=True, slots=True)
class Feed:
    """What a session is to be asked for."""

    configuration: SessionConfiguration
    field: Literal["keywords", "prompt", ""]
    """Where the words went; empty where the model takes none."""
    told: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    """What does not fit any more, or has no place at all."""


def fed(
    configuration: SessionConfiguration, vocabulary: Vocabulary, model: ModelCapabilities, switches: Switches
) -> Feed:
    """`configuration` with the words of the vocabulary that a service is to expect."""
    words = tuple(dict.fromkeys(entry.written for entry in vocabulary.entries if entry.is_expected))
    refused = refusals(model, switches)
    if not words:
        return Feed(configuration, "")
    if "keywords" not in refused:
        return _as_keywords(configuration, words)
    if "prompt" in refused:
        return Feed(configuration, "", left_out=words)
    if model.prompt is PromptKind.KEYWORDS:
        return _as_list(configuration, words)
    return _as_text(configuration, words)


def _as_keywords(configuration: SessionConfiguration, words: tuple[str, ...]) -> Feed:
    # The API takes no list in angle brackets or lines: the words are single lines already.
    known = set(configuration.keywords)
    more = [word for word in words if word not in known]
    room = max(0, MOST_KEYWORDS - len(configuration.keywords))
    keywords = (*configuration.keywords, *more[:room])
    told = tuple(word for word in words if word in known or word in more[:room])
    return Feed(replace(configuration, keywords=keywords), "keywords", told, tuple(more[room:]))


def _as_list(configuration: SessionConfiguration, words: tuple[str, ...]) -> Feed:
    """Before a person's own words: where both are too long together, Whisper forgets the beginning."""
    own = configuration.prompt or ""
    told = _that_fit(words, LONGEST_WHISPER_LIST_CHARACTERS - len(own))
    prompt = ", ".join((*told, own) if own else told)
    return _feed(configuration, prompt, words, told)


def _as_text(configuration: SessionConfiguration, words: tuple[str, ...]) -> Feed:
    own = (configuration.prompt or "").rstrip()
    room = min(LONGEST_LIST_CHARACTERS, LONGEST_PROMPT_CHARACTERS - len(own) - 2) - len(_INTRODUCTION)
    told = _that_fit(words, room)
    listed = f"{_INTRODUCTION}{', '.join(told)}." if told else ""
    return _feed(configuration, "\n".join(filter(None, (own, listed))), words, told)


def _feed(configuration: SessionConfiguration, prompt: str, words: tuple[str, ...], told: tuple[str, ...]) -> Feed:
    left_out = tuple(word for word in words if word not in set(told))
    return Feed(replace(configuration, prompt=prompt or configuration.prompt), "prompt", told, left_out)


def _that_fit(words: Iterable[str], room: int) -> tuple[str, ...]:
    told: list[str] = []
    for word in words:
        room -= len(word) + 2
        if room >= 0:
            told.append(word)
        else:
            break
    return tuple(told)

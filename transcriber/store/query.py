"""What a person types into the search field, as queries of the full-text indexes. Pure.

Syntax of the queries: https://www.sqlite.org/fts5.html.
"""

import re
from dataclasses import dataclass

from transcriber.store.scripts import is_unspaced

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
GRAM = 3
"""Letters of an entry of the gram index."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or the words between two quotes."""

    text: str
    is_quoted: bool = False


def terms_of(typed: str) -> tuple[Term, ...]:
    """What all has to be in a text; letter case and order say nothing."""
    found = (Term(" ".join((quoted or word).split()), not word) for quoted, word in _TERM.findall(typed))
    return tuple(term for term in found if term.text)


def needs_grams(terms: tuple[Term, ...]) -> bool:
    """Whether one of them is of a script without blanks, or nothing but signs."""
    return any(is_unspaced(term.text) or not _has_word(term) for term in terms)


def words_query(terms: tuple[Term, ...], *, is_last_whole: bool = False) -> str:
    """For the word index: whole words, the last one possibly begun only."""
    parts = [quoted(term.text) for term in terms]
    if parts and not terms[-1].is_quoted and not is_last_whole:
        parts[-1] += "*"
    return " AND ".join(parts)


def quoted(text: str) -> str:
    """As a string of the query language."""
    return '"' + text.replace('"', '""') + '"'


def like_pattern(text: str) -> str:
    r"""Anything with `text` in it, for LIKE with the escape `\`."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", text) + "%"


def ranges_in(text: str, terms: tuple[Term, ...]) -> tuple[tuple[int, int], ...]:
    """Where the terms stand in `text`, as start and end indices that neither overlap nor touch, in order."""
    found = [
        match.span()
        for term in terms
        for match in re.finditer(re.escape(term.text).replace(r"\ ", r"\s+"), text, re.IGNORECASE)
    ]
    return united(found)


def united(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The same places as ranges that neither overlap nor touch, in order."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if whole and start <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(end, whole[-1][1])
        else:
            whole.append((start, end))
    return tuple(whole)


def _has_word(term: Term) -> bool:
    return any(letter.isalnum() for letter in term.text)

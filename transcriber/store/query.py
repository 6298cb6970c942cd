"""What a person types into the search field, as queries of the full-text indexes. Pure.

Syntax of the queries: https://www.sqlite.org/fts5.html.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transcriber.store.scripts import is_unspaced
from transcriber.transcript.plain_text import plain

_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_MOST_CHARACTERS = 1_000
_WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in map(chr, range(ord("!"), ord("~") + 1))}
_VOICED, _HALF_VOICED = "\uff9e", "\uff9f"
_NARROW = {
    ord(whole): narrow
    for letter in map(chr, range(0xFF66, 0xFF9E))
    for narrow in (letter, letter + _VOICED, letter + _HALF_VOICED)
    if len(whole := unicodedata.normalize("NFKC", narrow)) == 1
}
GRAM = 3
"""Letters of an entry of the gram index."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or the words between two quotes."""

    text: str
    is_quoted: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """The same words in the code points in which a text may have them, as typed first.

        Composed and decomposed letters, compatibility forms, wide Latin and narrow Katakana letters, and "ß" for "ss":
        Unicode Standard Annex 15 (https://www.unicode.org/reports/tr15/).
        """
        return _spellings(self.text)


def terms_of(typed: str) -> tuple[Term, ...]:
    """What all has to be in a text; letter case and order say nothing. What no text holds is not looked for.

    Of a text that somebody put there by mistake the beginning is enough: each word is looked for in every hit.
    """
    shown = plain(typed[:_MOST_CHARACTERS])
    found = (Term(" ".join((quoted or word).split()), not word) for quoted, word in _TERM.findall(shown))
    return tuple(term for term in found if term.text)


def needs_grams(terms: tuple[Term, ...]) -> bool:
    """Whether one of them is of a script without blanks, or nothing but signs."""
    return any(is_unspaced(term.text) or not _has_word(term) for term in terms)


def words_query(terms: tuple[Term, ...], *, is_last_whole: bool = False) -> str:
    """For the word index: whole words, the last one possibly begun only."""
    may_be_begun = bool(terms) and not terms[-1].is_quoted and not is_last_whole
    ends = ["" for _ in terms[:-1]] + ["*" if may_be_begun else ""]
    return " AND ".join(
        either([f"{quoted(text)}{end}" for text in term.spellings]) for term, end in zip(terms, ends, strict=False)
    )


def either(queries: Sequence[str]) -> str:
    """What any of these finds."""
    return queries[0] if len(queries) == 1 else f"({' OR '.join(queries)})"


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
        for spelling in term.spellings
        for match in re.finditer(re.escape(spelling).replace(r"\ ", r"\s+"), text, re.IGNORECASE)
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


@lru_cache(maxsize=64)
def _spellings(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKC", text)
    folded = plain.casefold()
    forms = (
        *(text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)),
        *(plain, unicodedata.normalize("NFD", plain), plain.translate(_WIDE), plain.translate(_NARROW)),
        *(folded, folded.replace("ss", "ß")),
    )
    different: dict[str, str] = {}
    for form in forms:
        # Letters that differ in their case alone are the same to the indexes.
        different.setdefault(form.lower(), form)
    return tuple(different.values())

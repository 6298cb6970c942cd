"""A text's words with their places and the keys they are compared by, in every script. Pure.

A word is a run of letters, digits and marks; where a script writes no blanks (Chinese, Japanese, Thai and their like)
each letter is a piece of its own, and so is every visible sign. Blanks and hyphens only part words. Keys are alike
where Unicode calls two spellings alike (normalisation form KC, case folded; Unicode Standard Annex 15).
"""

import unicodedata
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

_JOINS_LETTERS = frozenset(".'’@&")
_JOINS_DIGITS = frozenset(",:")
_HYPHENS = frozenset("-\u2010\u2011\u2012")
_UNSPACED = (
    ("\u0e00", "\u0eff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u2e80", "\u2fff"),
    ("\u3005", "\u3007"),
    ("\u3040", "\u31ff"),
    ("\u3400", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U0001b000", "\U0001b16f"),
    ("\U00020000", "\U0003ffff"),
)
_HANGUL = ("\uac00", "\ud7af")


class _Kind(Enum):
    LETTER = auto()
    UNSPACED = auto()
    HANGUL = auto()
    MARK = auto()
    BLANK = auto()
    SIGN = auto()


class Piece(NamedTuple):
    """A word or a sign: `text[start:end]`, compared by `key`."""

    start: int
    end: int
    key: str
    may_begin: bool = True
    """A word may begin with it; not with a Korean syllable in the midst of a word."""


def pieces_of(text: str) -> list[Piece]:
    """Every word and sign of the text, in order."""
    found: list[Piece] = []
    index, length = 0, len(text)
    while index < length:
        kind = _kind(text[index])
        end = index + 1
        if kind is not _Kind.BLANK:
            end = _word_end(text, end) if kind in (_Kind.LETTER, _Kind.MARK) else _mark_end(text, end)
            may_begin = kind is not _Kind.HANGUL or not index or _kind(text[index - 1]) is not _Kind.HANGUL
            found.append(Piece(index, end, _key(text[index:end]), may_begin))
        index = end
    return found


def keys_of(text: str) -> tuple[str, ...]:
    """What the text is compared by."""
    return tuple(piece.key for piece in pieces_of(text))


def is_joining(before: str, after: str) -> bool:
    """Whether two characters side by side belong to one word."""
    return _kind(before) in (_Kind.LETTER, _Kind.MARK) and _kind(after) in (_Kind.LETTER, _Kind.MARK)


def _word_end(text: str, end: int) -> int:
    length = len(text)
    while end < length:
        kind = _kind(text[end])
        if kind in (_Kind.LETTER, _Kind.MARK) or _joins(text, end):
            end += 1
        else:
            break
    return end


def _joins(text: str, index: int) -> bool:
    """Whether a sign stands within a word, as in can't or 3.5; the s of a possessive does not belong to its word."""
    sign = text[index]
    if index + 1 >= len(text) or (sign not in _JOINS_LETTERS and sign not in _JOINS_DIGITS):
        return False
    before, after = text[index - 1], text[index + 1]
    if sign in _JOINS_DIGITS:
        return before.isdigit() and after.isdigit()
    if _kind(after) is not _Kind.LETTER:
        return False
    is_possessive = sign in "'’" and after in "sS" and (index + 2 == len(text) or not text[index + 2].isalnum())
    return not is_possessive


def _mark_end(text: str, end: int) -> int:
    while end < len(text) and _kind(text[end]) is _Kind.MARK:
        end += 1
    return end


@lru_cache(maxsize=4096)
def _kind(character: str) -> _Kind:
    if character.isascii():
        if character.isalnum() or character == "_":
            return _Kind.LETTER
        return _Kind.BLANK if character.isspace() or character in _HYPHENS else _Kind.SIGN
    if any(first <= character <= last for first, last in _UNSPACED):
        return _Kind.MARK if unicodedata.category(character).startswith("M") else _Kind.UNSPACED
    if _HANGUL[0] <= character <= _HANGUL[1]:
        return _Kind.HANGUL
    category = unicodedata.category(character)
    if category[0] in "LN":
        return _Kind.LETTER
    if category[0] == "M" or character in "\u200c\u200d":
        return _Kind.MARK
    if category[0] in "ZC" or character in _HYPHENS:
        return _Kind.BLANK
    return _Kind.SIGN


@lru_cache(maxsize=4096)
def _key(word: str) -> str:
    return word.lower() if word.isascii() else folded(word)


def folded(text: str) -> str:
    """As keys are, whatever stands in it."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return folded.replace("’", "'")

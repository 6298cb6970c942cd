"""Text into words that stay together in one line. Pure.

How long a line is, is told in units of which a narrow character has 8 and a wide one of Chinese, Japanese and Korean
21: 42 narrow ones take the room of 16 wide ones, which is customary for both (Netflix Timed Text Style Guide). Chinese
and Japanese are written without spaces: there a line may end after any character, except before closing and after
opening punctuation (JIS X 4051).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

NARROW = 8
WIDE = 21

_UNSPACED = (
    "\u2e80-\u303f\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
_OPENING = "（［｛〔〈《「『【〘〖〝"
_NEVER_FIRST = "、。，．・：；？！）］｝〕〉》」』】〙〗〟ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻…‥％’”"
_PIECES = re.compile(
    rf"[{_OPENING}]*(?:[{_UNSPACED}][\ufe00-\ufe0f\u3099\u309a]*|[^{_UNSPACED}]+)[{_NEVER_FIRST}]*|[{_OPENING}]+"
)
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")


class Word(NamedTuple):
    """What stays together in one line."""

    text: str
    units: int
    is_after_space: bool
    """Whether a space stands before it within a line."""


def words_of(text: str, line_units: int) -> Iterator[Word]:
    """The words of a text in order, each of them no longer than a line of `line_units`."""
    for token in text.split():
        if token.isascii() and NARROW * len(token) <= line_units:
            yield Word(token, NARROW * len(token), True)
            continue
        pieces = _PIECES.findall(token) if not token.isascii() and _HAS_UNSPACED.search(token) else (token,)
        is_after_space = True
        for piece in pieces:
            for part in _fitting(piece, line_units):
                yield Word(part, units_of(part), is_after_space)
                is_after_space = False


def units_of(text: str) -> int:
    """How long a text is, in units of which a narrow character has 8 and a wide one 21."""
    if text.isascii():
        return NARROW * len(text)
    return sum(map(_units, text))


@lru_cache(maxsize=4096)
def _units(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else NARROW


def _fitting(piece: str, line_units: int) -> Iterator[str]:
    """A piece that is longer than a line in parts that are not, no mark apart from its letter."""
    if units_of(piece) <= line_units:
        yield piece
        return
    start = units = 0
    for index, character in enumerate(piece):
        added = _units(character)
        is_joined = index > 0 and piece[index - 1] == "\u200d"
        if added and not is_joined and units + added > line_units:
            yield piece[start:index]
            start, units = index, 0
        units += added
    yield piece[start:]

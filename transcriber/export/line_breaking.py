"""Words into lines of a subtitle: never a word in two, unless it is longer than a line. Pure.

A line holds 42 characters, or 16 of the wide ones of Chinese, Japanese and Korean, which is customary for both
(Netflix Timed Text Style Guide); lines that mix them are measured in between. Chinese and Japanese are written without
spaces: there a line may end after any character, except before closing and after opening punctuation (JIS X 4051).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

LINE_CHARACTERS = 42
LINE_WIDE_CHARACTERS = 16
NARROW = 8
WIDE = 21
LINE_UNITS = LINE_CHARACTERS * NARROW
"""The same for both: 42 * 8 = 16 * 21."""

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


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, each of them no longer than a line."""
    for token in text.split():
        if token.isascii() and len(token) <= LINE_CHARACTERS:
            yield Word(token, NARROW * len(token), True)
            continue
        pieces = _PIECES.findall(token) if not token.isascii() and _HAS_UNSPACED.search(token) else (token,)
        is_after_space = True
        for piece in pieces:
            for part in _fitting(piece):
                yield Word(part, units_of(part), is_after_space)
                is_after_space = False


def units_of(text: str) -> int:
    """How long a text is, in units of which a narrow character has 8 and a wide one 21."""
    if text.isascii():
        return NARROW * len(text)
    return sum(map(_units, text))


def lines_of(words: Iterable[Word]) -> list[str]:
    """As many lines as they need."""
    lines: list[str] = []
    units = 0
    for word in words:
        space = NARROW if word.is_after_space and lines else 0
        if lines and units + space + word.units <= LINE_UNITS:
            lines[-1] += " " + word.text if space else word.text
            units += space + word.units
        else:
            lines.append(word.text)
            units = word.units
    return lines


def balanced_lines(words: Sequence[Word]) -> tuple[str, ...]:
    """The same words in as few lines; two of them as even as can be, the first one the shorter."""
    lines = lines_of(words)
    if len(lines) != 2:
        return tuple(lines)
    spaces = [NARROW * word.is_after_space for word in words]
    ends = list(accumulate(word.units + space for word, space in zip(words, spaces, strict=True)))

    def longer(middle: int) -> int:
        return max(ends[middle - 1] - spaces[0], ends[-1] - ends[middle - 1] - spaces[middle])

    middle = min(range(1, len(words)), key=longer)
    return (*lines_of(words[:middle]), *lines_of(words[middle:]))


@lru_cache(maxsize=4096)
def _units(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return WIDE if unicodedata.east_asian_width(character) in "WF" else NARROW


def _fitting(piece: str) -> Iterator[str]:
    """A piece that is longer than a line in parts that are not, no mark apart from its letter."""
    if units_of(piece) <= LINE_UNITS:
        yield piece
        return
    start = units = 0
    for index, character in enumerate(piece):
        added = _units(character)
        is_joined = index > 0 and piece[index - 1] == "\u200d"
        if added and not is_joined and units + added > LINE_UNITS:
            yield piece[start:index]
            start, units = index, 0
        units += added
    yield piece[start:]

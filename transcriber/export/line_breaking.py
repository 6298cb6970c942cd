"""Words into the lines of a subtitle: never a word in two, unless it is longer than a line. Pure.

A line holds 42 characters, or 16 of the wide ones of Chinese, Japanese and Korean, which is customary for both
(Netflix Timed Text Style Guide); lines that mix them are measured in between.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from transcriber.captions import words as caption_words
from transcriber.captions.words import NARROW, Word

LINE_CHARACTERS = 42
LINE_WIDE_CHARACTERS = 16
LINE_UNITS = LINE_CHARACTERS * NARROW
"""The same for both: 42 * 8 = 16 * 21."""


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in order, each of them no longer than a line."""
    return caption_words.words_of(text, LINE_UNITS)


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

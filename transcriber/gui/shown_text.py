"""Text made safe to lay out: plain, of bounded length, in lines that a text widget can break quickly. Pure."""

import re

TURN_LIMIT_CHARACTERS = 16_384
LINE_LIMIT_CHARACTERS = 2_000
LABEL_LIMIT_CHARACTERS = 1_000
TITLE_LIMIT_CHARACTERS = 200
LINE_SEPARATOR = "\u2028"
_BREAK = "\u200b"

_NOT_SHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0\ufdd1\ufeff\ufffc\ud800-\udfff]"
)
_SPACES = re.compile("[\t\n\r\u2028\u2029]+")


def shown_text(text: str, limit_characters: int = TURN_LIMIT_CHARACTERS) -> str:
    """At most `limit_characters` of `text` as one paragraph; longer lines are broken at a space where there is one.

    Growing text keeps its beginning: what was shown for a prefix stays the beginning of what is shown for the whole,
    so a view only ever changes the end.
    """
    paragraph = _SPACES.sub(" ", _NOT_SHOWN.sub("", text[:limit_characters]))
    if len(paragraph) <= LINE_LIMIT_CHARACTERS:
        return paragraph
    return LINE_SEPARATOR.join(_lines(paragraph))


def label_text(words: str, limit_characters: int = LABEL_LIMIT_CHARACTERS) -> str:
    """`words` for a label, which lays out all of them with each change of its width: no more than anybody reads."""
    if len(words) > limit_characters:
        words = f"{words[: limit_characters - 1]}…"
    return _NOT_SHOWN.sub("", words)


def window_title(words: str) -> str:
    """`words` for a window's title, of which Qt takes `[*]` for a sign of its own: one line, as it is written."""
    return _SPACES.sub(" ", label_text(words, TITLE_LIMIT_CHARACTERS)).replace("[*]", "[*][*]")


def omitted_characters(text: str, limit_characters: int = TURN_LIMIT_CHARACTERS) -> int:
    """How much of `text` is not shown."""
    return max(0, len(text) - limit_characters)


def breakable(text: str, longest_word_characters: int) -> str:
    """`text` with places to break words that are longer, so that a label is never wider than its column."""
    whole = re.compile(rf"\S{{{longest_word_characters}}}(?=\S)")
    return whole.sub(lambda found: found[0] + _BREAK, text)


def utf16_length(text: str) -> int:
    """Length as Qt counts it: characters beyond the basic plane are two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


def common_prefix_length(first: str, second: str) -> int:
    """How many characters both begin with."""
    limit = min(len(first), len(second))
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if first[:middle] == second[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _lines(paragraph: str) -> list[str]:
    lines = []
    start = 0
    while len(paragraph) - start > LINE_LIMIT_CHARACTERS:
        end = start + LINE_LIMIT_CHARACTERS
        space = paragraph.rfind(" ", end - 200, end)
        if space >= 0:
            lines.append(paragraph[start:space])
            start = space + 1
        else:
            lines.append(paragraph[start:end])
            start = end
    lines.append(paragraph[start:])
    return lines

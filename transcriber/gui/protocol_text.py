"""One message of the raw exchange as plain text for people: indented, bounded, with nothing in it that hides.

Pure but for the window's language.
"""

import json
import re

from transcriber.gui.language import number, tr

LONGEST_CHARACTERS = 100_000
_LONGEST_LINE_CHARACTERS = 2_000
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffc\ud800-\udfff]"
)


def readable(text: str) -> str:
    """JSON indented, anything else as it came; what cannot be seen is written as an escape."""
    shown = _escaped(_indented(text[: LONGEST_CHARACTERS + 1] if len(text) > LONGEST_CHARACTERS else text))
    lines = (
        line[start : start + _LONGEST_LINE_CHARACTERS]
        for line in shown[:LONGEST_CHARACTERS].split("\n")
        for start in range(0, max(1, len(line)), _LONGEST_LINE_CHARACTERS)
    )
    whole = "\n".join(lines)
    left_out = len(text) - LONGEST_CHARACTERS
    if left_out <= 0:
        return whole
    rest = tr("{count} more characters are not shown; they are saved.").format(count=number(left_out))
    return f"{whole}\n\n{rest}"


def clock_words(at_ms: int) -> str:
    """Minutes, seconds and milliseconds: `12:03.456`."""
    minutes, rest_ms = divmod(max(0, at_ms), 60_000)
    return f"{minutes}:{rest_ms // 1000:02}.{rest_ms % 1000:03}"


def size_words(size_bytes: int) -> str:
    """`2,640 B`."""
    return f"{number(size_bytes)} B"


def _indented(text: str) -> str:
    head, _, body = text.rpartition("\n\n")
    try:
        value = json.loads(body)
        indented = json.dumps(value, indent=2, ensure_ascii=False)
    except (ValueError, RecursionError):
        return text
    return f"{head}\n\n{indented}" if head else indented


def _escaped(text: str) -> str:
    return _HIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", text.replace("\r\n", "\n"))

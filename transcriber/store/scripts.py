"""Which letters are written without blanks between words. Pure."""

import re

_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, Han, Hiragana, Katakana and Bopomofo, by the blocks of the Unicode Standard."""


def is_unspaced(text: str) -> bool:
    """Whether a letter of such a script is in it: words of it cannot be told by blanks."""
    return _UNSPACED.search(text) is not None


def joined(first: str, second: str) -> str:
    """Both, with a blank between unless the script has none."""
    if not first or not second:
        return first or second
    return f"{first}{'' if is_unspaced(first[-1]) and is_unspaced(second[0]) else ' '}{second}"

"""What is looked for in a transcript, and where it stands in a text: the same whatever its case or accents. Pure.

Folding is Unicode's (https://www.unicode.org/reports/tr44/#Case_Folding): full case folding, compatibility forms, and
no accents; a letter that has more than one part is found whole or not at all.
"""

import unicodedata
from functools import lru_cache
from itertools import accumulate, pairwise

_KANA_SIGNS = ("\u3099", "\u309a")
"""Voiced sounds of Japanese are other letters, not accented ones."""
_UNSEEN = "\u200b\u200c\u200d\u2060\u00ad"


class Needle:
    """Words to find. Any thread.

    Args:
        typed: As a person wrote it; blanks at its ends say nothing.
    """

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self._folded = " ".join(folded(unicodedata.normalize("NFC", typed)).split())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return not self._folded

    def places_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where it stands in `text`: starts and ends that do not overlap, in order."""
        hay = folded(text)
        if not self._folded or self._folded not in hay:
            return ()
        at = [-1] * (len(hay) + 1)
        """Which character of `text` begins at a place of `hay`; -1 where none does."""
        ends = [0, *accumulate(len(_fold(character)) for character in text)]
        for index, (start, end) in enumerate(pairwise(ends)):
            if end > start:
                at[start] = index
        at[-1] = len(text)
        found = []
        place = hay.find(self._folded)
        while place >= 0:
            end = place + len(self._folded)
            is_whole = at[place] >= 0 and at[end] >= 0
            if is_whole:
                found.append((at[place], at[end]))
            place = hay.find(self._folded, end if is_whole else place + 1)
        return tuple(found)


def folded(text: str) -> str:
    """`text` as it is compared."""
    return text.lower() if text.isascii() and text.isprintable() else "".join(map(_fold, text))


@lru_cache(maxsize=8_192)
def _fold(character: str) -> str:
    if character.isspace():
        return " "
    if character in _UNSEEN:
        return ""
    if character in _KANA_SIGNS:
        return character
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    bare = "".join(part for part in parts if part in _KANA_SIGNS or not unicodedata.combining(part))
    return unicodedata.normalize("NFKC", bare)

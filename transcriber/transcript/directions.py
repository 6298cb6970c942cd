"""Which way a text runs, so that a page, a document and a subtitle can be set that way. Pure.

The rule is that of the Unicode Bidirectional Algorithm (UAX #9, P2): the first strong character decides.
"""

import unicodedata

RIGHT_TO_LEFT_MARK = "\u200f"


def runs_right_to_left(text: str) -> bool:
    """Whether the first strong character is one of a script that runs from right to left."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False

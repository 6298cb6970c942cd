"""Whether a word may stand in a text, told without taking the text apart: no only where it does not. Pure.

Of Latin letters the longest word of a form must stand there by itself. Elsewhere letters and marks may be joined into
one sign or not, and blanks part nothing; there the form's letters must follow each other with no letter between, once
both are decomposed (normalisation form KD, case folded; Unicode Standard Annex 15): that is the same for each letter
whatever stands beside it.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from transcriber.transcript.word_pieces import folded, keys_of

_UNRELATED = re.compile("[\0-\u02ff\u2010-\u2027\u20ac]*")
"""Letters and signs whose keys do not depend on what stands beside them: no marks, no script without blanks."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What a form leaves in each text that has it."""

    key: str
    """Its longest key."""
    letters: str
    """Its letters and digits, decomposed; empty where it has none."""


def trace_of(form: str) -> Trace:
    """Of a form with at least one word or sign."""
    return Trace(max(keys_of(form), key=len), "".join(filter(_is_letter, _apart(form))))


def may_hold(text: str, traces: Collection[Trace]) -> bool:
    """Whether the text may have a form that leaves one of these traces: False only where it has none."""
    if text.isascii() or _UNRELATED.fullmatch(text) is not None:
        key_text = text.lower() if text.isascii() else folded(text)
        return any(trace.key in key_text and _standing(trace.key).search(key_text) for trace in traces)
    apart = _apart(text)
    return any(trace.letters[:1] in apart and _in_a_row(trace.letters).search(apart) for trace in traces)


@lru_cache(maxsize=256)
def _standing(key: str) -> re.Pattern[str]:
    """Finds a word's key with no other letter beside it, a sign's anywhere."""
    before = r"(?<!\w)" if _is_letter(key[:1]) else ""
    behind = r"(?!\w)" if _is_letter(key[-1:]) else ""
    return re.compile(f"{before}{re.escape(key)}{behind}")


@lru_cache(maxsize=256)
def _in_a_row(letters: str) -> re.Pattern[str]:
    """Finds them one after the other; marks, blanks and signs between them are no matter."""
    return re.compile(r"\W*".join(map(re.escape, letters)))


def _apart(text: str) -> str:
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"

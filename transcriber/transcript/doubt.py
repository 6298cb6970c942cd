"""Where a text is doubtful, from the log probabilities of the pieces it was made of. Pure.

A service's pieces need not match its text: they are looked for a little way on, and those that are not found mark
nothing.
"""

import math
from collections.abc import Iterable, Sequence

from transcriber.realtime.events import Logprob
from transcriber.transcript.plain_text import plain

DOUBTFUL_BELOW = 0.5
"""A piece of lower probability is doubtful: the service itself finds it likelier that something else was said."""

_LOOKED_FOR_WITHIN_CHARACTERS = 32
_DOUBTFUL_LOGPROB = math.log(DOUBTFUL_BELOW)

Stretch = tuple[int, int]
"""Start and end as indices into a text."""


def doubtful_stretches(text: str, logprobs: Iterable[Logprob]) -> tuple[Stretch, ...]:
    """The stretches of `text` whose pieces are doubtful, in order; neighbours with only space between are one."""
    found: list[Stretch] = []
    reached = 0
    for piece in logprobs:
        words = plain(piece.token).strip()
        if not words:
            continue
        start = text.find(words, reached, reached + len(words) + _LOOKED_FOR_WITHIN_CHARACTERS)
        if start < 0:
            continue
        reached = start + len(words)
        if piece.logprob < _DOUBTFUL_LOGPROB and any(map(str.isalnum, words)):
            found.append((start, reached))
    return merged(text, found)


def merged(text: str, stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours with nothing but space between them as one."""
    whole: list[Stretch] = []
    for start, end in stretches:
        if whole and not text[whole[-1][1] : start].strip():
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return tuple(whole)


def shifted(stretches: Iterable[Stretch], by: int, length: int) -> tuple[Stretch, ...]:
    """The stretches `by` characters further on, in a text of `length` characters: what falls outside is cut off."""
    moved = ((max(0, start + by), min(length, end + by)) for start, end in stretches)
    return tuple((start, end) for start, end in moved if start < end)

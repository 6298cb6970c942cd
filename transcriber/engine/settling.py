"""Which words are settled: an append-only text from a recogniser that changes its mind. Pure.

A word is emitted when two hypotheses in a row agree on it (LA-2, "local agreement": Liu, Spanakis, Niehues, Interspeech
2020), but never as the newest hypothesis's last word. What was emitted is never taken back: each hypothesis is laid
against it by edit distance, and only what comes after is looked at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_NOT_SPOKEN = re.compile(r"[^\w']+")
_SENTENCE_END = re.compile(r"(?<!\.)[.!?]+[\"')\]]*$")


def spoken_form(word: str) -> str:
    """The word without case and punctuation: what two hypotheses must agree on."""
    return _NOT_SPOKEN.sub("", word).lower() or word


def ends_sentence(text: str) -> bool:
    """Whether the text's last mark ends a sentence (an ellipsis does not)."""
    return _SENTENCE_END.search(text) is not None and not text.endswith("...")


def anchored_length(emitted: Sequence[str], hypothesis: Sequence[str]) -> int:
    """How many words at the front of `hypothesis` tell what `emitted` already told.

    The front with the least edit distance to `emitted`; of equals one that ends in the same word, then the one nearest
    in length, so that neither a repeated nor a missing word moves the seam. Both arguments in spoken form.
    """
    distances = list(range(len(hypothesis) + 1))
    for row, word in enumerate(emitted, start=1):
        previous, distances = distances, [row]
        for column, other in enumerate(hypothesis, start=1):
            substituted = previous[column - 1] + (word != other)
            distances.append(min(substituted, previous[column] + 1, distances[column - 1] + 1))

    def badness(length: int) -> tuple[int, bool, int]:
        is_seam_off = bool(emitted) and length > 0 and hypothesis[length - 1] != emitted[-1]
        return distances[length], is_seam_off, abs(length - len(emitted))

    return min(range(len(distances)), key=badness)


def _agreement(first: Sequence[str], second: Sequence[str]) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if spoken_form(one) != spoken_form(other):
            break
        length += 1
    return length


@dataclass(slots=True)
class SettledText:
    """The text of one item while it is spoken: settled words and a provisional tail. Not shared between threads.

    Every method that returns a `str` returns the delta to append, with its leading space, or nothing.
    """

    _settled: list[str] = field(default_factory=list)
    _piece_start: int = 0
    _previous_tail: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The settled words."""
        return " ".join(self._settled)

    @property
    def shown_text(self) -> str:
        """The settled words and the rest of the newest hypothesis."""
        return " ".join(self._settled + self._previous_tail)

    def revise(self, hypothesis: str) -> str:
        """Take the newest hypothesis for the current piece of audio; settle what the last one agrees on."""
        tail = self._after_settled(hypothesis.split())
        agreed = _agreement(self._previous_tail, tail[:-1])
        self._previous_tail = tail[agreed:]
        return self._append(tail[:agreed])

    def settle(self, hypothesis: str) -> str:
        """Take the last hypothesis for the current piece, settle all of it, and begin the next piece."""
        delta = self._append(self._after_settled(hypothesis.split()))
        self._piece_start = len(self._settled)
        self._previous_tail = []
        return delta

    def _after_settled(self, words: list[str]) -> list[str]:
        emitted = [spoken_form(word) for word in self._settled[self._piece_start :]]
        return words[anchored_length(emitted, [spoken_form(word) for word in words]) :]

    def _append(self, words: list[str]) -> str:
        if not words:
            return ""
        delta = (" " if self._settled else "") + " ".join(words)
        self._settled += words
        return delta

"""Which words of a microphone's turn are those that the computer played: heard back from its loudspeakers. Pure.

Law: a word that a person may have said stays. Three words in a row that were played at that time are an echo; fewer,
and words that were played by no one, are one only where the sound itself says so.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from transcriber.audio.formats import SPOOL_SAMPLES_PER_MS
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import Turn

ECHO_REASON = "echo of the played sound"
EARLIEST_MS = -1_500
LATEST_MS = 3_000
"""A word is looked for from so long before to so long after it was played: where it stands in a turn is only estimated
from the length of the text, and services begin and end turns as they like."""
_MOST_WITHOUT_TIMES = 60
_LEAST_WORDS = 3
_LEAST_ALIKE = 0.75
_LEAST_EXPLAINED = 0.6
_MATCH, _MISS = 2.0, -1.0
_LEAST_SCORE = 2 * _MATCH + 1

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WITHOUT_BLANKS = re.compile(r"[぀-ヿ㐀-鿿豈-﫿฀-๿]")
"""Kana, Han and Thai: written without blanks, so each sign counts as a word."""

Explains = Callable[[int, int], float]
"""How much of the microphone's sound between two times the played sound explains, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Echo:
    """What of a turn is an echo."""

    text: str
    """What is left of it; empty where all of it is one."""
    spans_ms: tuple[tuple[int, int], ...]
    """Where the echo lies, about; empty where there is none, or where nobody knows."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left."""
        return not self.text

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What became of its sound, in the microphone's lane."""
        spans = [(start * SPOOL_SAMPLES_PER_MS, end * SPOOL_SAMPLES_PER_MS) for start, end in self.spans_ms]
        return tuple(
            Stretch(start_sample=start, end_sample=end, state=StretchState.SILENT, reason=ECHO_REASON)
            for start, end in spans
            if start < end
        )

    def cut_out_of(self, turn: Turn) -> Turn:
        """The turn with what is left."""
        if self.text == turn.text:
            return turn
        # Their places are those of the whole text.
        return replace(turn, text=self.text, segments=(), doubtful=())


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str
    start: int
    end: int
    at_ms: float
    until_ms: float


def overlaps(own: Turn, played: Turn) -> bool:
    """Whether what was played may be heard back in the turn; unknown times may be any."""
    if own.start_ms is None or played.start_ms is None:
        return True
    own_end_ms = own.start_ms if own.end_ms is None else own.end_ms
    if played.end_ms is not None and played.end_ms + LATEST_MS < own.start_ms:
        return False
    return own.end_ms is None or played.start_ms + EARLIEST_MS <= own_end_ms


def echo_in(own: Turn, played: Iterable[Turn], explains: Explains | None = None) -> Echo:
    """What of a finished microphone turn is the echo of the played turns around it."""
    words = _words(own)
    heard = _near(words, (word for turn in played if overlaps(own, turn) for word in _words(turn)))
    if not words or not heard:
        return Echo(own.text, ())
    echoed = _matched(words, heard)
    if explains is not None:
        echoed |= _explained(words, heard, echoed, explains)
    if not echoed:
        return Echo(own.text, ())
    if len(echoed) == len(words):
        return Echo("", ((own.start_ms or 0, max(own.end_ms or 0, own.start_ms or 0)),))
    return Echo(_without(own.text, words, echoed), _spans(words, echoed))


def _near(words: Sequence[_Word], heard: Iterable[_Word]) -> list[_Word]:
    """What is compared, in the order of time; where nobody knows the times, no more than the newest words."""
    if not words:
        return []
    in_order = sorted(heard, key=_in_time)
    if math.isnan(words[0].at_ms):
        return in_order[-_MOST_WITHOUT_TIMES:]
    without = [word for word in in_order if math.isnan(word.at_ms)]
    return [*without[-_MOST_WITHOUT_TIMES:], *in_order[len(without) :]]


def _in_time(word: _Word) -> float:
    return -math.inf if math.isnan(word.at_ms) else word.at_ms


def _matched(words: Sequence[_Word], heard: Sequence[_Word]) -> set[int]:
    """Words in runs that go through both texts at about the same time (Smith and Waterman's local alignment)."""
    found: set[int] = set()
    while True:
        run = _best_run(words, heard, found)
        if len(run) < _LEAST_WORDS:
            return found
        found |= run


def _best_run(words: Sequence[_Word], heard: Sequence[_Word], taken: set[int]) -> set[int]:
    came_from: dict[tuple[int, int], tuple[int, int]] = {}
    matches: set[tuple[int, int]] = set()
    best, best_at = 0.0, (-1, -1)
    first = 0
    above: dict[int, float] = {}
    for i, word in enumerate(words):
        row: dict[int, float] = {}
        while i not in taken and first < len(heard) and heard[first].at_ms < word.at_ms - LATEST_MS:
            first += 1
        for j in range(first, len(heard) if i not in taken else first):
            if heard[j].at_ms > word.at_ms - EARLIEST_MS:
                break
            if _is_alike(word.letters, heard[j].letters):
                score, before = above.get(j - 1, 0.0) + _MATCH, (i - 1, j - 1)
                matches.add((i, j))
            else:
                score, before = max(
                    (above.get(j - 1, 0.0), (i - 1, j - 1)),
                    (above.get(j, 0.0), (i - 1, j)),
                    (row.get(j - 1, 0.0), (i, j - 1)),
                )
                score += _MISS
            if score <= 0:
                continue
            row[j], came_from[i, j] = score, before
            if score > best:
                best, best_at = score, (i, j)
        above = row
    return _run_to(best_at, came_from, matches) if best >= _LEAST_SCORE else set()


def _run_to(
    at: tuple[int, int], came_from: Mapping[tuple[int, int], tuple[int, int]], matches: set[tuple[int, int]]
) -> set[int]:
    """Which words are in it."""
    run: set[int] = set()
    while at in came_from:
        if at in matches:
            run.add(at[0])
        at = came_from[at]
    return run


def _explained(words: Sequence[_Word], heard: Sequence[_Word], echoed: set[int], explains: Explains) -> set[int]:
    """What the ear alone cannot tell: a played word alone, or one that was misheard; the sound can."""
    played = {word.letters for word in heard}
    is_about_echo = bool(echoed) or all(word.letters in played for word in words)
    if not is_about_echo:
        return set()
    return {
        i
        for i, word in enumerate(words)
        if i not in echoed
        and not math.isnan(word.at_ms)
        and explains(round(word.at_ms), round(word.until_ms)) >= _LEAST_EXPLAINED
    }


@lru_cache(maxsize=1 << 16)
def _is_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if shorter < 4 or 2 * shorter < _LEAST_ALIKE * (shorter + longer):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= _LEAST_ALIKE and matcher.ratio() >= _LEAST_ALIKE


def _words(turn: Turn) -> list[_Word]:
    """With the times at which they were said if all letters take as long; no times at all where the turn has none."""
    start_ms = math.nan if turn.start_ms is None else float(turn.start_ms)
    end_ms = start_ms if turn.end_ms is None else max(start_ms, float(turn.end_ms))
    per_letter_ms = (end_ms - start_ms) / max(1, len(turn.text))
    found: list[_Word] = []
    for match in _WORD.finditer(turn.text):
        spans = [match.span()]
        if _WITHOUT_BLANKS.search(match.group()):
            spans = [(at, at + 1) for at in range(*match.span())]
        for start, end in spans:
            at_ms, until_ms = start_ms + start * per_letter_ms, start_ms + end * per_letter_ms
            found.append(_Word(_letters(turn.text[start:end]), start, end, at_ms, until_ms))
    return found


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", word).casefold()))


def _without(text: str, words: Sequence[_Word], echoed: set[int]) -> str:
    """What is left, each part with the signs that follow it; where something was between, a dash of omission."""
    parts: list[str] = []
    i = 0
    while i < len(words):
        if i in echoed:
            i += 1
            continue
        first = i
        while i < len(words) and i not in echoed:
            i += 1
        end = words[i].start if i < len(words) else len(text)
        parts.append(text[words[first].start : end].strip())
    return " … ".join(parts)


def _spans(words: Sequence[_Word], echoed: set[int]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    last = -2
    for i in sorted(echoed):
        word = words[i]
        if math.isnan(word.at_ms):
            continue
        if spans and i == last + 1:
            spans[-1] = (spans[-1][0], round(word.until_ms))
        else:
            spans.append((round(word.at_ms), round(word.until_ms)))
        last = i
    return tuple(span for span in spans if span[0] < span[1])

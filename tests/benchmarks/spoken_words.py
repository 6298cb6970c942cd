"""What is measured about words: alignment with a reference, error rate, delay from a word's end to its being shown."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NOT_SPOKEN = re.compile(r"[^\w']+")
_SAME_WORDS = {"mr": "mister", "mrs": "missus", "dr": "doctor", "st": "saint", "ok": "okay"}


@dataclass(frozen=True, slots=True)
class SpokenWord:
    text: str
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class Clip:
    path: Path
    duration_s: float
    words: tuple[SpokenWord, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole text on the screen from `at_s` on, counted from the clip's first sample."""

    at_s: float
    words: tuple[str, ...]


def read_manifest(folder: Path) -> list[Clip]:
    entries: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    clips = []
    for entry in entries:
        words: list[SpokenWord] = []
        for text, _, end_ms in entry["words"]:
            parts = spoken_words(text)
            words += [SpokenWord(part, end_ms) for part in parts]
        clips.append(Clip(folder / entry["path"], entry["duration"], tuple(words)))
    return clips


def spoken_words(text: str) -> tuple[str, ...]:
    """Words without case and punctuation; a hyphen parts two words."""
    words = _NOT_SPOKEN.sub(" ", text.lower().replace("-", " ")).replace("_", " ").split()
    return tuple(_SAME_WORDS.get(word.strip("'"), word.strip("'")) for word in words if word.strip("'"))


def aligned(reference: Sequence[str], shown: Sequence[str], *, is_whole: bool) -> tuple[int, set[int]]:
    """Edit distance and the indices of the reference words that `shown` holds in their aligned place.

    With `is_whole` False the reference may go on after what is shown (the shortest such front is taken).
    """
    rows = [list(range(len(reference) + 1))]
    for count, word in enumerate(shown, start=1):
        above, row = rows[-1], [count]
        for column, other in enumerate(reference, start=1):
            row.append(min(above[column - 1] + (word != other), above[column] + 1, row[column - 1] + 1))
        rows.append(row)
    column = len(reference) if is_whole else rows[-1].index(min(rows[-1]))
    distance, line, held = rows[-1][column], len(shown), set()
    while line and column:
        is_same = shown[line - 1] == reference[column - 1]
        if rows[line][column] == rows[line - 1][column - 1] + (not is_same):
            line, column = line - 1, column - 1
            if is_same:
                held.add(column)
        elif rows[line][column] == rows[line - 1][column] + 1:
            line -= 1
        else:
            column -= 1
    return distance, held


def word_delays_s(clip: Clip, history: Sequence[Shown]) -> tuple[list[float], int]:
    """For each timed word the wait until it was shown, and how many were never shown."""
    reference = [word.text for word in clip.words]
    first_shown_s: dict[int, float] = {}
    for index, shown in enumerate(history):
        if index and shown.words == history[index - 1].words:
            continue
        for place in aligned(reference, shown.words, is_whole=False)[1]:
            first_shown_s.setdefault(place, shown.at_s)
    timed = [(place, word.end_ms) for place, word in enumerate(clip.words) if word.end_ms is not None]
    delays = [first_shown_s[place] - end_ms / 1000 for place, end_ms in timed if place in first_shown_s]
    return delays, len(timed) - len(delays)


def percentile(values: Sequence[float], percent: float) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def rounded(value: float | None, digits: int = 3) -> float | None:
    return None if value is None else round(value, digits)


def by_percent(values: Sequence[float], percents: Sequence[int]) -> dict[str, float | None]:
    return {f"p{percent}": rounded(percentile(values, percent)) for percent in percents}

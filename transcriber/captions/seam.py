"""Where a text that was heard once more goes on behind the words that were shown of it already. Pure."""

from collections.abc import Sequence
from itertools import pairwise

_FAR_BACK_WORDS = 120
_MOST_MOVED_WORDS = 40
_FEW_WORDS = 3
"""So many must be heard before it is said that they are others."""
_FEWEST_LEFT_OUT = 2
"""One word more or less is another hearing of the words beside it."""
_COMPARED_LETTERS = 60


def form_of(word: str) -> str:
    """The word without case and punctuation: what two hearings of it must agree on."""
    return "".join(filter(str.isalnum, word)).casefold() or word


def seam(shown: Sequence[str], heard: Sequence[str]) -> int:
    """How many words at the front of `heard` tell what `shown` already told: up to the last word that both have.

    They are laid side by side with the fewest edits. What follows the last word they share there counts as not told,
    also where other words were shown for it: a correction that is read once more can be understood, a word that never
    comes cannot. Only the last 120 words are looked at, and only 40 words around where they must be. Both in the form
    of `form_of`.
    """
    return _shared(shown, heard)[-1][1]


def left_out(shown: Sequence[str], heard: Sequence[str]) -> list[tuple[int, int]]:
    """Where in `heard`, before the `seam`, two words or more stand that were not shown there: start, end.

    Those are words beyond the ones shown, and others in their place.
    """
    runs = []
    for (shown_end, heard_end), (next_shown, next_heard) in pairwise(_shared(shown, heard)):
        there, missed = shown[shown_end : next_shown - 1], heard[heard_end : next_heard - 1]
        if len(missed) >= _FEWEST_LEFT_OUT + len(there) or _are_others(missed, there):
            runs.append((heard_end, next_heard - 1))
    return runs


def _are_others(missed: Sequence[str], there: Sequence[str]) -> bool:
    """Whether at least two of the words are others, and not those that stand there in another spelling."""
    # One character may be a part of a word of Chinese or Japanese, which both are spelled in many ways.
    if sum(len(word) > 1 for word in missed) < _FEWEST_LEFT_OUT:
        return False
    letters, others = "".join(missed)[:_COMPARED_LETTERS], "".join(there)[:_COMPARED_LETTERS]
    return 2 * _edits(letters, others)[-1][-1] > max(len(letters), len(others))


def _shared(shown: Sequence[str], heard: Sequence[str]) -> list[tuple[int, int]]:
    """Where both go on behind each word that is laid beside the same word, in order; first where both begin to differ.

    Laid beside `shown` is the front of `heard` that is most like it: see `nearest_front`.
    """
    same = 0
    while same < min(len(shown), len(heard)) and shown[same] == heard[same]:
        same += 1
    if same in (len(shown), len(heard)):
        return [(same, same)]
    start = max(same, len(shown) - _FAR_BACK_WORDS)
    offset = min(len(heard), max(same, start - _MOST_MOVED_WORDS) if start > same else same)
    rest = shown[start:]
    there = heard[offset : start + len(rest) + _MOST_MOVED_WORDS]
    front, _ = nearest_front(rest, there)
    pairs = [(start + row, offset + column) for row, column in _same_words(rest, there[:front])]
    # Where the first part was not looked at, nobody knows what is left out of it.
    return [(same, same), *pairs] if start == same else pairs or [(start, offset)]


def _same_words(shown: Sequence[str], heard: Sequence[str]) -> list[tuple[int, int]]:
    """Behind which words of both the same word ends, where they are laid side by side with the fewest edits."""
    edits = _edits(shown, heard)
    row, column = len(shown), len(heard)
    found = []
    while row and column:
        aside, above, before = edits[row - 1][column - 1], edits[row - 1][column], edits[row][column - 1]
        if shown[row - 1] == heard[column - 1]:
            found.append((row, column))
            row, column = row - 1, column - 1
        elif aside <= min(above, before):
            row, column = row - 1, column - 1
        elif above <= before:
            row -= 1
        else:
            column -= 1
    return found[::-1]


def is_told_again(shown: Sequence[str], heard: Sequence[str], *, is_over: bool) -> bool | None:
    """Whether a text begins with the words that were shown, half of them at least; None: too few of it are there."""
    if not is_over and len(heard) < min(_FEW_WORDS, len(shown)):
        return None
    _, distance = nearest_front(heard, shown) if len(heard) < len(shown) else nearest_front(shown, heard)
    return 2 * distance <= min(len(heard), len(shown))


def nearest_front(shown: Sequence[str], heard: Sequence[str]) -> tuple[int, int]:
    """How many words at the front of `heard` are most like `shown`, and in how many edits they differ from it."""
    distances = _edits(shown, heard)[-1]

    def badness(length: int) -> tuple[int, bool, int]:
        return distances[length], length > 0 and heard[length - 1] != shown[-1], abs(length - len(shown))

    front = min(range(len(distances)), key=badness) if shown else 0
    return front, distances[front]


def _edits(shown: Sequence[str], heard: Sequence[str]) -> list[list[int]]:
    """In how many edits each front of `shown`, by row, differs from each front of `heard`."""
    rows = [list(range(len(heard) + 1))]
    for row, word in enumerate(shown, start=1):
        previous, distances = rows[-1], [row]
        for column, other in enumerate(heard, start=1):
            substituted = previous[column - 1] + (word != other)
            distances.append(min(substituted, previous[column] + 1, distances[column - 1] + 1))
        rows.append(distances)
    return rows

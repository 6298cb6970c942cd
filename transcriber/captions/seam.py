"""Where a text that was heard once more goes on behind the words that were shown of it already. Pure."""

from collections.abc import Sequence

_FAR_BACK_WORDS = 120
_MOST_MOVED_WORDS = 40
_FEW_WORDS = 3
"""So many must be heard before it is said that they are others."""


def form_of(word: str) -> str:
    """The word without case and punctuation: what two hearings of it must agree on."""
    return "".join(filter(str.isalnum, word)).casefold() or word


def seam(shown: Sequence[str], heard: Sequence[str]) -> int:
    """How many words at the front of `heard` tell what `shown` already told.

    The front with the least edit distance to what was shown; of equals one that ends in the same word, then the one
    nearest in length. Only the last 120 words are looked at, and only 40 words around where they must be. Both in the
    form of `form_of`.
    """
    same = 0
    while same < min(len(shown), len(heard)) and shown[same] == heard[same]:
        same += 1
    if same in (len(shown), len(heard)):
        return same
    start = max(same, len(shown) - _FAR_BACK_WORDS)
    offset = max(same, start - _MOST_MOVED_WORDS) if start > same else same
    rest = shown[start:]
    front, _ = nearest_front(rest, heard[offset : start + len(rest) + _MOST_MOVED_WORDS])
    return min(len(heard), offset + front)


def is_told_again(shown: Sequence[str], heard: Sequence[str], *, is_over: bool) -> bool | None:
    """Whether a text begins with the words that were shown, half of them at least; None: too few of it are there."""
    if not is_over and len(heard) < min(_FEW_WORDS, len(shown)):
        return None
    _, distance = nearest_front(heard, shown) if len(heard) < len(shown) else nearest_front(shown, heard)
    return 2 * distance <= min(len(heard), len(shown))


def nearest_front(shown: Sequence[str], heard: Sequence[str]) -> tuple[int, int]:
    """How many words at the front of `heard` are most like `shown`, and in how many edits they differ from it."""
    distances = list(range(len(heard) + 1))
    for row, word in enumerate(shown, start=1):
        previous, distances = distances, [row]
        for column, other in enumerate(heard, start=1):
            substituted = previous[column - 1] + (word != other)
            distances.append(min(substituted, previous[column] + 1, distances[column - 1] + 1))

    def badness(length: int) -> tuple[int, bool, int]:
        return distances[length], length > 0 and heard[length - 1] != shown[-1], abs(length - len(shown))

    front = min(range(len(distances)), key=badness) if shown else 0
    return front, distances[front]

"""Words that were shown and are heard once more after a connection was lost: which a new turn may tell. Pure.

What was sent and has no final text is sent again, and comes back as a new turn (`transcript.transcript`), cut in other
places perhaps. Times say which turns may tell the same speech, and the words whether they do (`seam.is_told_again`).
"""

from collections import deque
from dataclasses import dataclass

from transcriber.captions.seam import nearest_front
from transcriber.captions.spoken_turn import SpokenTurn
from transcriber.transcript.turns import Turn

_MOST_KEPT = 8
"""Turns of one lane that may be heard again: what is further back was settled long ago."""
_MOST_WORDS = 160
_WORD_MS = 250
_LEAST_SPEECH_MS = 1_400


@dataclass(slots=True)
class ShownWords:
    """What was shown of one turn, in the form of `form_of`."""

    number: int
    start_ms: int | None
    end_ms: int | None
    forms: list[str]
    is_removed: bool = False

    def may_be_told_by(self, turn: Turn) -> bool:
        """Whether the turn begins within the first half of this one."""
        if turn.start_ms is None or self.start_ms is None or self.end_ms is None:
            return self.is_removed and self._is_near(turn)
        return 2 * turn.start_ms < self.start_ms + self.end_ms

    def _is_near(self, turn: Turn) -> bool:
        """The same, as far as can be known where one has no times, or nobody knows when this one ended."""
        if turn.start_ms is None or self.start_ms is None:
            return True
        return 2 * (turn.start_ms - self.start_ms) < max(_LEAST_SPEECH_MS, _WORD_MS * len(self.forms))


class HeardAgain:
    """The words shown of late, by lane. The thread of the view that made it."""

    def __init__(self) -> None:
        self._shown: dict[int, deque[ShownWords]] = {}

    def keep(self, turn: SpokenTurn) -> None:
        """Nothing more comes of this turn."""
        told, untold = turn.shown[: len(turn.shown) - len(turn.words)], turn.told_before
        if untold and turn.is_over:
            told, untold = turn.told_again, untold[nearest_front(turn.told_again, untold)[0] :]
        kept = self._shown.setdefault(turn.lane, deque(maxlen=_MOST_KEPT))
        if told:
            kept.append(ShownWords(turn.number, turn.heard_ms, turn.ends_ms, told[-_MOST_WORDS:]))
        if untold:
            # What it has not told again is told by the next one, wherever that begins.
            kept.append(ShownWords(turn.number, None, None, untold, is_removed=True))

    def remove(self, number: int) -> None:
        """It was taken out of the transcript: its speech may come again at any time."""
        for kept in self._shown.values():
            for shown in kept:
                shown.is_removed = shown.is_removed or shown.number == number

    def told_by(self, turn: Turn) -> list[str]:
        """What the new turn may tell again, in order; asked once, with its first words."""
        kept = self._shown.get(turn.lane)
        if not kept:
            return []
        told = [shown for shown in kept if shown.may_be_told_by(turn)]
        for shown in told:
            kept.remove(shown)
        return [form for shown in told for form in shown.forms]

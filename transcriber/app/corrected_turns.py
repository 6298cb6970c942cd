"""One recording's finished turns with the vocabulary's words: each as it was heard beside it, once settled for good.

What is replaced from now on is replaced in what comes; what is there already changes only where a person asks for it.
"""

from collections.abc import Callable
from dataclasses import replace

from transcriber.session.notices import Notice
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import Turn, TurnChange, TurnChanged, TurnRemoved, TurnState


class CorrectedTurns:
    """Stands between a recording and who takes its notices. Session thread.

    Args:
        publish: Takes every notice.
        replacement: What is replaced now; asked for at the end of each turn.
    """

    def __init__(self, publish: Callable[[Notice], None], replacement: Callable[[], Replacement]) -> None:
        self._hand_on = publish
        self._replacement = replacement
        self._read: dict[int, tuple[Turn, Turn]] = {}
        """Of each finished turn, as it was told and as it is read."""
        self._order: list[int] = []
        self._speech: set[int] = set()
        """Of these a person says that they were spoken."""
        self._before: list[tuple[dict[int, Turn], frozenset[int]]] = []
        """For the way back: how the turns were read that a person's wish changed, and which were called speech."""

    def publish(self, notice: Notice) -> None:
        """Hand it on, a finished turn with what is to be read."""
        if isinstance(notice, TurnChanged):
            notice = replace(notice, turn=self._taken(notice))
        elif isinstance(notice, TurnRemoved):
            self._forget(notice.number)
        self._hand_on(notice)

    def correct_all(self, replacement: Replacement) -> int:
        """Replace in every turn that is finished; how many of them changed."""
        changed = {}
        for position, number in enumerate(self._order):
            told, read = self._read.get(number, (None, None))
            if told is None or read is None or read.is_on_silence:
                continue
            corrected = replacement.turn(read)
            if corrected != read:
                changed[number] = read
                self._tell(number, told, corrected, position)
        if changed:
            self._remember(changed)
        return len(changed)

    def rewrite(self, number: int, text: str) -> bool:
        """A person's text for a turn that is finished; whether there is such a turn and it read otherwise."""
        told, read = self._read.get(number, (None, None))
        if told is None or read is None or not text.strip() or read.text == text:
            return False
        heard_text = read.heard_text or read.text
        # Who corrects words says that they were spoken; neither speakers nor doubts are known of a person's words.
        mine = replace(read, text=text, heard_text=heard_text, segments=(), doubtful=(), is_on_silence=False)
        self._remember({number: read})
        self._speech.add(number)
        self._tell(number, told, mine, self._order.index(number))
        return True

    def call_speech(self, number: int) -> bool:
        """It was speech, though none was heard by this side; whether that is news."""
        told, read = self._read.get(number, (None, None))
        if told is None or read is None or not read.is_on_silence:
            return False
        self._remember({number: read})
        self._speech.add(number)
        self._tell(number, told, replace(read, is_on_silence=False), self._order.index(number))
        return True

    def undo(self) -> bool:
        """Take the last such wish back; whether there was one."""
        if not self._before:
            return False
        before, speech = self._before.pop()
        self._speech = set(speech)
        for position, number in enumerate(self._order):
            told, read = self._read.get(number, (None, None))[0], before.get(number)
            if told is not None and read is not None:
                is_on_silence = told.is_on_silence and number not in self._speech
                self._tell(number, told, replace(read, is_on_silence=is_on_silence), position)
        return True

    def _remember(self, changed: dict[int, Turn]) -> None:
        self._before.append((changed, frozenset(self._speech)))

    def _tell(self, number: int, told: Turn, read: Turn, position: int) -> None:
        self._read[number] = (told, read)
        self._hand_on(TurnChanged(TurnChange.CORRECTED, read, position))

    def _taken(self, notice: TurnChanged) -> Turn:
        turn = notice.turn
        self._place(turn.number, notice.position)
        if turn.state is not TurnState.FINISHED:
            return turn
        told, read = self._read.get(turn.number, (None, None))
        if told is None or read is None or told.text != turn.text or told.segments != turn.segments:
            read = self._replacement().turn(turn)
        else:
            # What else became known of it does not change its words.
            read = replace(
                turn, text=read.text, heard_text=read.heard_text, segments=read.segments, doubtful=read.doubtful
            )
        if turn.number in self._speech:
            read = replace(read, is_on_silence=False)
        self._read[turn.number] = (turn, read)
        return read

    def _place(self, number: int, position: int) -> None:
        if position < len(self._order) and self._order[position] == number:
            return
        if number in self._read or number in self._order:
            self._order.remove(number)
        self._order.insert(position, number)

    def _forget(self, number: int) -> None:
        self._read.pop(number, None)
        if number in self._order:
            self._order.remove(number)

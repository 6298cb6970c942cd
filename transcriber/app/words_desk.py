"""What the window and the commands wish of the words in use: each wish returns at once."""

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from transcriber.app.words_in_use import WordsInUse
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.vocabulary import Vocabulary

if TYPE_CHECKING:
    from transcriber.app.history_corrections import HistoryCorrections

MOST_UNDONE = 100
"""So many of the last changes can be taken back, here and in the history: each of them whole."""


class WordsDesk:
    """Main thread; everything is done on the session thread.

    Args:
        call: Runs something on the session thread, soon.
        ask_again: Tells the service of the recording that runs what it is to expect now. Session thread.
        corrections: What replaces words in the history; asked for on the session thread.
    """

    def __init__(
        self,
        call: Callable[[Callable[[], object]], None],
        ask_again: Callable[[], None],
        corrections: "Callable[[], HistoryCorrections]",
    ) -> None:
        self._call = call
        self._ask_again = ask_again
        self._corrections = corrections
        self.in_use = WordsInUse()
        """For the session thread alone."""
        self._done: deque[tuple[bool, bool]] = deque(maxlen=MOST_UNDONE)
        """Of each change, whether it is one of the recording that runs, and of the history. Session thread."""

    def use(self, vocabulary: Vocabulary) -> None:
        """These words count from now on, also for the recording that runs."""
        self._call(lambda: self._use(vocabulary))

    def correct(self, vocabulary: Vocabulary, elsewhere: Mapping[str, Sequence[int]] | None = None) -> None:
        """Replace these words in the finished turns of the recording that runs, or ran last; `undo` takes it back.

        `elsewhere`: also in these turns of the history, by recordings and the turns' ids; it answers as `edit` there.
        """
        self._call(lambda: self._correct(Replacement(vocabulary.entries), elsewhere or {}))

    def rewrite(self, number: int, text: str) -> None:
        """A person's text for a finished turn of the recording that runs, or ran last; `undo` takes it back."""
        self._call(lambda: self._note(self.in_use.rewrite_running(number, text)))

    def call_speech(self, number: int) -> None:
        """A turn of it that is struck was spoken; `undo` takes that back."""
        self._call(lambda: self._note(self.in_use.call_running_speech(number)))

    def undo(self) -> None:
        """Take the last of these changes back."""
        self._call(self._undo)

    def _use(self, vocabulary: Vocabulary) -> None:
        if self.in_use.use(vocabulary):
            self._ask_again()

    def _correct(self, replacement: Replacement, elsewhere: Mapping[str, Sequence[int]]) -> None:
        is_here = self.in_use.correct_running(replacement) > 0
        if elsewhere:
            self._corrections().replace(replacement, elsewhere)
        self._note(is_here, bool(elsewhere))

    def _note(self, is_here: bool, is_elsewhere: bool = False) -> None:
        if is_here or is_elsewhere:
            self._done.append((is_here, is_elsewhere))

    def _undo(self) -> None:
        while self._done:
            is_here, is_elsewhere = self._done.pop()
            if is_elsewhere:
                self._corrections().undo()
            # Changes of a recording before the one that runs cannot be taken back any more.
            if (is_here and self.in_use.undo_running()) or is_elsewhere:
                return

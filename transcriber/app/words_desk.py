"""What the window and the commands wish of the words in use: each wish returns at once."""

from collections.abc import Callable

from transcriber.app.words_in_use import WordsInUse
from transcriber.transcript.vocabulary import Vocabulary


class WordsDesk:
    """Main thread; everything is done on the session thread.

    Args:
        call: Runs something on the session thread, soon.
        ask_again: Tells the service of the recording that runs what it is to expect now. Session thread.
    """

    def __init__(self, call: Callable[[Callable[[], object]], None], ask_again: Callable[[], None]) -> None:
        self._call = call
        self._ask_again = ask_again
        self.in_use = WordsInUse()
        """For the session thread alone."""

    def use(self, vocabulary: Vocabulary) -> None:
        """These words count from now on, also for the recording that runs."""
        self._call(lambda: self._use(vocabulary))

    def correct(self, vocabulary: Vocabulary) -> None:
        """Replace these words in the finished turns of the recording that runs, or ran last; `undo` takes it back."""
        self._call(lambda: self.in_use.correct_running(vocabulary))

    def rewrite(self, number: int, text: str) -> None:
        """A person's text for a finished turn of the recording that runs, or ran last; `undo` takes it back."""
        self._call(lambda: self.in_use.rewrite_running(number, text))

    def call_speech(self, number: int) -> None:
        """A turn of it that is struck was spoken; `undo` takes that back."""
        self._call(lambda: self.in_use.call_running_speech(number))

    def undo(self) -> None:
        """Take the last of these changes back."""
        self._call(self.in_use.undo_running)

    def _use(self, vocabulary: Vocabulary) -> None:
        if self.in_use.use(vocabulary):
            self._ask_again()

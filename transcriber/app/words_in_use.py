"""The vocabulary that counts now: told to services, replaced in finished turns of whatever is transcribed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from transcriber.app.corrected_turns import CorrectedTurns
from transcriber.session.notices import Notice
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.vocabulary import EMPTY, Vocabulary
from transcriber.transcript.vocabulary_feed import fed

if TYPE_CHECKING:
    from transcriber.realtime.configuration import SessionConfiguration
    from transcriber.settings.profiles import Profile


class WordsInUse:
    """Session thread."""

    def __init__(self) -> None:
        self._vocabulary = EMPTY
        self._replacement = Replacement()
        self._running: CorrectedTurns | None = None

    def use(self, vocabulary: Vocabulary) -> bool:
        """Count from now on; whether services are to be told something else than before."""
        before, self._vocabulary = self._vocabulary, vocabulary
        self._replacement = Replacement(vocabulary.entries)
        return _expected(before) != _expected(vocabulary)

    def told_to(self, profile: "Profile", configuration: "SessionConfiguration") -> "SessionConfiguration":
        """The configuration with the words that the service is to expect, as its model takes them."""
        model = profile.capabilities_of(configuration.model)
        return fed(configuration, self._vocabulary, model, profile.switches).configuration

    def watched(self, publish: Callable[[Notice], None], *, is_running: bool = False) -> Callable[[Notice], None]:
        """In the place of `publish`: finished turns come with the right words. `is_running`: of what is recorded."""
        turns = CorrectedTurns(publish, lambda: self._replacement)
        if is_running:
            self._running = turns
        return turns.publish

    def correct_running(self, replacement: Replacement) -> int:
        """Replace also in what was recorded already; how many turns changed."""
        return self._running.correct_all(replacement) if self._running else 0

    def rewrite_running(self, number: int, text: str) -> bool:
        """A person's text for one of its turns; whether that changed anything."""
        return self._running is not None and self._running.rewrite(number, text)

    def call_running_speech(self, number: int) -> bool:
        """One of its turns was speech; whether that changed anything."""
        return self._running is not None and self._running.call_speech(number)

    def undo_running(self) -> bool:
        """Take the last of these changes back; whether there was one."""
        return self._running is not None and self._running.undo()


def _expected(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(entry.written for entry in vocabulary.entries if entry.is_expected)

"""Where a command's words go, in the place of the application's."""

from transcriber.transcript.vocabulary import Vocabulary


class ScriptedWords:
    """Remembers what was to be written right."""

    def __init__(self) -> None:
        self.used: list[Vocabulary] = []

    def use(self, vocabulary: Vocabulary) -> None:
        self.used.append(vocabulary)

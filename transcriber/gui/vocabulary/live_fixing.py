"""A word corrected once on the live page: in every finished turn of the recording, as one change, and from now on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from transcriber.gui.transcript_view import TranscriptView
from transcriber.gui.vocabulary.vocabulary_control import VocabularyControl, WordsApp
from transcriber.gui.window_actions import WindowActions
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import TurnState
from transcriber.transcript.vocabulary import Entry, Vocabulary

if TYPE_CHECKING:
    from transcriber.gui.vocabulary.fix_dialog import FixDialog


class LiveFixing(QObject):
    """Main thread.

    Args:
        app: Replaces in the recording.
        words: Keeps what is learnt.
        transcript: Where the word is selected.
        actions: Ask for it, and take it back.
        window: Owns this and the dialog.
    """

    def __init__(
        self,
        app: WordsApp,
        words: VocabularyControl,
        transcript: TranscriptView,
        actions: WindowActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._app = app
        self._words = words
        self._transcript = transcript
        self._window = window
        self._undo = actions.undo_fix
        self.dialog: FixDialog | None = None
        actions.fix.triggered.connect(self.ask)
        actions.undo_fix.triggered.connect(self._on_undo)

    def ask(self) -> None:
        """How the selected word is written; without a selection the word is to be typed."""
        from transcriber.gui.vocabulary.fix_dialog import FixDialog

        if self.dialog is not None:
            self.dialog.close()
        selected = " ".join(self._transcript.textCursor().selectedText().split())
        self.dialog = FixDialog(selected, self._places, self._window)
        self.dialog.asked.connect(self._on_asked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.show()

    def _places(self, entry: Entry) -> list[str]:
        replacement = Replacement((entry,))
        finished = (turn.text for turn in self._transcript.turns if turn.state is TurnState.FINISHED)
        return [text for text in finished if replacement.places(text)]

    def _on_asked(self, entry: Entry, from_now_on: bool) -> None:
        self._app.words.correct(Vocabulary((entry,)))
        self._undo.setEnabled(True)
        if from_now_on:
            self._words.learn(entry)

    def _on_undo(self) -> None:
        self._app.words.undo()

    def _on_finished(self) -> None:
        self.dialog = None

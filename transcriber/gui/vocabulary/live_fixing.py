"""A word corrected once on the live page: in every finished turn of the recording, as one change, and from now on.

In the other recordings of the history too, where that is asked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from transcriber.gui.history.history_control import HistoryControl
from transcriber.gui.theme import Theme
from transcriber.gui.transcript_view import TranscriptView
from transcriber.gui.vocabulary.vocabulary_control import VocabularyControl, WordsApp
from transcriber.gui.window_actions import WindowActions
from transcriber.transcript.turns import TurnState
from transcriber.transcript.vocabulary import Entry, Vocabulary

if TYPE_CHECKING:
    from transcriber.gui.vocabulary.fix_dialog import FixDialog


class LiveFixing(QObject):
    """Main thread.

    Args:
        theme: Of the dialog.
        app: Replaces in the recording and in the history.
        words: Keeps what is learnt.
        history: Where a word is looked for.
        transcript: Where the word is selected.
        actions: Ask for it, and take it back.
        window: Owns this and the dialog.
    """

    said = Signal(str)
    """What was done, where it cannot be seen."""

    def __init__(
        self,
        theme: Theme,
        app: WordsApp,
        words: VocabularyControl,
        history: HistoryControl,
        transcript: TranscriptView,
        actions: WindowActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._app = app
        self._words = words
        self._history = history
        self._transcript = transcript
        self._window = window
        self._undo = actions.undo_fix
        self.dialog: FixDialog | None = None
        actions.undo_fix.triggered.connect(self._on_undo)

    def ask(self) -> None:
        """How the selected word is written; without a selection the word is to be typed."""
        from transcriber.gui.vocabulary.fix_dialog import FixDialog
        from transcriber.gui.vocabulary.places_elsewhere import PlacesElsewhere
        from transcriber.gui.vocabulary.places_here import PlacesHere

        if self.dialog is not None:
            self.dialog.close()
        selected = " ".join(self._transcript.textCursor().selectedText().split())
        elsewhere = PlacesElsewhere(self._history.reading, self._history.live_id)
        self.dialog = FixDialog(self._theme, selected, PlacesHere(self._texts), elsewhere, self._window)
        self.dialog.asked.connect(self._on_asked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.show()

    def _texts(self) -> Iterator[tuple[int, str]]:
        for turn in tuple(self._transcript.turns):
            if turn.state is TurnState.FINISHED and not turn.is_on_silence:
                yield turn.number, turn.text

    def correct(self, entry: Entry, elsewhere: Mapping[str, Sequence[int]]) -> None:
        """Replace in the recording that runs, or ran last, and in these turns of the history."""
        self._app.words.correct(Vocabulary((entry,)), elsewhere)
        self._undo.setEnabled(True)

    def _on_asked(self, entry: Entry, from_now_on: bool, elsewhere: Mapping[str, Sequence[int]]) -> None:
        self.correct(entry, elsewhere)
        if elsewhere:
            from transcriber.gui.vocabulary.place_list import correction_words

            self.said.emit(correction_words(elsewhere))
        if from_now_on:
            self._words.learn(entry)

    def _on_undo(self) -> None:
        self._app.words.undo()

    def _on_finished(self) -> None:
        self.dialog = None

"""A word corrected once in a stored recording: wherever else it stands there or in the history, and from now on."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.fix_dialog import FixDialog
from transcriber.gui.vocabulary.place_list import correction_words
from transcriber.gui.vocabulary.places_elsewhere import PlacesElsewhere
from transcriber.gui.vocabulary.places_here import PlacesHere
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import TurnState
from transcriber.transcript.vocabulary import Entry


class WordFixing(QObject):
    """Main thread.

    Args:
        theme: Of the dialog.
        transcript: Where the word is selected.
        edits: Changes the turns, all of them as one.
        reading: Where a word is looked for in other recordings.
        page: Owns this and the dialog.
    """

    learnt = Signal(object)
    """The `Entry` that counts from now on."""
    everywhere_asked = Signal(object, object)
    """An `Entry`, and the ids of the turns in which it replaces, by the recordings' public ids."""

    said = Signal(str)
    """What was done, where it cannot be seen."""

    def __init__(
        self,
        theme: Theme,
        transcript: StoredTranscript,
        edits: RecordingEdits,
        reading: HistoryReading,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._theme = theme
        self._transcript = transcript
        self._edits = edits
        self._reading = reading
        self._page = page
        self.dialog: FixDialog | None = None
        self._here = PlacesHere(self._texts, self)

    def ask(self) -> None:
        """How the selected word is written; without a selection the word is to be typed."""
        if self.dialog is not None:
            self.dialog.close()
        selected = " ".join(self._transcript.textCursor().selectedText().split())
        elsewhere = PlacesElsewhere(self._reading, self._edits.public_id)
        self._here = PlacesHere(self._texts)
        self.dialog = FixDialog(self._theme, selected, self._here, elsewhere, self._page)
        self.dialog.asked.connect(self._on_asked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.show()

    def _texts(self) -> Iterator[tuple[int, str]]:
        for row in tuple(self._transcript.rows.rows):
            # What is struck stays struck: a text of a person's own would call it speech.
            if row.stored is not None and row.turn.state is TurnState.FINISHED and not row.turn.is_on_silence:
                yield row.stored.id, row.turn.text

    def _on_asked(self, entry: Entry, from_now_on: bool, elsewhere: Mapping[str, Sequence[int]]) -> None:
        seen = self._here.places
        if elsewhere:
            here = {self._edits.public_id: tuple(seen)} if seen else {}
            self.everywhere_asked.emit(entry, {**here, **elsewhere})
            self.said.emit(correction_words(elsewhere))
        else:
            replacement = Replacement((entry,))
            # It may have been edited since it was looked through.
            texts = {turn_id: text for turn_id, text in self._texts() if turn_id in seen}
            changes = {turn_id: replacement.text(text) for turn_id, text in texts.items()}
            self._edits.rewrite_all({turn_id: text for turn_id, text in changes.items() if text != texts[turn_id]})
        if from_now_on:
            self.learnt.emit(entry)

    def _on_finished(self) -> None:
        self.dialog = None

"""A word corrected once in a stored recording: wherever else it stands there or in the history, and from now on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.fix_dialog import FixDialog
from transcriber.gui.vocabulary.place_list import correction_words
from transcriber.gui.vocabulary.places_elsewhere import PlacesElsewhere
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

    def ask(self) -> None:
        """How the selected word is written; without a selection the word is to be typed."""
        if self.dialog is not None:
            self.dialog.close()
        selected = " ".join(self._transcript.textCursor().selectedText().split())
        elsewhere = PlacesElsewhere(self._reading, self._edits.public_id)
        self.dialog = FixDialog(self._theme, selected, self._places, elsewhere, self._page)
        self.dialog.asked.connect(self._on_asked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.show()

    def _places(self, entry: Entry) -> list[str]:
        return [text for _, text, _ in self._changes(entry)]

    def _changes(self, entry: Entry) -> list[tuple[int, str, str]]:
        """Of each turn in which it replaces: its id, its text as it is and as it would be."""
        replacement = Replacement((entry,))
        found = []
        for row in self._transcript.rows.rows:
            # What is struck stays struck: a text of a person's own would call it speech.
            is_read = row.turn.state is TurnState.FINISHED and not row.turn.is_on_silence
            if row.stored is not None and is_read:
                text = replacement.text(row.turn.text)
                if text != row.turn.text:
                    found.append((row.stored.id, row.turn.text, text))
        return found

    def _on_asked(self, entry: Entry, from_now_on: bool, elsewhere: Mapping[str, Sequence[int]]) -> None:
        changes = self._changes(entry)
        if elsewhere:
            here = {self._edits.public_id: tuple(turn_id for turn_id, _, _ in changes)} if changes else {}
            self.everywhere_asked.emit(entry, {**here, **elsewhere})
            self.said.emit(correction_words(elsewhere))
        else:
            self._edits.rewrite_all({turn_id: text for turn_id, _, text in changes})
        if from_now_on:
            self.learnt.emit(entry)

    def _on_finished(self) -> None:
        self.dialog = None

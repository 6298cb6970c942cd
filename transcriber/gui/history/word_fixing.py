"""A word corrected once in a stored recording: wherever else it stands there, and from now on."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from transcriber.gui.history.recording_edits import RecordingEdits
from transcriber.gui.history.stored_transcript import StoredTranscript
from transcriber.gui.vocabulary.fix_dialog import FixDialog
from transcriber.transcript.replacement import Replacement
from transcriber.transcript.turns import TurnState
from transcriber.transcript.vocabulary import Entry


class WordFixing(QObject):
    """Main thread.

    Args:
        transcript: Where the word is selected.
        edits: Changes the turns, all of them as one.
        page: Owns this and the dialog.
    """

    learnt = Signal(object)
    """The `Entry` that counts from now on."""

    def __init__(self, transcript: StoredTranscript, edits: RecordingEdits, page: QWidget) -> None:
        super().__init__(page)
        self._transcript = transcript
        self._edits = edits
        self._page = page
        self.dialog: FixDialog | None = None

    def ask(self) -> None:
        """How the selected word is written; without a selection the word is to be typed."""
        if self.dialog is not None:
            self.dialog.close()
        selected = " ".join(self._transcript.textCursor().selectedText().split())
        self.dialog = FixDialog(selected, lambda entry: [text for _, text, _ in self._changes(entry)], self._page)
        self.dialog.asked.connect(self._on_asked)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.show()

    def _changes(self, entry: Entry) -> list[tuple[int, str, str]]:
        """Of each turn in which it replaces: its id, its text as it is and as it would be."""
        replacement = Replacement((entry,))
        found = []
        for row in self._transcript.rows.rows:
            if row.stored is not None and row.turn.state is TurnState.FINISHED:
                text = replacement.text(row.turn.text)
                if text != row.turn.text:
                    found.append((row.stored.id, row.turn.text, text))
        return found

    def _on_asked(self, entry: Entry, from_now_on: bool) -> None:
        self._edits.rewrite_all({turn_id: text for turn_id, _, text in self._changes(entry)})
        if from_now_on:
            self.learnt.emit(entry)

    def _on_finished(self) -> None:
        self.dialog = None

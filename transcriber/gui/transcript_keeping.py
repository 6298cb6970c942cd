"""What becomes of the words: copied, saved, or neither yet. There is no history, so none are thrown away unasked."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from transcriber.gui.transcript_page import TranscriptPage
from transcriber.session.notices import Problem


class TranscriptKeeping(QObject):
    """Knows which words exist only in the window. Main thread."""

    saved = Signal()
    """Words were written to a file."""
    not_saved = Signal()
    """Nobody named a file, or it could not be written."""
    problem_raised = Signal(object)
    """A `Problem`: why it could not be written."""

    def __init__(self, page: TranscriptPage, window: QWidget) -> None:
        super().__init__(window)
        self._page = page
        self._window = window
        self._kept_text = ""
        self._is_precious = True
        self._previous_text = ""
        self._is_previous_kept = True

    @property
    def text(self) -> str:
        """The transcript that is shown."""
        return self._page.transcript.turns.text()

    @property
    def previous_text(self) -> str:
        """What was shown before it, and before that as long as nobody took it."""
        return self._previous_text

    @property
    def unsaved_text(self) -> str:
        """What would be lost with the window; the demo can be played again."""
        parts = []
        if self._previous_text and not self._is_previous_kept:
            parts.append(self._previous_text)
        if self._is_shown_unsaved:
            parts.append(self.text)
        return "\n".join(parts)

    def begin(self, *, is_precious: bool) -> None:
        """Another recording takes the page; what stands there can still be saved as the previous transcript."""
        if words := self.text:
            was_unsaved = self._is_shown_unsaved
            if was_unsaved and self._previous_text and not self._is_previous_kept:
                words = f"{self._previous_text}\n{words}"
            if was_unsaved or self._is_previous_kept:
                self._previous_text, self._is_previous_kept = words, not was_unsaved
        self._kept_text, self._is_precious = "", is_precious

    def copy(self, *, with_times: bool = False) -> None:
        """Everything that is shown, to the clipboard."""
        QGuiApplication.clipboard().setText(self._page.transcript.turns.text(with_times=with_times))
        self._kept_text = self.text
        self._page.note.setText("Copied")

    def copy_with_times(self) -> None:
        """The same with the time before each turn."""
        self.copy(with_times=True)

    def save(self, path: Path, text: str | None = None) -> None:
        """What is shown, or `text`, into a file; a problem is raised if that could not be done."""
        words = self.text if text is None else text
        try:
            path.write_text(words, encoding="utf-8")
        except OSError as error:
            reason = error.strerror or "the file cannot be written"
            message = f"The transcript was not saved: {reason}."
            self.problem_raised.emit(Problem("not_saved", message, "Choose another folder."))
            self.not_saved.emit()
            return
        if self.text and words.endswith(self.text):
            self._kept_text = self.text
        if self._previous_text and words.startswith(self._previous_text):
            self._is_previous_kept = True
        self._page.note.setText(f"Saved as {path.name}")
        self.saved.emit()

    def ask_where_to_save(self) -> None:
        """What is shown, into a file that the person names."""
        self._ask(f"{self._page.title.text() or 'Transcript'}.txt", None)

    def ask_where_to_save_previous(self) -> None:
        """What was shown before."""
        self._ask("Previous transcript.txt", self._previous_text)

    def ask_where_to_save_unsaved(self) -> None:
        """Everything that would be lost."""
        self._ask("Transcript.txt", self.unsaved_text)

    @property
    def _is_shown_unsaved(self) -> bool:
        return self._is_precious and bool(self.text) and self.text != self._kept_text

    def _ask(self, name: str, text: str | None) -> None:
        dialog = QFileDialog(self._window, "Save the transcript", name, "Text (*.txt)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda path: self.save(Path(path), text))
        dialog.rejected.connect(self.not_saved)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

"""What becomes of the words: in the history, copied, saved, or none of it yet. None are thrown away unasked."""

import logging
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from transcriber.export.formats import ExportFormat
from transcriber.gui.bridge import NoticeBridge
from transcriber.gui.desktop.kept_sizes import keep_format, last_format
from transcriber.gui.errands import Errands
from transcriber.gui.language import in_words, tr
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.gui.turn_list import text_of
from transcriber.session.notices import Problem, ProblemPassed, RecordingKept
from transcriber.transcript.turns import TurnState

if TYPE_CHECKING:
    from transcriber.gui.annotations.live_annotations import LiveAnnotations
    from transcriber.gui.live_material import LiveMaterial
    from transcriber.gui.printing import Printing
    from transcriber.gui.save_dialog import SaveDialog

_log = logging.getLogger(__name__)
_NOT_KEPT = "not_kept"
"""The problem of a history that lacks something of the recording that runs."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a file holds once it is written."""

    name: str
    shown: str | None
    """What the window showed, if all of that is in it."""
    words: str


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
        self._errands = Errands(self)
        self._kept_text = ""
        self._is_precious = True
        self._is_in_history = False
        self._is_history_whole = True
        self._previous_text = ""
        self._is_previous_kept = True
        self._previous: LiveMaterial | None = None
        """All of what was shown before; None where that is nothing, or the words of several recordings."""
        self._annotations: LiveAnnotations | None = None
        self._folder: Path | None = None

    @cached_property
    def printing(self) -> "Printing":
        """Made when somebody prints: the first window does without."""
        from transcriber.gui.printing import Printing

        printing = Printing(self._window)
        printing.said.connect(self._page.note.pass_by)
        printing.problem_raised.connect(self.problem_raised)
        return printing

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
        if self.is_shown_unsaved:
            parts.append(self.text)
        return "\n".join(parts)

    @property
    def is_shown_unsaved(self) -> bool:
        """Whether words of what is shown exist only in the window, and nobody took them."""
        is_kept = self._is_in_history and self._is_history_whole
        return self._is_precious and not is_kept and bool(self.text) and self.text != self._kept_text

    def begin(self, *, is_precious: bool) -> None:
        """Another recording takes the page; what stands there can still be saved as the previous transcript."""
        if words := self.text:
            was_unsaved = self.is_shown_unsaved
            are_several = was_unsaved and bool(self._previous_text) and not self._is_previous_kept
            if are_several:
                words = f"{self._previous_text}\n{words}"
            if was_unsaved or self._is_previous_kept:
                self._previous = None if are_several else self._material()
                self._previous_text, self._is_previous_kept = words, not was_unsaved
        self._kept_text, self._is_precious = "", is_precious
        self._is_in_history, self._is_history_whole = False, True

    def follow(self, bridge: NoticeBridge) -> None:
        """Learn what the history keeps: nobody need save that."""
        bridge.recording_kept.connect(self._on_recording_kept)
        bridge.problem_raised.connect(self._on_problem)
        bridge.problem_passed.connect(self._on_problem_passed)

    def complete(self, annotations: "LiveAnnotations", folder: Path) -> None:
        """Documents have these marks and notes from now on, and what the store in `folder` knows of the recording."""
        self._annotations, self._folder = annotations, folder

    def copy(self, *, with_times: bool = False) -> None:
        """Everything that is shown, to the clipboard."""
        QGuiApplication.clipboard().setText(self._page.transcript.turns.text(with_times=with_times))
        self._kept_text = self.text
        self._page.note.pass_by(tr("Copied"))

    def copy_with_times(self) -> None:
        """The same with the time before each turn."""
        self.copy(with_times=True)

    def save(self, path: Path, wanted: ExportFormat = ExportFormat.TXT, text: str | None = None) -> None:
        """What is shown, or `text`, into a file, away from the main thread; then `saved`, or a problem and `not_saved`.

        A live turn stands in plain text only.
        """
        material = self._material()
        self._errands.run(
            lambda: _write(material, path, wanted, text), on_done=self._on_written, on_failed=self._on_failed
        )

    def ask_where_to_save(self) -> None:
        """What is shown, into a file that the person names, in a format that the person chooses."""
        dialog = self._save_dialog(self._title, tuple(ExportFormat), last_format())
        dialog.chosen.connect(self._on_chosen)
        dialog.show()

    def print(self) -> None:
        """What is shown, on a printer that the person chooses."""
        self._errands.run(self._material().whole, self.printing.ask_for_printer, self._on_failed)

    def save_pdf(self) -> None:
        """What is shown, as a PDF that the person names."""
        self._errands.run(self._material().whole, self.printing.ask_where_to, self._on_failed)

    def ask_where_to_save_previous(self) -> None:
        """What was shown before, as it would have been saved then; of several recordings the words."""
        if (previous := self._previous) is None:
            self._ask_for_text(tr("Previous transcript"), self._previous_text)
            return
        dialog = self._save_dialog(previous.shown.title, tuple(ExportFormat), last_format())
        dialog.chosen.connect(lambda path, wanted: self._on_chosen_for_previous(previous, path, wanted))
        dialog.show()

    def ask_where_to_save_unsaved(self) -> None:
        """Everything that would be lost."""
        self._ask_for_text(tr("Transcript"), self.unsaved_text)

    @property
    def _title(self) -> str:
        return self._page.title.text() or tr("Transcript")

    def _material(self) -> "LiveMaterial":
        """What is shown now: the window goes on while it is written."""
        from transcriber.export.material import Material
        from transcriber.gui.live_material import LiveMaterial

        turns = self._page.transcript.turns
        made_by = self._page.transcript.takeovers.makers(turns)
        shown = Material(turns=tuple(turns), title=self._title, names=deepcopy(turns.names), others=made_by)
        if (added := self._annotations) is None:
            return LiveMaterial(shown)
        return LiveMaterial(shown, added.all, self._folder, added.public_id)

    def _ask_for_text(self, title: str, text: str) -> None:
        dialog = self._save_dialog(title, (ExportFormat.TXT,), ExportFormat.TXT)
        dialog.chosen.connect(lambda path, wanted: self.save(path, wanted, text))
        dialog.show()

    def _save_dialog(self, title: str, formats: tuple[ExportFormat, ...], first: ExportFormat) -> "SaveDialog":
        from transcriber.gui.save_dialog import SaveDialog

        dialog = SaveDialog(title, formats, first, self._window)
        dialog.rejected.connect(self.not_saved)
        return dialog

    def _on_recording_kept(self, _notice: RecordingKept) -> None:
        self._is_in_history = True

    def _on_problem(self, problem: Problem) -> None:
        if problem.code == _NOT_KEPT:
            self._is_history_whole = False

    def _on_problem_passed(self, notice: ProblemPassed) -> None:
        if notice.code == _NOT_KEPT:
            self._is_history_whole = True

    def _on_chosen(self, path: Path, wanted: ExportFormat) -> None:
        keep_format(wanted)
        self.save(path, wanted)

    def _on_chosen_for_previous(self, previous: "LiveMaterial", path: Path, wanted: ExportFormat) -> None:
        keep_format(wanted)

        def write() -> _Kept:
            # It says nothing of what is shown now.
            return replace(_write(previous, path, wanted, None), shown=None)

        self._errands.run(write, on_done=self._on_written, on_failed=self._on_failed)

    def _on_written(self, kept: _Kept) -> None:
        if kept.shown is not None:
            self._kept_text = kept.shown
        if self._previous_text and kept.words.startswith(self._previous_text):
            self._is_previous_kept = True
        self._page.note.pass_by(tr("Saved as {name}").format(name=kept.name))
        self.saved.emit()

    def _on_failed(self, error: Exception) -> None:
        from transcriber.export.writing import ExportError

        if not isinstance(error, ExportError):
            _log.error("the transcript could not be exported", exc_info=error)
            error = ExportError(tr("It could not be written in this format."), tr("Choose another format."))
        message = tr("The transcript was not saved. {message}").format(message=in_words(error.message))
        self.problem_raised.emit(Problem("not_saved", message, error.remedy))
        self.not_saved.emit()


def _write(live: "LiveMaterial", path: Path, wanted: ExportFormat, text: str | None) -> _Kept:
    """Any thread: a transcript of ten hours takes a second."""
    from transcriber.export.formats import as_file
    from transcriber.export.writing import WhenTaken, write_export

    turns, names = live.shown.turns, live.shown.names
    shown = text_of(turns, names)
    being_said = [turn for turn in turns if turn.state is TurnState.LIVE and turn.text]
    if wanted is ExportFormat.TXT:
        words = shown if text is None else text
        content = words.encode()
        if text is None:
            content = as_file(live.whole(), wanted) + text_of(being_said, names).encode()
    else:
        words = "" if being_said else shown
        content = as_file(live.whole(), wanted)
    write_export(content, path, WhenTaken.REPLACE)
    return _Kept(path.name, shown if shown and words.endswith(shown) else None, words)

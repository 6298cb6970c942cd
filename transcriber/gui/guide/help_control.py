"""Help at work: the guide is opened, and a diagnosis is made by a process of its own and saved where a person says."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from transcriber.gui.foot_note import FootNote
from transcriber.gui.language import tr
from transcriber.gui.shown_keys import first_keys
from transcriber.gui.theme import Theme
from transcriber.gui.window_actions import WindowActions
from transcriber.session.notices import Problem
from transcriber.settings.profiles import Profile

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

    from transcriber.gui.guide.guide_window import GuideWindow

_FILE_NAME = "transcriber-diagnosis.txt"
_NO_TROUBLE, _TROUBLE = 0, 1
_END_WITHIN_MS = 300
"""A process that is killed is gone within a few milliseconds; closing the window waits no longer."""


class HelpControl(QObject):
    """Main thread.

    Args:
        theme: Of the guide.
        actions: Those of the window: they open it, and their keys stand in it.
        profiles: The services there are now.
        note: Says what happens meanwhile.
        window: Owns this.
    """

    problem_raised = Signal(object)
    """A `Problem`."""

    def __init__(
        self,
        theme: Theme,
        actions: WindowActions,
        profiles: Callable[[], tuple[Profile, ...]],
        note: FootNote,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._theme = theme
        self._actions = actions
        self._profiles = profiles
        self._note = note
        self._window = window
        self._path = ""
        self._process: QProcess | None = None
        self.guide: GuideWindow | None = None
        actions.guide.triggered.connect(self.open_guide)
        actions.diagnosis.triggered.connect(self.ask_where_to_save)

    def open_guide(self) -> None:
        """The guide, with the keys as they are now."""
        from transcriber.gui.guide.guide_text import chapters
        from transcriber.gui.guide.guide_window import GuideWindow

        actions = (each for each in vars(self._actions).values() if isinstance(each, QAction))
        text = chapters(actions, self._profiles(), first_keys(self._actions.record))
        if self.guide is None:
            self.guide = GuideWindow(self._theme, text, self._window)
        self.guide.show_chapters(text)
        self.guide.show()
        self.guide.raise_()
        self.guide.activateWindow()
        self.guide.search.setFocus()

    def ask_where_to_save(self) -> None:
        """Let a person say where the report goes."""
        from transcriber.gui.desktop.kept_folder import begin_in_kept_folder

        dialog = QFileDialog(self._window, tr("Save a diagnosis report"), _FILE_NAME, tr("Text (*.txt)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        begin_in_kept_folder(dialog)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(self.diagnose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def diagnose(self, path: str) -> None:
        """Make the report; it takes some seconds, in which everything goes on."""
        from PySide6.QtCore import QProcess

        from transcriber.gui.desktop.autostart import start_command

        if self._process is not None:
            return
        self._path = path
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_failed)
        program, *words = start_command()
        self._actions.diagnosis.setEnabled(False)
        self._note.pass_by(tr("Checking sound, engine, network and display…"))
        self._process.start(program, [*words, "diagnose", "--output", path])

    def close(self) -> None:
        """With the main window."""
        if self.guide is not None:
            self.guide.close()
        if self._process is not None:
            self._process.finished.disconnect()
            self._process.kill()
            self._process.waitForFinished(_END_WITHIN_MS)
            self._process = None

    def _on_finished(self, code: int, status: "QProcess.ExitStatus") -> None:
        from PySide6.QtCore import QProcess

        answer = (
            "" if self._process is None else bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        )
        self._end()
        if status is QProcess.ExitStatus.NormalExit and code in (_NO_TROUBLE, _TROUBLE) and "Saved as" in answer:
            is_fine = code == _NO_TROUBLE
            words = tr("The report is saved; nothing is in the way.") if is_fine else tr("The report is saved.")
            self._note.pass_by(words)
            if not is_fine:
                found = tr("The diagnosis found something that is in the way; the report says what to do.")
                self.problem_raised.emit(Problem("diagnosis_found", found, self._path))
            return
        self._tell_failure()

    def _on_failed(self, error: "QProcess.ProcessError") -> None:
        from PySide6.QtCore import QProcess

        if error is QProcess.ProcessError.FailedToStart:
            self._end()
            self._tell_failure()

    def _end(self) -> None:
        self._actions.diagnosis.setEnabled(True)
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _tell_failure(self) -> None:
        words = tr("The report was not written.")
        self.problem_raised.emit(Problem("diagnosis_failed", words, tr("Choose another folder, and try again.")))

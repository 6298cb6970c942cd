"""Services from a file and into one: asks for the file, and says why it could not be read or written."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from transcriber.gui.desktop.kept_folder import begin_in_kept_folder
from transcriber.gui.language import in_words, tr
from transcriber.sentence import said
from transcriber.session.notices import Problem
from transcriber.settings.profile_file import ProfileFileError, export_profiles, import_profiles
from transcriber.settings.profiles import Profile

_FILES = said("Services (*.toml);;All files (*)")


class ProfileTransfer(QObject):
    """Main thread: the files are small."""

    imported = Signal(object)
    """A tuple of `Profile`, none of them confirmed."""
    problem_raised = Signal(object)
    """A `Problem`: why nothing was read or written."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def ask_what_to_import(self, others: tuple[Profile, ...]) -> None:
        """From a file that the person names."""
        dialog = QFileDialog(self._window, tr("Import services"), "", in_words(_FILES))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        begin_in_kept_folder(dialog)
        dialog.fileSelected.connect(lambda path: self.import_from(Path(path), others))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def import_from(self, path: Path, others: tuple[Profile, ...]) -> None:
        """Everything in the file, under names that `others` do not have."""
        try:
            profiles = import_profiles(path, others)
        except ProfileFileError as error:
            self.problem_raised.emit(Problem("not_imported", error.message, error.remedy))
        else:
            self.imported.emit(profiles)

    def ask_where_to_export(self, profiles: tuple[Profile, ...]) -> None:
        """Into a file that the person names."""
        name = profiles[0].name if len(profiles) == 1 else "services"
        dialog = QFileDialog(self._window, tr("Export without keys"), f"{name}.toml", in_words(_FILES))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_in_kept_folder(dialog)
        dialog.setDefaultSuffix("toml")
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path), profiles))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def export_to(self, path: Path, profiles: tuple[Profile, ...]) -> None:
        """Without keys and without the names of variables."""
        try:
            export_profiles(profiles, path)
        except ProfileFileError as error:
            self.problem_raised.emit(Problem("not_exported", error.message, error.remedy))

"""A recording of the history as a file that a person names; made and written away from the main thread."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from transcriber.export.formats import ExportFormat
from transcriber.gui.desktop.kept_sizes import keep_format, last_format
from transcriber.gui.errands import Errands
from transcriber.gui.history.history_words import title_of
from transcriber.gui.language import in_words, tr
from transcriber.session.notices import Problem

if TYPE_CHECKING:
    from transcriber.store.values import StoredRecording

_log = logging.getLogger(__name__)


class Exporting(QObject):
    """Asks where to, and writes. Main thread."""

    saved = Signal(str)
    """The file's name."""
    problem_raised = Signal(object)
    """A `Problem`: why it could not be written."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        """`folder` is the store's."""
        super().__init__(window)
        self._folder = folder
        self._window = window
        self._errands = Errands(self)

    def ask_where_to(self, recording: "StoredRecording") -> None:
        """The person names a file and a format."""
        from transcriber.gui.save_dialog import SaveDialog

        dialog = SaveDialog(title_of(recording), tuple(ExportFormat), last_format(), self._window)
        dialog.chosen.connect(lambda path, wanted: self.export(recording, path, wanted))
        dialog.show()

    def export(self, recording: "StoredRecording", path: Path, wanted: ExportFormat) -> None:
        """Write it as it stands in the history now; then `saved`, or a problem."""
        keep_format(wanted)
        folder = self._folder
        self._errands.run(lambda: _write(folder, recording, path, wanted), self.saved.emit, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        from transcriber.export.writing import ExportError
        from transcriber.store.errors import StoreError

        if not isinstance(error, ExportError | StoreError):
            _log.error("the recording could not be exported", exc_info=error)
            error = ExportError(tr("It could not be written in this format."), tr("Choose another format."))
        message = tr("The transcript was not saved. {message}").format(message=in_words(error.message))
        self.problem_raised.emit(Problem("not_saved", message, error.remedy))


def _write(folder: Path, recording: "StoredRecording", path: Path, wanted: ExportFormat) -> str:
    # The database and what writes files are not loaded before the first window.
    from transcriber.app.stored_material import material_of
    from transcriber.export.formats import as_file
    from transcriber.export.material import ExportOptions
    from transcriber.export.writing import WhenTaken, write_export
    from transcriber.store.store import StoreReader

    reader = StoreReader(folder)
    try:
        material = material_of(reader, recording, ExportOptions())
    finally:
        reader.close()
    write_export(as_file(material, wanted), path, WhenTaken.REPLACE)
    return path.name

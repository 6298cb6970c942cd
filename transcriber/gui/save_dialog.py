"""Where a person says under which name and in which format the transcript is saved."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from transcriber.export.file_names import file_name
from transcriber.export.formats import ExportFormat
from transcriber.gui.desktop.kept_folder import begin_in_kept_folder
from transcriber.gui.language import tr


class SaveDialog(QFileDialog):
    """Asks about a file that exists already, as every such dialog does. Main thread.

    To be shown, not opened: beside the window a recording that runs can be stopped meanwhile.
    """

    chosen = Signal(object, object)
    """The `Path` and the `ExportFormat`: that of the name's ending, or else the one selected in the list."""

    def __init__(self, title: str, formats: Sequence[ExportFormat], first: ExportFormat, parent: QWidget) -> None:
        super().__init__(parent, tr("Save the transcript"))
        self._formats = {f"{each.label} (*.{each.value})": each for each in formats}
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_in_kept_folder(self)
        self.setNameFilters(list(self._formats))
        self.selectNameFilter(f"{first.label} (*.{first.value})")
        self.setDefaultSuffix(first.value)
        self.selectFile(file_name(title, first.value))
        self.filterSelected.connect(self._on_filter_selected)
        self.fileSelected.connect(self._on_file_selected)
        self.finished.connect(self.deleteLater)

    def _on_filter_selected(self, name_filter: str) -> None:
        self.setDefaultSuffix(self._formats[name_filter].value)

    def _on_file_selected(self, name: str) -> None:
        path = Path(name)
        ending = path.suffix.removeprefix(".").lower()
        by_name = {each.value: each for each in self._formats.values()}
        self.chosen.emit(path, by_name.get(ending) or self._formats[self.selectedNameFilter()])

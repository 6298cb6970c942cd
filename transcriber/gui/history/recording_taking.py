"""Takes a stored recording along: to the clipboard, into a file, onto paper. Read anew, away from the main thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from transcriber.app.stored_material import material_of
from transcriber.export.material import ExportOptions, Material
from transcriber.export.txt import to_txt
from transcriber.gui.history.exporting import Exporting
from transcriber.gui.history.reading import HistoryReading
from transcriber.gui.language import tr
from transcriber.gui.printing import Printing
from transcriber.session.notices import Problem
from transcriber.store.errors import StoreError
from transcriber.store.store import StoreReader
from transcriber.store.values import StoredRecording


class RecordingTaking(QObject):
    """Main thread."""

    said = Signal(str)
    """What became of it."""
    problem_raised = Signal(object)
    """A `Problem`."""

    def __init__(self, reading: HistoryReading, page: QWidget) -> None:
        super().__init__(page)
        self._reading = reading
        self._recording: StoredRecording | None = None
        self._exporting = Exporting(reading.folder, page)
        self.printing = Printing(page)
        self._exporting.saved.connect(self._on_saved)
        self._exporting.problem_raised.connect(self.problem_raised)
        self.printing.said.connect(self.said)
        self.printing.problem_raised.connect(self.problem_raised)

    def begin(self, recording: StoredRecording) -> None:
        """From now on it is about this one, as it is."""
        self._recording = recording

    def copy(self) -> None:
        """All of its text."""
        self._copy(ExportOptions(times=False))

    def copy_with_times(self) -> None:
        """The same with the time before each turn."""
        self._copy(ExportOptions(times=True))

    def save(self) -> None:
        """Into a file that the person names."""
        if self._recording is not None:
            self._exporting.ask_where_to(self._recording)

    def print(self) -> None:
        """On a printer that the person chooses."""
        self._with_material(self.printing.ask_for_printer)

    def save_pdf(self) -> None:
        """Into a file that the person names."""
        self._with_material(self.printing.ask_where_to)

    def _copy(self, options: ExportOptions) -> None:
        if (recording := self._recording) is not None:
            self._reading.ask(
                lambda reader: to_txt(material_of(reader, recording, options)), self._on_text, self._on_failed
            )

    def _with_material(self, take: Callable[[Material], None]) -> None:
        if (recording := self._recording) is None:
            return

        def read(reader: StoreReader) -> Material:
            return material_of(reader, recording, ExportOptions())

        self._reading.ask(read, take, self._on_failed)

    def _on_text(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(tr("Copied"))

    def _on_saved(self, name: str) -> None:
        self.said.emit(tr("Saved as {name}").format(name=name))

    def _on_failed(self, error: StoreError) -> None:
        self.problem_raised.emit(Problem("history_failed", error.message, error.remedy))

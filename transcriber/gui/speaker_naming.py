"""Where a person gives the speakers names: one line for each, shown in the transcript as it is written."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QPushButton, QWidget

from transcriber.gui.language import in_words, tr
from transcriber.gui.transcript_page import TranscriptPage
from transcriber.transcript.speakers import LONGEST_NAME_CHARACTERS, SpeakerNames


class SpeakerNaming(QObject):
    """Opens the dialog for the live page, and offers it there while there are speakers. Main thread."""

    def __init__(self, page: TranscriptPage, window: QWidget) -> None:
        super().__init__(window)
        self._page = page
        self._window = window
        self.dialog: SpeakersDialog | None = None
        page.speakers.clicked.connect(self.open)
        page.transcript.speakers_asked.connect(self.open)
        page.transcript.speakers_changed.connect(self._on_speakers_changed)

    def open(self) -> None:
        """Show it, with everyone who has spoken so far."""
        self.close()
        self.dialog = SpeakersDialog(self._page.transcript.turns.names, self._window)
        self.dialog.named.connect(self._page.transcript.name_speakers)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.show()

    def close(self) -> None:
        """With the window, or when another recording begins."""
        if self.dialog is not None:
            self.dialog.close()

    def _on_closed(self) -> None:
        self.dialog = None

    def _on_speakers_changed(self) -> None:
        has_speakers = bool(self._page.transcript.turns.names.speakers)
        self._page.speakers.setVisible(has_speakers)
        if not has_speakers:
            self.close()


class SpeakersDialog(QDialog):
    """One line a speaker; never blocks the window behind it. Main thread."""

    named = Signal(object)
    """With each letter: every speaker's name, by the service's own, empty where none is given."""

    def __init__(self, names: SpeakerNames, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Speakers"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.edits: dict[str, QLineEdit] = {}
        form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 16)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        own = SpeakerNames()
        for speaker in names.speakers:
            edit = self.edits[speaker] = QLineEdit(names.given.get(speaker, ""))
            name = in_words(own.name(speaker))
            edit.setAccessibleName(tr("Name of {name}").format(name=name))
            edit.setPlaceholderText(name)
            edit.setMaxLength(LONGEST_NAME_CHARACTERS)
            edit.setMinimumWidth(220)
            edit.textChanged.connect(self._on_named)
            form.addRow(name, edit)
        done = QPushButton(tr("Done"))
        done.setDefault(True)
        done.clicked.connect(self.close)
        form.addRow("", done)

    def _on_named(self) -> None:
        self.named.emit({speaker: edit.text() for speaker, edit in self.edits.items()})

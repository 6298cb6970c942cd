"""Asks how a word is written, says where else it stands, and where it is to be replaced."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.language import tr
from transcriber.realtime.configuration import ConfigurationError
from transcriber.transcript.vocabulary import Entry, tidied, validate_entry

_WIDTH_PX = 420
_MOST_SHOWN = 4


class FixDialog(QDialog):
    """Never blocks the window behind it. Main thread."""

    asked = Signal(object, bool)
    """The `Entry` that replaces it in this recording, and whether it counts from now on too."""

    def __init__(self, heard: str, places: Callable[[Entry], list[str]], parent: QWidget) -> None:
        """`heard` stands in the transcript; `places` gives the turns, as they are, in which an entry replaces."""
        super().__init__(parent)
        self.setWindowTitle(tr("Correct a word"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._places = places
        self.heard, self.written = QLineEdit(heard), QLineEdit(heard)
        self.found = PlainWords("fieldNote")
        self.from_now_on = QCheckBox(tr("From now on, too: add it to the words"))
        self.from_now_on.setChecked(True)
        self.fault = PlainWords("fieldError")
        self.replace = QPushButton(tr("Replace"))
        self.replace.setDefault(True)
        self._lay_out()
        for edit in (self.heard, self.written):
            edit.textChanged.connect(self._on_changed)
        self.replace.clicked.connect(self.accept)
        self._on_changed()
        self.written.setFocus()
        self.written.selectAll()

    @property
    def entry(self) -> Entry:
        """What the fields say."""
        return tidied(Entry(written=self.written.text(), heard=(self.heard.text(),)))

    def accept(self) -> None:
        """Replace it."""
        if self.replace.isEnabled():
            self.asked.emit(self.entry, self.from_now_on.isChecked())
            super().accept()

    def _on_changed(self) -> None:
        entry = self.entry
        try:
            validate_entry(entry)
        except ConfigurationError as error:
            self.fault.say(error.message)
            self.found.say("")
            self.replace.setEnabled(False)
            return
        self.fault.say("")
        turns = self._places(entry)
        self.replace.setEnabled(bool(entry.heard) and bool(turns))
        lines = [tr("%n turns of this recording have it.", "", len(turns)), *turns[:_MOST_SHOWN]]
        self.found.say("\n".join(lines if entry.heard else ()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for words, edit in ((tr("Heard"), self.heard), (tr("Written"), self.written)):
            label = QLabel(words)
            label.setObjectName("fieldLabel")
            label.setBuddy(edit)
            edit.setAccessibleName(words)
            edit.setMinimumWidth(_WIDTH_PX)
            column.addWidget(label)
            column.addWidget(edit)
        column.addWidget(self.found)
        column.addWidget(self.from_now_on)
        column.addWidget(self.fault)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.replace)
        column.addLayout(buttons)

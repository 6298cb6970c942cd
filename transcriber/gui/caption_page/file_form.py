"""The caption file's part of the window: on or off, where it is, how many lines it has."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from transcriber.gui.controls.field import Field
from transcriber.gui.controls.switch import Switch
from transcriber.gui.desktop.kept_folder import begin_in_kept_folder
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.settings.caption_sharing import FILE_LINES, CaptionSharing

_FIRST_NAME = "captions.txt"


class FileForm(QWidget):
    """Shows what is chosen. Main thread."""

    changed = Signal(object)
    """A `CaptionSharing`, as a person wants it now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sharing = CaptionSharing()
        self.on = Switch(theme, tr("Caption file"))
        self.path = QLineEdit()
        self.path.setAccessibleName(tr("Caption file"))
        self.path.setReadOnly(True)
        self.path.setPlaceholderText(tr("No file is chosen"))
        self.choose = QPushButton(tr("Choose…"))
        self.choose.setAccessibleName(tr("Choose the caption file…"))
        self.lines = QSpinBox()
        self.lines.setRange(*FILE_LINES)
        self.lines.setFixedWidth(96)
        self.lines.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self.on.toggled.connect(self._on_toggled)
        self.choose.clicked.connect(self._on_choose_asked)
        self.lines.valueChanged.connect(self._on_lines_changed)

    def show_sharing(self, sharing: CaptionSharing) -> None:
        """What is chosen; nothing is emitted."""
        self._sharing = sharing
        for widget in (self.on, self.lines):
            widget.blockSignals(True)
        self.on.setChecked(sharing.is_file_on)
        self.lines.setValue(sharing.file_lines)
        for widget in (self.on, self.lines):
            widget.blockSignals(False)
        self.path.setText(sharing.file_path)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        help_words = tr("Keeps the latest lines in a text file, for programs that read one: a text source of OBS, say.")
        column.addWidget(Field("", self.on, help_words=help_words))
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.path, 1)
        row.addWidget(self.choose)
        column.addWidget(Field(tr("File"), place, self.path, tr("What stands in it is replaced.")))
        column.addWidget(Field(tr("Lines"), self.lines))

    def _on_toggled(self, is_on: bool) -> None:
        if is_on and not self._sharing.file_path:
            # There is nowhere to write yet: the place is asked for first.
            self.show_sharing(self._sharing)
            self._on_choose_asked()
            return
        self._choose(replace(self._sharing, is_file_on=is_on))

    def _on_choose_asked(self) -> None:
        dialog = QFileDialog(self, tr("Where the captions are kept for other programs"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_in_kept_folder(dialog)
        dialog.setNameFilter(tr("Text files") + " (*.txt)")
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(self._sharing.file_path or _FIRST_NAME)
        dialog.fileSelected.connect(self.take_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def take_path(self, path: str) -> None:
        """This file, from now on."""
        self._choose(replace(self._sharing, file_path=path, is_file_on=True))

    def _on_lines_changed(self, lines: int) -> None:
        self._choose(replace(self._sharing, file_lines=lines))

    def _choose(self, sharing: CaptionSharing) -> None:
        self.show_sharing(sharing)
        self.changed.emit(sharing)

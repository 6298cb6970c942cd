"""The words that a person wants written right: listed, added, changed, removed, taken from files and into them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from transcriber.gui.controls.plain_words import PlainWords
from transcriber.gui.controls.search_field import SearchField
from transcriber.gui.desktop.kept_folder import begin_in_kept_folder
from transcriber.gui.desktop.kept_sizes import KeptSize
from transcriber.gui.language import in_words, tr
from transcriber.gui.theme import Theme
from transcriber.gui.vocabulary.entries_model import EntriesModel
from transcriber.gui.vocabulary.entry_form import EntryForm
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.atomic_file import write_atomically
from transcriber.settings.vocabulary_file import VocabularyFileError, read_vocabulary
from transcriber.transcript.vocabulary import EMPTY, Entry, Vocabulary
from transcriber.transcript.vocabulary_text import as_lines, as_table

_MOST_FAULTS = 3
_TABLE_HEIGHT_PX = 180


class VocabularyDialog(QDialog):
    """Never blocks the window behind it; every change counts at once. Main thread."""

    change_asked = Signal(object)
    """A function from the `Vocabulary` that is kept to the one that is to be kept."""

    def __init__(self, theme: Theme, presets: Sequence[str], parent: QWidget) -> None:
        """Shows nothing before `show_vocabulary`."""
        super().__init__(parent)
        self.setWindowTitle(tr("Words"))
        self.resize(680, 640)
        KeptSize(self, "words")
        self._vocabulary = EMPTY
        self.filter = SearchField(theme)
        self.filter.setAccessibleName(tr("Look for a word"))
        self.filter.setPlaceholderText(tr("Look for a word"))
        self.model = EntriesModel(self)
        self.table = QTableView()
        self.table.setAccessibleName(tr("Words that are written right"))
        self.form = EntryForm(theme, presets)
        self.add = QPushButton(tr("Add"))
        self.change = QPushButton(tr("Change"))
        self.remove = QPushButton(tr("Remove"))
        self.take_in = QPushButton(tr("Import…"))
        self.take_out = QPushButton(tr("Export…"))
        self.told = PlainWords("fieldNote")
        """How the service takes them."""
        self.said = PlainWords("fieldReason")
        self.fault = PlainWords("fieldError")
        self._lay_out()
        self._connect()
        self.say("")
        self.told.say("")
        self._update_buttons()

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """What is kept now; the one that is chosen stays chosen."""
        chosen = self.chosen
        self._vocabulary = vocabulary
        self.model.show_vocabulary(vocabulary)
        row = self.model.row_of(chosen) if chosen is not None else None
        if row is not None:
            self.table.selectRow(row)
        self._update_buttons()

    def say(self, told: str, fault: str = "") -> None:
        """What came of the last change."""
        self.said.say(told)
        self.fault.say(fault)

    @property
    def chosen(self) -> Entry | None:
        """The entry that is marked in the list."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.rows[rows[0].row()] if rows else None

    # ---- what a person does ------------------------------------------------------------------------------------------

    def _on_added(self) -> None:
        entry = self.form.entry
        if self._ask(lambda known: known.with_entry(entry)):
            self.form.show_entry(None)
            self.table.clearSelection()
            self.form.written.setFocus()

    def _on_changed(self) -> None:
        chosen, entry = self.chosen, self.form.entry
        if chosen is not None:
            self._ask(lambda known: known.with_entry(entry, instead_of=chosen))

    def _on_entered(self) -> None:
        if self.change.isEnabled():
            self._on_changed()
        elif self.add.isEnabled():
            self._on_added()

    def _on_removed(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self._ask(lambda known: known.without([chosen]))

    def _on_chosen(self) -> None:
        if self.chosen is not None:
            self.form.show_entry(self.chosen)
        self._update_buttons()

    def _ask(self, change: Callable[[Vocabulary], Vocabulary]) -> bool:
        """Judged by what is shown here; the file may hold more by now."""
        self.say("")
        try:
            change(self._vocabulary)
        except ConfigurationError as error:
            self.fault.say(error.message)
            return False
        self.change_asked.emit(change)
        return True

    def _on_import_asked(self) -> None:
        dialog = QFileDialog(self, tr("Import words"), "", tr("Words (*.csv *.txt);;All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        begin_in_kept_folder(dialog)
        dialog.fileSelected.connect(lambda path: self.import_from(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def import_from(self, path: Path) -> None:
        """Take the words of a file in, and say what of it makes no sense."""
        try:
            found, faults = read_vocabulary(path)
        except VocabularyFileError as error:
            self.say("", error.message)
            return
        _, refused = self._vocabulary.joined_with(found.entries)
        self.change_asked.emit(lambda known: known.joined_with(found.entries)[0])
        taken = len(found.entries) - len(refused)
        told = tr("One word was taken in.") if taken == 1 else tr("%n words were taken in.", "", taken)
        self.say(told, _some_of((*faults, *(each.message for each in refused))))

    def _on_export_asked(self) -> None:
        dialog = QFileDialog(self, tr("Export words"), "words.csv", tr("Table (*.csv);;Lines (*.txt)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        begin_in_kept_folder(dialog)
        dialog.fileSelected.connect(lambda path: self.export_to(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def export_to(self, path: Path) -> None:
        """Write every word, as a table, or as lines where the file's name ends with .txt."""
        entries = self._vocabulary.entries
        text = as_lines(entries) if path.suffix == ".txt" else as_table(entries)
        try:
            write_atomically(path, text)
        except OSError as error:
            self.say("", tr("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror or error))
        else:
            self.say(tr("Saved as {name}").format(name=path.name))

    # ---- making ------------------------------------------------------------------------------------------------------

    def _update_buttons(self) -> None:
        has_word, is_chosen = bool(self.form.written.text().strip()), self.chosen is not None
        self.add.setEnabled(has_word)
        self.change.setEnabled(has_word and is_chosen)
        self.remove.setEnabled(is_chosen)
        self.take_out.setEnabled(bool(self._vocabulary.entries))

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_looked_for)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.form.changed.connect(self._update_buttons)
        self.form.entered.connect(self._on_entered)
        for button, slot in (
            (self.add, self._on_added),
            (self.change, self._on_changed),
            (self.remove, self._on_removed),
            (self.take_in, self._on_import_asked),
            (self.take_out, self._on_export_asked),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table)
        delete.activated.connect(self._on_removed)

    def _on_looked_for(self, words: str) -> None:
        self.model.look_for(words)
        self._update_buttons()

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setMinimumHeight(_TABLE_HEIGHT_PX)
        for column, wide in enumerate((True, True, False, False)):
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        explained = PlainWords("fieldReason")
        explained.say(
            tr(
                "Services are told to expect these words, as far as their model takes them; what is heard as something "
                "else is written right once a turn is finished."
            )
        )
        edits, files = QHBoxLayout(), QHBoxLayout()
        for button in (self.add, self.change, self.remove):
            edits.addWidget(button)
        edits.addStretch(1)
        close = QPushButton(tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        for button in (self.take_in, self.take_out):
            files.addWidget(button)
        files.addStretch(1)
        files.addWidget(close)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(20, 20, 20, 16)
        column_.setSpacing(12)
        column_.addWidget(explained)
        column_.addWidget(self.told)
        column_.addWidget(self.filter)
        column_.addWidget(self.table, 1)
        column_.addWidget(self.form)
        column_.addLayout(edits)
        column_.addWidget(self.said)
        column_.addWidget(self.fault)
        column_.addLayout(files)


def _some_of(faults: Sequence[str]) -> str:
    faults = [in_words(fault) for fault in faults]
    more = len(faults) - _MOST_FAULTS
    if more <= 0:
        return "\n".join(faults)
    told = tr("One more line makes no sense.") if more == 1 else tr("%n more lines make no sense.", "", more)
    return "\n".join((*faults[:_MOST_FAULTS], told))

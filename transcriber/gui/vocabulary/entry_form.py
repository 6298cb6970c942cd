"""One word of the vocabulary as fields: how it is written, how it is heard, when it counts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.form_label import form_label
from transcriber.gui.controls.switch import Switch
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.transcript.vocabulary import LONGEST_FORM_CHARACTERS, Entry


class EntryForm(QWidget):
    """Knows no other entries. Main thread."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in a field."""

    def __init__(self, theme: Theme, presets: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.written, self.heard = QLineEdit(), QLineEdit()
        self.written.setMaxLength(LONGEST_FORM_CHARACTERS)
        self.written.setPlaceholderText("PySide6")
        self.heard.setPlaceholderText("pie side six, pi side 6")
        self.is_expected = Switch(theme, tr("Tell the service to expect it"))
        self.preset = ChoiceBox(theme)
        self.preset.addItem(tr("With every preset"), "")
        for name in presets:
            self.preset.addItem(tr("Only with {preset}").format(preset=name), name)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for words, field in (
            (tr("Written"), self.written),
            (tr("Heard as, with commas between"), self.heard),
            (tr("Counts"), self.preset),
        ):
            form.addRow(form_label(words, field), field)
        form.addRow("", self.is_expected)
        for edit in (self.written, self.heard):
            edit.textChanged.connect(self.changed)
            edit.returnPressed.connect(self.entered)
        self.show_entry(None)

    @property
    def entry(self) -> Entry:
        """What the fields say; not judged."""
        return Entry(
            written=self.written.text(),
            heard=tuple(form.strip() for form in self.heard.text().split(",") if form.strip()),
            is_expected=self.is_expected.isChecked(),
            preset=str(self.preset.currentData() or ""),
        )

    def show_entry(self, entry: Entry | None) -> None:
        """Let the fields say this entry; None: nothing yet."""
        entry = entry or Entry(written="")
        if self.preset.findData(entry.preset) < 0:
            # A preset that is no more still has its words.
            self.preset.addItem(tr("Only with {preset}").format(preset=entry.preset), entry.preset)
        self.written.setText(entry.written)
        self.heard.setText(", ".join(entry.heard))
        self.is_expected.setChecked(entry.is_expected)
        self.preset.setCurrentIndex(self.preset.findData(entry.preset))

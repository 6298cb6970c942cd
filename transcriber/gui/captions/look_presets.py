"""The looks that have a name: the program's, with what each follows, and a person's own."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import LONGEST_NAME, PRESETS, Preset, validate_own
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.field import Field
from transcriber.gui.language import in_words, tr
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.caption_choices import CaptionChoices


class LookPresets(QWidget):
    """A choice of them, with a field to name the look that is there. Main thread."""

    look_chosen = Signal(object)
    """A `CaptionLook`."""
    presets_changed = Signal(object)
    """A tuple of a person's own."""

    def __init__(self, theme: Theme, choices: CaptionChoices) -> None:
        super().__init__()
        self._own = choices.presets
        self._look = choices.look
        self.choice = ChoiceBox(theme)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Name of this look"))
        self.name.setAccessibleName(tr("Name of this look"))
        self.name.setMaxLength(LONGEST_NAME)
        self.save = QPushButton(tr("Keep"))
        self.delete = QPushButton(tr("Remove"))
        self.field = Field(tr("Preset"), self.choice)
        self.naming = QWidget()
        self._name_field = Field("", self.naming, self.name)
        self._lay_out()
        self.choice.activated.connect(self._on_chosen)
        self.save.clicked.connect(self._on_save)
        self.name.returnPressed.connect(self._on_save)
        self.delete.clicked.connect(self._on_delete)
        self._fill()

    @property
    def presets(self) -> tuple[Preset, ...]:
        """A person's own."""
        return self._own

    def show_presets(self, own: tuple[Preset, ...]) -> None:
        """They are these now."""
        if own != self._own:
            self._own = own
            self._fill()

    def show_look(self, look: CaptionLook) -> None:
        """The choice shows which one it is, if any."""
        self._look = look
        self._fill()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.naming)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.save)
        row.addWidget(self.delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 0)
        column.setSpacing(10)
        column.addWidget(self.field)
        column.addWidget(self._name_field)

    def _fill(self) -> None:
        self.choice.clear()
        every = (*PRESETS, *self._own)
        current = next((place for place, preset in enumerate(every) if preset.look == self._look), None)
        for preset in every:
            self.choice.addItem(in_words(preset.name), preset)
        if current is None:
            self.choice.addItem(tr("Own look"), None)
            current = len(every)
        self.choice.setCurrentIndex(current)
        chosen = self.choice.currentData()
        is_own = isinstance(chosen, Preset) and chosen in self._own
        self.field.set_help(chosen.source if isinstance(chosen, Preset) else "")
        self._name_field.setVisible(chosen is None or is_own)
        self.name.setVisible(chosen is None)
        self.save.setVisible(chosen is None)
        self.delete.setVisible(is_own)

    def _on_chosen(self) -> None:
        chosen = self.choice.currentData()
        if isinstance(chosen, Preset):
            self._look = chosen.look
            self._fill()
            self.look_chosen.emit(chosen.look)

    def _on_save(self) -> None:
        preset = Preset(name=self.name.text().strip(), look=self._look)
        try:
            validate_own(preset, self._own)
        except ConfigurationError as error:
            self._name_field.set_error(error.message)
            return
        self._name_field.set_error("")
        self.name.clear()
        self._own = (*self._own, preset)
        self._fill()
        self.presets_changed.emit(self._own)

    def _on_delete(self) -> None:
        self._own = tuple(preset for preset in self._own if preset != self.choice.currentData())
        self._fill()
        self.presets_changed.emit(self._own)

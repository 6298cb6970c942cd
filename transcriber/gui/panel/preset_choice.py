"""The choice of preset: those that come with the program and a person's own, which are named and removed here."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.asked_by_qt import asked_by_qt
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import in_words, tr
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.configuration import ConfigurationError
from transcriber.settings.presets import (
    BUILT_IN_PRESETS,
    LONGEST_NAME,
    PRESET_FIELDS,
    Preset,
    all_presets,
    preset_from,
    with_preset,
    without_preset,
)


class PresetChoice(QWidget):
    """Shows the preset that the choices are equal to, or none. Main thread."""

    chosen = Signal(object)
    """The `Preset` that was picked."""
    presets_changed = Signal()
    """A person's own were saved or removed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._own: tuple[Preset, ...] = ()
        self._choices: SessionChoices | None = None
        self.box = ChoiceBox(theme)
        self.box.setAccessibleName(tr("Preset"))
        self.box.setPlaceholderText(tr("Choose a preset"))
        self.save = ToolButton(tr("Save as preset…"), 32, 34, icon_px=18)
        self.remove = ToolButton(tr("Remove this preset"), 32, 34, icon_px=18)
        self.name = _NameEdit()
        self._confirm = QPushButton(tr("Save"))
        self._confirm.setAccessibleName(tr("Save the preset"))
        self._entry = QWidget()
        self._lay_out()
        self.box.activated.connect(self._on_activated)
        self.save.clicked.connect(self._on_save_asked)
        self.remove.clicked.connect(self._on_remove_asked)
        self.name.returnPressed.connect(self._on_named)
        self.name.left.connect(self._on_left)
        self.name.textChanged.connect(self._on_name_changed)
        self._confirm.clicked.connect(self._on_named)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.set_presets(())

    @property
    def presets(self) -> tuple[Preset, ...]:
        """A person's own."""
        return self._own

    def set_presets(self, own: tuple[Preset, ...]) -> None:
        """Offer these after the built-in ones."""
        self._own = own
        self.box.blockSignals(True)
        self.box.clear()
        for preset in all_presets(own):
            self.box.addItem(in_words(preset.name), preset.name)
        self.box.blockSignals(False)
        self._update()

    def show_choices(self, choices: SessionChoices) -> None:
        """Say which preset these are, if any."""
        self._choices = choices
        self._update()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.box, 1)
        row.addWidget(self.save)
        row.addWidget(self.remove)
        entry = QHBoxLayout(self._entry)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.setSpacing(8)
        entry.addWidget(self.name, 1)
        entry.addWidget(self._confirm)
        self._entry.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._entry)

    def _update(self) -> None:
        name = self._matching()
        index = self.box.findData(name) if name is not None else -1
        if self.box.currentIndex() != index:
            self.box.blockSignals(True)
            self.box.setCurrentIndex(index)
            self.box.blockSignals(False)
        self.remove.setEnabled(any(preset.name == name for preset in self._own))

    def _matching(self) -> str | None:
        choices = self._choices
        if choices is None:
            return None
        for preset in (*self._own, *BUILT_IN_PRESETS):
            is_equal = all(
                getattr(preset.configuration, name) == getattr(choices.configuration, name) for name in PRESET_FIELDS
            )
            if is_equal and preset.commit_policy == choices.commit_policy:
                return preset.name
        return None

    def _on_activated(self) -> None:
        name = self.box.currentData()
        for preset in all_presets(self._own):
            if preset.name == name:
                self.chosen.emit(preset)
                return

    def _on_save_asked(self) -> None:
        self._entry.show()
        self.name.setFocus()

    def _on_left(self) -> None:
        self._entry.hide()
        self.name.clear()
        self.save.setFocus()

    def _on_name_changed(self) -> None:
        self._confirm.setEnabled(self._with_named() is not None)

    def _on_named(self) -> None:
        own = self._with_named()
        if own is None:
            return
        self.set_presets(own)
        self._on_left()
        self.presets_changed.emit()

    def _with_named(self) -> tuple[Preset, ...] | None:
        """A person's own with the one that is being named; None where it cannot have that name."""
        if self._choices is None:
            return None
        name = " ".join(self.name.text().split())
        # Another spelling of the same name means the same preset.
        others = tuple(each for each in self._own if each.name == name or each.name.casefold() != name.casefold())
        try:
            return with_preset(others, preset_from(name, self._choices.configuration, self._choices.commit_policy))
        except ConfigurationError:
            return None

    def _on_remove_asked(self) -> None:
        name = self.box.currentData()
        self.set_presets(without_preset(self._own, name))
        self.presets_changed.emit()

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        for button, icon in ((self.save, "save"), (self.remove, "close")):
            button.setIcon(stroke_icon(icon, colours.muted, colours.disabled, 18))


class _NameEdit(QLineEdit):
    """Where a preset is named; Escape leaves it. Main thread."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Name of the preset"))
        self.setToolTip(tr("Name of the preset"))
        self.setAccessibleName(tr("Name of the preset"))
        self.setMaxLength(LONGEST_NAME)

    @asked_by_qt
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

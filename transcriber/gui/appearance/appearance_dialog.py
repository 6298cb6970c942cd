"""How the program looks, moves and speaks to a screen reader: every choice counts at once."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.controls.field import Field
from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.controls.whole_dialog import WholeDialog
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme, ThemeChoice
from transcriber.settings.appearance import TEXT_PERCENT, Appearance, Contrast, Motion

_THEMES: tuple[ThemeChoice, ...] = ("system", "light", "dark")
_CONTRASTS: tuple[Contrast, ...] = ("system", "normal", "high")
_MOTIONS: tuple[Motion, ...] = ("system", "full", "reduced")


class AppearanceDialog(WholeDialog):
    """Never blocks the window behind it. Main thread."""

    theme_chosen = Signal(str)
    changed = Signal(object)
    """An `Appearance`, as a person wants it now."""
    shortcuts_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = Appearance()
        words = {
            "system": tr("As the system"),
            "light": tr("Light"),
            "dark": tr("Dark"),
            "normal": tr("Usual"),
            "high": tr("High"),
            "full": tr("Everything"),
            "reduced": tr("Nothing"),
        }
        self.theme = SegmentedChoice(theme, tr("Colours"), [(words[each], each) for each in _THEMES])
        self.contrast = SegmentedChoice(theme, tr("Contrast"), [(words[each], each) for each in _CONTRASTS])
        least, most = TEXT_PERCENT
        self.size_ = ValueSlider(
            tr("Size of texts and controls"),
            Scale(lowest=least, highest=most, slider_highest=most, step=10, suffix=tr(" %")),
        )
        self._size_field = Field("", self.size_, self.size_.figure)
        self.motion = SegmentedChoice(theme, tr("What may move"), [(words[each], each) for each in _MOTIONS])
        self.announces = Switch(theme, tr("Tell a screen reader of finished turns"))
        self.shortcuts = QPushButton(tr("Keyboard shortcuts…"))
        self._lay_out()
        self.theme.changed.connect(self._on_theme_chosen)
        for choice in (self.contrast, self.motion):
            choice.changed.connect(self._on_changed)
        self.size_.figure.valueChanged.connect(self._on_changed)
        self.size_.slider.sliderReleased.connect(self._on_changed)
        self.size_.slider.valueChanged.connect(self._on_slid)
        self.announces.toggled.connect(self._on_changed)
        self.shortcuts.clicked.connect(self.shortcuts_asked)

    def show_choices(self, choice: ThemeChoice, appearance: Appearance) -> None:
        """They are so now; nothing is emitted."""
        self._appearance = appearance
        self.theme.set_value(choice)
        self.contrast.set_value(appearance.contrast)
        self.size_.set_value(appearance.text_percent)
        self.motion.set_value(appearance.motion)
        self.announces.blockSignals(True)
        self.announces.setChecked(appearance.announces_turns)
        self.announces.blockSignals(False)

    def show_size_keys(self, larger: str, smaller: str, usual: str) -> None:
        """The keys that do the same in the window; empty without one."""
        ways = (
            (larger, tr("{key} makes them larger.")),
            (smaller, tr("{key} makes them smaller.")),
            (usual, tr("{key} gives them their usual size.")),
        )
        told = [words.format(key=key) for key, words in ways if key]
        self._size_field.set_help(" ".join((*told, tr("Captions have a size of their own."))))

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Appearance and accessibility"))
        self.setModal(False)
        self.resize(460, 480)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(16)
        column.addWidget(Field(tr("Colours"), self.theme, self.theme.segments[0]))
        help_words = tr("High: every word at least 7 to 1, every edge at least 3 to 1.")
        column.addWidget(Field(tr("Contrast"), self.contrast, self.contrast.segments[0], help_words=help_words))
        column.addWidget(self._size_field)
        column.addWidget(Field(tr("What may move"), self.motion, self.motion.segments[0]))
        help_words = tr("With the speaker and the time, when a turn is finished; never while it may still change.")
        column.addWidget(Field("", self.announces, help_words=help_words))
        column.addWidget(self.shortcuts)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column.addWidget(buttons)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _on_theme_chosen(self) -> None:
        self.theme_chosen.emit(str(self.theme.value))

    def _on_slid(self) -> None:
        # While it is dragged, the slider would move under the pointer.
        if not self.size_.slider.isSliderDown():
            self._on_changed()

    def _on_changed(self) -> None:
        contrast, motion = self.contrast.value, self.motion.value
        appearance = replace(
            self._appearance,
            contrast=next(each for each in _CONTRASTS if each == contrast),
            text_percent=round(self.size_.value),
            motion=next(each for each in _MOTIONS if each == motion),
            announces_turns=self.announces.isChecked(),
        )
        if appearance != self._appearance:
            self._appearance = appearance
            self.changed.emit(appearance)

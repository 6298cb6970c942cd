"""How captions look: a preset or every field by itself, seen at once, with a verdict in words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from transcriber.captions.check import Finding, Grade, check
from transcriber.captions.look import CaptionLook
from transcriber.gui.captions.caption_font import most_characters
from transcriber.gui.captions.display_rules import DisplayRules
from transcriber.gui.captions.look_form import LookForm
from transcriber.gui.captions.look_presets import LookPresets
from transcriber.gui.captions.look_preview import LookPreview
from transcriber.gui.controls.field import Field
from transcriber.gui.controls.switch import Switch
from transcriber.gui.desktop.kept_sizes import KeptSize
from transcriber.gui.language import in_words, tr
from transcriber.gui.screen_room import screen_room
from transcriber.gui.talk_key import LOOK_BACK_KEY
from transcriber.gui.theme import Theme
from transcriber.settings.caption_choices import CaptionChoices

_SIGNS = {Grade.GOOD: "✓", Grade.FAIR: "•", Grade.POOR: "!"}


class LookDialog(QDialog):
    """Never blocks the window behind it; what is changed counts at once. Main thread."""

    look_chosen = Signal(object)
    """A `CaptionLook`."""
    presets_changed = Signal(object)
    """A tuple of a person's own `Preset`s."""
    clicks_chosen = Signal(bool)
    full_screen_chosen = Signal(bool)

    def __init__(self, theme: Theme, choices: CaptionChoices, rules: DisplayRules, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._rules = rules
        self.setWindowTitle(tr("Caption settings"))
        self.setModal(False)
        self.preview = LookPreview(choices.look)
        self.form = LookForm(theme, choices.look)
        self.presets = LookPresets(theme, choices)
        self.verdict = [QLabel() for _ in check(choices.look).findings]
        self.clicks = Switch(theme, tr("Let clicks through"))
        self._clicks_field = Field("", self.clicks)
        self.full_screen = Switch(theme, tr("Stay above full-screen windows"))
        self.close_button = QPushButton(tr("Close"))
        self._lay_out()
        self.form.changed.connect(self._on_changed)
        self.presets.look_chosen.connect(self._on_look_chosen)
        self.presets.presets_changed.connect(self.presets_changed)
        self.clicks.toggled.connect(self.clicks_chosen)
        self.full_screen.toggled.connect(self.full_screen_chosen)
        self.close_button.clicked.connect(self.close)
        self.show_clicks_key("")
        self.show_choices(choices)

    def show_choices(self, choices: CaptionChoices) -> None:
        """They are so now; nothing is emitted."""
        for switch, is_on in ((self.clicks, choices.passes_clicks), (self.full_screen, choices.covers_full_screen)):
            switch.blockSignals(True)
            switch.setChecked(is_on)
            switch.blockSignals(False)
        self.presets.show_presets(choices.presets)
        self.show_look(choices.look)

    def show_look(self, look: CaptionLook) -> None:
        """It looks like this now; nothing is emitted."""
        if look != self.form.look:
            self.form.show_look(look)
        self.presets.show_look(look)
        self.preview.show_look(look)
        room = most_characters(look, screen_room(self).width())
        for label, finding in zip(self.verdict, check(look, most_characters=room).findings, strict=True):
            _show_finding(label, finding)

    def show_clicks_key(self, key: str) -> None:
        """The key that lets clicks through and takes that back; empty without one."""
        take_back = tr("The menu of the main window takes it back.")
        if key:
            take_back = tr("{key} or the menu of the main window takes it back.").format(key=key)
        self._clicks_field.set_help(tr("They reach what lies under the captions.") + " " + take_back)

    # ---- making ------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setMinimumSize(820, 480)
        self.resize(1040, 720)
        KeptSize(self, "captions")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        area = QScrollArea()
        area.setWidget(self._left())
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFixedWidth(440)
        row.addWidget(area)
        row.addLayout(self._right(), 1)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)

    def _left(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.presets)
        column.addWidget(self.form)
        column.addStretch(1)
        return left

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(4, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.preview)
        for label in self.verdict:
            label.setObjectName("verdict")
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self._clicks_field)
        if self._rules.may_cover_full_screen:
            help_words = tr("Goes past the window manager; then the window can be dragged, but not resized.")
            column.addWidget(Field("", self.full_screen, help_words=help_words))
        if self._rules.words:
            said = QLabel(self._rules.words)
            said.setObjectName("fieldNote")
            said.setWordWrap(True)
            said.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(said)
        held = QKeySequence(LOOK_BACK_KEY).toString(QKeySequence.SequenceFormat.NativeText)
        words = tr("Hold the captions, or {key}, to look back at the last 30 seconds. Drag them to move them.")
        keys = QLabel(words.format(key=held))
        keys.setObjectName("fieldNote")
        keys.setWordWrap(True)
        column.addWidget(keys)
        column.addStretch(1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        return column

    def _on_changed(self) -> None:
        self._on_look_chosen(self.form.look)

    def _on_look_chosen(self, look: CaptionLook) -> None:
        self.show_look(look)
        self.look_chosen.emit(look)


def _show_finding(label: QLabel, finding: Finding) -> None:
    label.setText(f"{_SIGNS[finding.grade]}  {in_words(finding.words)}")
    label.setProperty("grade", str(finding.grade))
    label.style().polish(label)

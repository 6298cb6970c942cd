"""Every field of a look, as controls."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from transcriber.captions import look as bounds
from transcriber.captions.look import DEFAULT_FAMILY, CaptionLook
from transcriber.gui.captions.caption_font import missing_font_words
from transcriber.gui.captions.colour_button import ColourButton
from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.field import Field
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.value_slider import Scale, ValueSlider
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme

_CLEARS_AFTER_S = (None, 3, 5, 10, 20, 60)


class LookForm(QWidget):
    """Shows a look and says when a person changed it. Main thread."""

    changed = Signal()

    def __init__(self, theme: Theme, look: CaptionLook) -> None:
        super().__init__()
        self._look = look
        self.lines = _slider(tr("Lines"), bounds.LINES)
        self.characters = _slider(tr("Characters a line"), bounds.CHARACTERS)
        self.text_size = _slider(tr("Text size"), bounds.SIZE_PX, tr(" px"), slider_most=120)
        self.opacity = _slider(tr("Background opacity"), bounds.OPACITY_PERCENT, " %")
        self.outline = _slider(tr("Outline"), bounds.OUTLINE_PX, tr(" px"))
        self.margin = _slider(tr("Margin"), bounds.MARGIN_PX, tr(" px"))
        self.reading = _slider(tr("Reading speed, characters a second"), bounds.READING_CPS)
        self.family = ChoiceBox(theme)
        self.family.addItems([DEFAULT_FAMILY, *(name for name in QFontDatabase.families() if name != DEFAULT_FAMILY)])
        self.clears = ChoiceBox(theme)
        self.text_colour = ColourButton(tr("Text colour"))
        self.background_colour = ColourButton(tr("Background colour"))
        self.outline_colour = ColourButton(tr("Outline colour"))
        self.speakers = Switch(theme, tr("Say who speaks"))
        self.animated = Switch(theme, tr("Lines roll up"))
        self.font_field = Field(tr("Font"), self.family)
        self._lay_out()
        self._connect()
        self.show_look(look)

    @property
    def look(self) -> CaptionLook:
        """As it stands in the controls."""
        return replace(
            self._look,
            lines=round(self.lines.value),
            characters=round(self.characters.value),
            size_px=round(self.text_size.value),
            opacity_percent=round(self.opacity.value),
            outline_px=round(self.outline.value),
            margin_px=round(self.margin.value),
            reading_cps=round(self.reading.value),
            font_family=self.family.currentText() or DEFAULT_FAMILY,
            clears_after_s=self.clears.currentData(),
            text_colour=self.text_colour.colour,
            background_colour=self.background_colour.colour,
            outline_colour=self.outline_colour.colour,
            shows_speakers=self.speakers.isChecked(),
            is_animated=self.animated.isChecked(),
        )

    def show_look(self, look: CaptionLook) -> None:
        """Without a signal."""
        self._look = look
        for slider, value in (
            (self.lines, look.lines),
            (self.characters, look.characters),
            (self.text_size, look.size_px),
            (self.opacity, look.opacity_percent),
            (self.outline, look.outline_px),
            (self.margin, look.margin_px),
            (self.reading, look.reading_cps),
        ):
            slider.set_value(value)
        self.text_colour.set_colour(look.text_colour)
        self.background_colour.set_colour(look.background_colour)
        self.outline_colour.set_colour(look.outline_colour)
        quiet = (self.family, self.clears, self.speakers, self.animated)
        for control in quiet:
            control.blockSignals(True)
        if self.family.findText(look.font_family) < 0:
            self.family.addItem(look.font_family)
        self.family.setCurrentIndex(self.family.findText(look.font_family))
        self._fill_clears(look.clears_after_s)
        self.speakers.setChecked(look.shows_speakers)
        self.animated.setChecked(look.is_animated)
        for control in quiet:
            control.blockSignals(False)
        self.font_field.set_note(missing_font_words(look))

    def _fill_clears(self, after_s: int | None) -> None:
        self.clears.clear()
        choices = _CLEARS_AFTER_S if after_s in _CLEARS_AFTER_S else (*_CLEARS_AFTER_S, after_s)
        for choice in choices:
            self.clears.addItem(tr("Never") if choice is None else tr("After %n seconds", "", choice), choice)
        self.clears.setCurrentIndex(choices.index(after_s))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 0, 20, 20)
        column.setSpacing(14)
        colours = QGridLayout()
        colours.setContentsMargins(0, 0, 0, 0)
        colours.setSpacing(8)
        for place, (label, button) in enumerate(
            (
                (tr("Text"), self.text_colour),
                (tr("Background"), self.background_colour),
                (tr("Outline"), self.outline_colour),
            )
        ):
            colours.addWidget(Field(label, button), 0, place)
        for part in (self.lines, self.characters, self.text_size, self.font_field):
            column.addWidget(part)
        column.addLayout(colours)
        for part in (self.opacity, self.outline, self.margin, self.reading):
            column.addWidget(part)
        column.addWidget(Field(tr("Clear the screen"), self.clears, help_words=tr("When nothing more is said.")))
        column.addWidget(Field("", self.speakers, help_words=tr("The name stands where the speaker changes.")))
        column.addWidget(Field("", self.animated, help_words=tr("Off, a new line is there at once.")))

    def _connect(self) -> None:
        for slider in (
            self.lines,
            self.characters,
            self.text_size,
            self.opacity,
            self.outline,
            self.margin,
            self.reading,
        ):
            slider.changed.connect(self._on_changed)
        for button in (self.text_colour, self.background_colour, self.outline_colour):
            button.changed.connect(self._on_changed)
        for box in (self.family, self.clears):
            box.currentIndexChanged.connect(self._on_changed)
        for switch in (self.speakers, self.animated):
            switch.toggled.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.font_field.set_note(missing_font_words(self.look))
        self.changed.emit()


def _slider(label: str, limits: tuple[int, int], suffix: str = "", slider_most: int | None = None) -> ValueSlider:
    least, most = limits
    scale = Scale(lowest=least, highest=most, slider_highest=slider_most or most, step=1, suffix=suffix)
    return ValueSlider(label, scale)

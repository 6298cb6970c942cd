"""The palette, the size and the stillness in force, and their application to the whole program."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from transcriber.gui.motion import set_still
from transcriber.gui.palettes import LIGHT, Colours, palette
from transcriber.gui.scaling import Scaling
from transcriber.gui.style_sheet import style_sheet
from transcriber.gui.text_scale import scaled_sheet
from transcriber.gui.typeface import typeface
from transcriber.settings.appearance import Appearance

ThemeChoice = Literal["system", "light", "dark"]


def palette_of(colours: Colours) -> QPalette:
    """The same colours as Qt's roles, for what no style sheet reaches."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.background,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.background,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.on_record,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.faint,
        QPalette.ColorRole.Highlight: colours.selection,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.border,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return palette


STYLE = "Fusion"
"""Of Qt's own, the one that is the same everywhere: the style sheet builds on it."""
STYLE_PROPERTY = "styleFromTheStart"
"""Of an application that was made with its style: to set one loads Qt's class of styles, with all its values."""


class Theme(QObject):
    """The looks in force. Main thread.

    The style sheet is first put on by `dress`, when the window is made: putting it on every control by itself, while
    they are made one after the other, takes twice as long.
    """

    changed = Signal()
    """Other colours, another size: whatever is painted or laid out by hand is to be done anew."""

    def __init__(
        self, application: QApplication, choice: ThemeChoice = "system", appearance: Appearance | None = None
    ) -> None:
        super().__init__(application)
        self._application = application
        self.choice: ThemeChoice = choice
        self.appearance = appearance or Appearance()
        self.colours = LIGHT
        self._is_system_still = False
        self._is_desktop_dark: bool | None = None
        self._scaling = Scaling(application)
        self._applied: tuple[Colours, int] | None = None
        self._is_dressed = False
        if application.property(STYLE_PROPERTY) != STYLE:
            application.setStyle(STYLE)
        # Kept: what it gives away ends with it.
        self._hints = application.styleHints()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def is_dark(self) -> bool:
        """Whether a dark palette is in force."""
        return self.colours.is_dark

    def choose(self, choice: ThemeChoice) -> None:
        """Use another palette from now on; `system` follows the desktop where it says what it uses."""
        self.choice = choice
        self._apply()

    def toggle(self) -> None:
        """Light if it is dark, dark if it is light, whatever the desktop uses."""
        self.choose("light" if self.is_dark else "dark")

    def follow_system(self) -> None:
        """What the desktop uses."""
        self.choose("system")

    def wear(self, appearance: Appearance) -> None:
        """This contrast, size and stillness from now on."""
        if appearance != self.appearance:
            self.appearance = appearance
            self._apply()

    def set_system_still(self, is_still: bool) -> None:
        """Whether the desktop asks that nothing moves by itself; it counts where a person chose nothing else."""
        self._is_system_still = is_still
        self._apply()

    def set_system_dark(self, is_dark: bool | None) -> None:
        """Whether the desktop itself says that it is dark; None where it says nothing, and Qt is asked."""
        self._is_desktop_dark = is_dark
        self._apply()

    def dress(self) -> None:
        """Put the style sheet on everything there is, and from now on whenever the palette changes."""
        if not self._is_dressed:
            self._is_dressed = True
            self._put_on()

    def _on_system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        wanted = self.appearance
        set_still(wanted.motion == "reduced" or (wanted.motion == "system" and self._is_system_still))
        is_system_dark = self._is_desktop_dark
        if is_system_dark is None:
            is_system_dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        is_system_high = self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        self.colours = palette(
            is_dark=self.choice == "dark" or (self.choice == "system" and is_system_dark),
            is_high_contrast=wanted.contrast == "high" or (wanted.contrast == "system" and is_system_high),
        )
        before = self._applied
        self._applied = (self.colours, wanted.text_percent)
        if before == self._applied:
            return
        is_other_size = self._scaling.percent != wanted.text_percent
        if is_other_size:
            self._scaling.choose(wanted.text_percent)
            self._application.setFont(typeface(13))
        self._application.setPalette(palette_of(self.colours))
        if self._is_dressed:
            self._put_on()
        self.changed.emit()
        if is_other_size:
            self._scaling.resize_dialogs()

    def _put_on(self) -> None:
        self._application.setStyleSheet(scaled_sheet(style_sheet(self.colours), self.appearance.text_percent))

"""The two palettes and their application to the whole program. Colours are named by purpose, never by hue."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from transcriber.gui.style_sheet import style_sheet

ThemeChoice = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """One palette; every value is `#RRGGBB`."""

    background: str
    surface: str
    border: str
    text: str
    muted: str
    faint: str
    accent: str
    record: str
    ok: str
    warn: str
    warn_background: str
    accent_soft: str
    """Behind what is switched on or pointed at."""
    ok_soft: str
    record_soft: str
    control: str
    """A control's own ground: the track of a slider, the trough of a row of choices."""
    control_on: str
    """The chosen one in a row of choices."""
    strong_border: str
    """The unfilled part of a slider or meter; at least 3:1 is not asked of it, its value is also written."""
    selection: str
    on_accent: str
    on_record: str


LIGHT = Colours(
    background="#F4F5F7",
    surface="#FFFFFF",
    border="#E1E4EA",
    text="#171A21",
    muted="#5A6270",
    faint="#687080",
    accent="#3355DD",
    record="#CF2338",
    ok="#0F7A52",
    warn="#8A5A00",
    warn_background="#FFF1CF",
    accent_soft="#E9EEFD",
    ok_soft="#E3F4EC",
    record_soft="#FCE8EA",
    control="#E6E9EF",
    control_on="#FFFFFF",
    strong_border="#C9CED8",
    selection="#CBD7FB",
    on_accent="#FFFFFF",
    on_record="#FFFFFF",
)

DARK = Colours(
    background="#101318",
    surface="#171B22",
    border="#2A303A",
    text="#E9ECF1",
    muted="#A3ACBA",
    faint="#808A99",
    accent="#86A1FF",
    record="#FF6374",
    ok="#4FD1A0",
    warn="#F4C566",
    warn_background="#43351A",
    accent_soft="#212B4C",
    ok_soft="#15322A",
    record_soft="#3D2027",
    control="#1E232C",
    control_on="#323945",
    strong_border="#3B4350",
    selection="#33467F",
    on_accent="#101318",
    on_record="#101318",
)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


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
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette


class Theme(QObject):
    """The palette in force. Main thread.

    The style sheet is first put on by `dress`, when the window is made: putting it on every control by itself, while
    they are made one after the other, takes twice as long.
    """

    changed = Signal()

    def __init__(self, application: QApplication, choice: ThemeChoice) -> None:
        super().__init__(application)
        self._application = application
        self.choice: ThemeChoice = choice
        self.colours = LIGHT
        self._applied: Colours | None = None
        self._is_dressed = False
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._apply()

    @property
    def is_dark(self) -> bool:
        """Whether the dark palette is in force."""
        return self.colours is DARK

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

    def dress(self) -> None:
        """Put the style sheet on everything there is, and from now on whenever the palette changes."""
        if not self._is_dressed:
            self._is_dressed = True
            self._application.setStyleSheet(style_sheet(self.colours))

    def _on_system_scheme_changed(self) -> None:
        if self.choice == "system":
            self._apply()

    def _apply(self) -> None:
        is_system_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        is_dark = self.choice == "dark" or (self.choice == "system" and is_system_dark)
        self.colours = DARK if is_dark else LIGHT
        if self._applied is self.colours:
            return
        self._applied = self.colours
        self._application.setPalette(palette_of(self.colours))
        if self._is_dressed:
            self._application.setStyleSheet(style_sheet(self.colours))
        self.changed.emit()

"""The switch beside the microphone: also what the computer plays. Shown only where that can be had."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout

from transcriber.gui.controls.tool_button import ToolButton
from transcriber.gui.icons import stroke_icon
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.gui.top_bar import TopBar


class PlayedSoundControl(QObject):
    """Between the switch, the choice of microphone and the preferences. Main thread."""

    def __init__(self, theme: Theme, bar: TopBar, keep_preferences: Callable[[], None], parent: QObject) -> None:
        """Hidden until the devices are known.

        Args:
            theme: Gives the colours.
            bar: Gets the switch, behind the choice of microphone.
            keep_preferences: Saves what the window shows.
            parent: Owns this.
        """
        super().__init__(parent)
        self._theme = theme
        self._bar = bar
        self._keep_preferences = keep_preferences
        self.switch = ToolButton(tr("Also what the computer plays"))
        self.switch.setCheckable(True)
        self.switch.hide()
        self._put_behind_microphone()
        self.switch.toggled.connect(self._on_toggled)
        bar.microphone.devices_changed.connect(self.update)
        bar.microphone.enabled_changed.connect(self.update)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()
        self.update()

    def update(self) -> None:
        """As the choice of microphone is now; while a recording runs, what it records stays."""
        microphone = self._bar.microphone
        self.switch.blockSignals(True)
        self.switch.setChecked(microphone.wants_played_sound)
        self.switch.blockSignals(False)
        self.switch.setVisible(microphone.has_played_sound)
        self.switch.setEnabled(microphone.isEnabled())
        self.switch.setToolTip(_tip(microphone.with_played_sound))

    def _put_behind_microphone(self) -> None:
        microphone = self._bar.microphone
        around = microphone.parentWidget()
        row = None if around is None else around.layout()
        for layout in (row, *(row.children() if row is not None else ())):
            if isinstance(layout, QBoxLayout) and layout.indexOf(microphone) >= 0:
                layout.insertWidget(layout.indexOf(microphone) + 1, self.switch)

    def _on_toggled(self, is_on: bool) -> None:
        self._bar.microphone.wants_played_sound = is_on
        self._keep_preferences()
        self.update()

    def _on_theme_changed(self) -> None:
        colours = self._theme.colours
        self.switch.setIcon(stroke_icon("played-sound", colours.text, colours.disabled))


def _tip(is_on: bool) -> str:
    if is_on:
        return tr("Also what the computer plays: its words are Others, the microphone's are Me")
    return tr("Also what the computer plays: off")

"""The settings of the program itself: its language, and how it lives on the desktop.

What the desktop cannot do is not shown.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from transcriber.gui.controls.choice_box import ChoiceBox
from transcriber.gui.controls.field import Field
from transcriber.gui.controls.switch import Switch
from transcriber.gui.controls.whole_dialog import WholeDialog
from transcriber.gui.desktop.autostart import Autostart
from transcriber.gui.language import tr
from transcriber.gui.theme import Theme
from transcriber.settings.desktop_choices import DesktopChoices


class ProgramDialog(WholeDialog):
    """Never blocks the window behind it. Main thread.

    Args:
        theme: Of the switches.
        autostart: Where starting with the desktop is asked for; None where it cannot be.
        has_tray: Whether there is a tray.
        parent: The main window.
    """

    changed = Signal(object)
    """`DesktopChoices`, as a person wants them now."""

    def __init__(self, theme: Theme, autostart: Autostart | None, *, has_tray: bool, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._autostart = autostart
        self._choices = DesktopChoices()
        self.language = ChoiceBox(theme)
        self.language.setAccessibleName(tr("Language of the window"))
        for words, code in ((tr("As the system"), "system"), ("English", "en"), ("Deutsch", "de")):
            self.language.addItem(words, code)
        self.tray_icon = Switch(theme, tr("Icon in the tray"))
        self.keeps_running = Switch(theme, tr("Keep running when the window is closed"))
        self.notifies = Switch(theme, tr("Notifications"))
        self.starts_with_desktop = Switch(theme, tr("Start with the desktop"))
        self._fields = {
            self.tray_icon: tr("Shows whether it records; its menu starts, pauses, marks and stops."),
            self.keeps_running: tr("Closing the window hides it; Quit in a menu ends the program."),
            self.notifies: tr(
                "While the window is not in front: a recording is interrupted, has a gap, or is finished."
            ),
            self.starts_with_desktop: tr("The window opens when you log in. It does not begin to record."),
        }
        self.fields = {switch: Field("", switch, help_words=words) for switch, words in self._fields.items()}
        self._lay_out(has_tray=has_tray)
        self.language.currentIndexChanged.connect(self._on_toggled)
        for switch in (self.tray_icon, self.keeps_running, self.notifies):
            switch.toggled.connect(self._on_toggled)
        self.starts_with_desktop.toggled.connect(self._on_start_toggled)

    def show_choices(self, choices: DesktopChoices) -> None:
        """What is chosen; nothing is emitted."""
        self._choices = choices
        self.language.blockSignals(True)
        self.language.setCurrentIndex(self.language.findData(choices.language))
        self.language.blockSignals(False)
        shown = (
            (self.tray_icon, choices.shows_tray_icon),
            (self.keeps_running, choices.keeps_running),
            (self.notifies, choices.notifies),
            (self.starts_with_desktop, self._autostart is not None and self._autostart.is_on),
        )
        for switch, is_on in shown:
            switch.blockSignals(True)
            switch.setChecked(is_on)
            switch.blockSignals(False)
        self._update()

    def _on_toggled(self) -> None:
        self._choices = replace(
            self._choices,
            language=self.language.currentData(),
            shows_tray_icon=self.tray_icon.isChecked(),
            keeps_running=self.keeps_running.isChecked(),
            notifies=self.notifies.isChecked(),
        )
        self._update()
        self.changed.emit(self._choices)

    def _on_start_toggled(self, is_on: bool) -> None:
        if self._autostart is None:
            return
        try:
            self._autostart.set_on(is_on)
        except OSError as error:
            reason = error.strerror or tr("it cannot be written")
            self.fields[self.starts_with_desktop].set_error(
                tr("The desktop was not told: {reason}.").format(reason=reason)
            )
            self.starts_with_desktop.blockSignals(True)
            self.starts_with_desktop.setChecked(self._autostart.is_on)
            self.starts_with_desktop.blockSignals(False)
        else:
            self.fields[self.starts_with_desktop].set_error("")

    def _update(self) -> None:
        # Without the icon there would be no way back to a window that is hidden.
        reason = "" if self.tray_icon.isChecked() else tr("Needs the icon in the tray.")
        self.fields[self.keeps_running].set_reason(reason)

    def _lay_out(self, *, has_tray: bool) -> None:
        self.setWindowTitle(tr("Program settings"))
        self.setModal(False)
        body = QWidget()
        body.setObjectName("panelBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(28, 20, 28, 20)
        column.setSpacing(16)
        spoken = tr("Counts from the next start of the program.")
        column.addWidget(Field(self.language.accessibleName(), self.language, help_words=spoken))
        title = QLabel(tr("On the desktop"))
        title.setObjectName("title")
        column.addWidget(title)
        for switch, field in self.fields.items():
            column.addWidget(field)
            needs_tray = switch in (self.tray_icon, self.keeps_running)
            field.setVisible(has_tray or not needs_tray)
        self.fields[self.starts_with_desktop].setVisible(self._autostart is not None)
        if not has_tray:
            column.addWidget(
                _words(tr("This desktop has no tray, so there is no icon, and closing the window ends the program."))
            )
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setContentsMargins(28, 10, 28, 14)
        buttons.rejected.connect(self.close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(body, 1)
        whole.addWidget(buttons)
        self.setMinimumWidth(440)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("fieldHelp")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

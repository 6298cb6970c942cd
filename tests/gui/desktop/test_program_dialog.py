import pytest
from pytestqt.qtbot import QtBot

from transcriber.gui.desktop.program_dialog import ProgramDialog
from transcriber.gui.theme import Theme
from transcriber.settings.desktop_choices import DesktopChoices


class Autostart:
    is_on = False
    fault: OSError | None = None

    def set_on(self, is_on: bool) -> None:
        if self.fault is not None:
            raise self.fault
        self.is_on = is_on


@pytest.fixture
def autostart() -> Autostart:
    return Autostart()


def made(theme: Theme, qtbot: QtBot, autostart: Autostart | None, *, has_tray: bool = True) -> ProgramDialog:
    dialog = ProgramDialog(theme, autostart, has_tray=has_tray, parent=None)
    qtbot.addWidget(dialog)
    dialog.show_choices(DesktopChoices(was_told_of_consent=True))
    dialog.show()
    return dialog


def test_each_switch_changes_its_choice_alone(theme: Theme, qtbot: QtBot, autostart: Autostart) -> None:
    dialog = made(theme, qtbot, autostart)
    told: list[DesktopChoices] = []
    dialog.changed.connect(told.append)
    dialog.keeps_running.click()
    dialog.notifies.click()
    assert told == [
        DesktopChoices(keeps_running=True, was_told_of_consent=True),
        DesktopChoices(keeps_running=True, notifies=False, was_told_of_consent=True),
    ]


def test_starting_with_the_desktop_is_told_to_the_desktop(theme: Theme, qtbot: QtBot, autostart: Autostart) -> None:
    dialog = made(theme, qtbot, autostart)
    dialog.starts_with_desktop.click()
    assert autostart.is_on
    dialog.show_choices(DesktopChoices())
    assert dialog.starts_with_desktop.isChecked()
    autostart.fault = OSError(13, "Permission denied")
    dialog.starts_with_desktop.click()
    assert dialog.starts_with_desktop.isChecked(), "it says what is so"
    assert dialog.fields[dialog.starts_with_desktop].error == "The desktop was not told: Permission denied."


def test_what_the_desktop_cannot_do_is_not_shown(theme: Theme, qtbot: QtBot) -> None:
    dialog = made(theme, qtbot, None, has_tray=False)
    shown = [switch.text() for switch in dialog.fields if switch.isVisible()]
    assert shown == ["Notifications"]


def test_every_switch_has_a_name_and_says_what_it_does(theme: Theme, qtbot: QtBot, autostart: Autostart) -> None:
    dialog = made(theme, qtbot, autostart)
    for switch in dialog.fields:
        assert switch.accessibleName()
        assert switch.accessibleDescription()


def test_the_language_of_the_window_is_chosen_by_its_own_name(theme: Theme, qtbot: QtBot, autostart: Autostart) -> None:
    dialog = made(theme, qtbot, autostart)
    told: list[DesktopChoices] = []
    dialog.changed.connect(told.append)
    assert [dialog.language.itemText(index) for index in range(3)] == ["As the system", "English", "Deutsch"]
    dialog.language.setCurrentIndex(2)
    dialog.show_choices(DesktopChoices(language="en"))
    assert told == [DesktopChoices(language="de", was_told_of_consent=True)]
    assert dialog.language.currentText() == "English"

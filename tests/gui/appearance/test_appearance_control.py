"""Looks and keys in the window: applied at once, remembered, there again at the next start."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.conftest import Stage
from transcriber.gui.palettes import HIGH_CONTRAST_LIGHT
from transcriber.settings.appearance import Appearance
from transcriber.settings.preferences import Preferences
from transcriber.settings.shortcuts import Shortcut


def test_the_keys_for_the_size_apply_at_once_and_are_remembered(stage: Stage) -> None:
    actions = stage.window.actions_
    actions.larger_text.trigger()
    actions.larger_text.trigger()
    assert stage.saved[-1].appearance == Appearance(text_percent=125)
    actions.smaller_text.trigger()
    actions.usual_text.trigger()
    assert stage.saved[-1].appearance == Appearance()
    assert {key.toString() for key in actions.larger_text.shortcuts()} == {"Ctrl++", "Ctrl+="}


def test_what_was_remembered_is_worn(stage: Stage) -> None:
    stage.window.close()
    stage.window = stage.new_window(Preferences(appearance=Appearance(contrast="high")))
    assert stage.theme.colours is HIGH_CONTRAST_LIGHT
    stage.theme.wear(Appearance())


def test_choices_of_the_dialog_count_and_are_remembered(stage: Stage) -> None:
    control = stage.window.parts.appearance
    stage.window.actions_.appearance.trigger()
    assert control.dialog is not None
    control.dialog.theme.segments[2].click()
    assert stage.theme.is_dark
    control.dialog.contrast.segments[2].click()
    assert (stage.saved[-1].theme, stage.saved[-1].appearance.contrast) == ("dark", "high")
    control.dialog.close()


def test_a_new_key_works_at_once_and_at_the_next_start(stage: Stage, qtbot: QtBot) -> None:
    control = stage.window.parts.appearance
    stage.window.actions_.shortcuts.trigger()
    dialog = control.shortcuts
    assert dialog is not None
    dialog.choose("record")
    dialog.clear.click()
    dialog.close()
    assert stage.saved[-1].shortcuts == (Shortcut(action="record"),)
    qtbot.keyClick(stage.window, Qt.Key.Key_F9)
    assert stage.app.asked == []

    stage.window.close()
    stage.window = stage.new_window(Preferences(shortcuts=(Shortcut(action="demo", keys=("Ctrl+F12",)),)))
    assert [key.toString() for key in stage.window.actions_.demo.shortcuts()] == ["Ctrl+F12"]


def test_keys_that_are_lent_come_back_as_a_person_wants_them(stage: Stage) -> None:
    actions = stage.window.actions_
    actions.lend_keys(True)
    actions.use_keys({**actions.action_keys, "mark": ("F2",)})
    assert actions.mark.shortcuts() == []
    actions.lend_keys(False)
    assert [key.toString() for key in actions.mark.shortcuts()] == ["F2"]


@pytest.mark.parametrize("stolen", ["F10"])
def test_a_file_that_gives_one_key_to_two_actions_leaves_it_to_the_first(stage: Stage, stolen: str) -> None:
    stage.window.close()
    stage.window = stage.new_window(Preferences(shortcuts=(Shortcut(action="about", keys=(stolen,)),)))
    actions = stage.window.actions_
    assert [key.toString() for key in actions.pause.shortcuts()] == [stolen]
    assert actions.about.shortcuts() == []

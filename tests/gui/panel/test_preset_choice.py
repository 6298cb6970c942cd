"""Presets: the one in force is named, a person's own are saved and removed, built-in ones stay."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.panel.preset_choice import PresetChoice
from transcriber.gui.session_choices import SessionChoices
from transcriber.gui.theme import Theme
from transcriber.realtime.commit_policy import CommitPolicy
from transcriber.realtime.configuration import ServerVad, SessionConfiguration
from transcriber.settings.presets import BUILT_IN_PRESETS, apply_preset, preset_from
from transcriber.settings.profiles import OPENAI

OWN = SessionChoices(
    profile=OPENAI,
    configuration=SessionConfiguration(prompt="Names", turn_detection=ServerVad(silence_duration_ms=1_234)),
    commit_policy=CommitPolicy(pause_ms=940),
)


@pytest.fixture
def presets(theme: Theme, qtbot: QtBot) -> PresetChoice:
    made = PresetChoice(theme)
    qtbot.addWidget(made)
    made.show()
    made.show_choices(OWN)
    return made


def save_as(presets: PresetChoice, qtbot: QtBot, name: str) -> None:
    presets.save.click()
    qtbot.keyClicks(presets.name, name)
    qtbot.keyClick(presets.name, Qt.Key.Key_Return)


def test_the_preset_that_the_choices_are_equal_to_is_named(presets: PresetChoice) -> None:
    assert presets.box.currentIndex() == -1
    for preset in BUILT_IN_PRESETS:
        configuration = apply_preset(preset, OWN.configuration)
        presets.show_choices(replace(OWN, configuration=configuration, commit_policy=preset.commit_policy))
        assert presets.box.currentText() == preset.name
        assert not presets.remove.isEnabled()


def test_picking_one_tells_which(presets: PresetChoice, qtbot: QtBot) -> None:
    presets.box.setCurrentIndex(1)
    with qtbot.waitSignal(presets.chosen) as told:
        presets.box.activated.emit(1)
    assert told.args == [BUILT_IN_PRESETS[1]]


def test_a_preset_is_named_saved_replaced_and_removed(presets: PresetChoice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(presets.presets_changed):
        save_as(presets, qtbot, "  Town   hall ")
    assert presets.presets == (preset_from("Town hall", OWN.configuration, OWN.commit_policy),)
    assert presets.box.currentText() == "Town hall"
    assert not presets.name.isVisible()
    save_as(presets, qtbot, "Town hall")
    assert len(presets.presets) == 1
    with qtbot.waitSignal(presets.presets_changed):
        presets.remove.click()
    assert not presets.presets
    assert presets.box.currentIndex() == -1


def test_a_name_in_other_capitals_is_the_same_preset(presets: PresetChoice, qtbot: QtBot) -> None:
    save_as(presets, qtbot, "Town hall")
    save_as(presets, qtbot, "TOWN HALL")
    assert [preset.name for preset in presets.presets] == ["TOWN HALL"]


@pytest.mark.parametrize("name", ["", "   ", BUILT_IN_PRESETS[0].name.upper()])
def test_no_name_and_a_built_in_name_save_nothing(presets: PresetChoice, qtbot: QtBot, name: str) -> None:
    save_as(presets, qtbot, name)
    assert presets.presets == ()
    qtbot.keyClick(presets.name, Qt.Key.Key_Escape)
    assert not presets.name.isVisible()

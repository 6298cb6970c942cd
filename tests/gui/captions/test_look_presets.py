import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.captions.look import CaptionLook
from transcriber.captions.presets import PRESETS, Preset
from transcriber.gui.captions.look_presets import LookPresets
from transcriber.gui.theme import Theme
from transcriber.settings.caption_choices import CaptionChoices

OWN = CaptionLook(lines=5)


@pytest.fixture
def presets(qtbot: QtBot, theme: Theme) -> LookPresets:
    made = LookPresets(theme, CaptionChoices(look=OWN))
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_preset_is_chosen_and_says_what_it_follows(presets: LookPresets, qtbot: QtBot) -> None:
    assert presets.choice.currentText() == "Own look"
    place = presets.choice.findText("Netflix")
    presets.choice.setCurrentIndex(place)
    with qtbot.waitSignal(presets.look_chosen) as chosen:
        presets.choice.activated.emit(place)
    assert chosen.args == [next(preset.look for preset in PRESETS if preset.name == "Netflix")]
    assert "Netflix Timed Text Style Guide" in presets.field.help
    assert not presets.naming.isVisible()


def test_an_own_look_is_kept_under_a_name_and_removed(presets: LookPresets, qtbot: QtBot) -> None:
    presets.name.setText("Room 3")
    with qtbot.waitSignal(presets.presets_changed) as kept:
        qtbot.keyClick(presets.name, Qt.Key.Key_Return)
    assert kept.args == [(Preset(name="Room 3", look=OWN),)]
    assert presets.choice.currentText() == "Room 3"
    with qtbot.waitSignal(presets.presets_changed) as removed:
        presets.delete.click()
    assert removed.args == [()]
    assert presets.choice.currentText() == "Own look"


def test_a_name_that_is_taken_is_refused_in_words(presets: LookPresets, qtbot: QtBot) -> None:
    presets.name.setText("BBC")
    with qtbot.assertNotEmitted(presets.presets_changed):
        presets.save.click()
    assert presets.presets == ()
    assert presets._name_field.error == "There is a preset BBC already."

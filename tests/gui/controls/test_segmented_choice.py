"""A choice of few: one value, reached by pointer and keyboard."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.segmented_choice import SegmentedChoice
from transcriber.gui.theme import Theme


@pytest.fixture
def choice(theme: Theme, qtbot: QtBot) -> SegmentedChoice:
    made = SegmentedChoice(theme, "Noise", (("Off", None), ("Near", "near"), ("Far", "far")))
    qtbot.addWidget(made)
    made.resize(260, 34)
    made.show()
    return made


def test_a_press_anywhere_in_a_segment_chooses_it(choice: SegmentedChoice, qtbot: QtBot) -> None:
    assert choice.value is None
    far = choice.segments[2]
    with qtbot.waitSignal(choice.changed):
        qtbot.mouseClick(far, Qt.MouseButton.LeftButton, pos=far.rect().bottomRight())
    assert choice.value == "far"


def test_the_arrows_choose_the_next(choice: SegmentedChoice, qtbot: QtBot) -> None:
    choice.activateWindow()
    choice.segments[0].setFocus()
    qtbot.waitUntil(choice.segments[0].hasFocus)
    with qtbot.waitSignal(choice.changed):
        qtbot.keyClick(choice.segments[0], Qt.Key.Key_Right)
    assert choice.value == "near"


def test_a_value_is_shown_without_a_signal(choice: SegmentedChoice, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choice.changed):
        choice.set_value("far")
    assert choice.value == "far"
    with pytest.raises(ValueError, match="middle"):
        choice.set_value("middle")


def test_each_segment_is_named_with_its_choice(choice: SegmentedChoice) -> None:
    assert [segment.accessibleName() for segment in choice.segments] == ["Noise: Off", "Noise: Near", "Noise: Far"]


def test_the_chosen_segment_stands_out(choice: SegmentedChoice, theme: Theme) -> None:
    image = choice.grab().toImage()
    grounds = [image.pixelColor(s.geometry().left() + 6, s.geometry().center().y()).name() for s in choice.segments]
    assert grounds[0] == theme.colours.control_on.lower()
    assert grounds[1] == grounds[2] == theme.colours.control.lower()

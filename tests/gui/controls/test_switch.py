"""A switch: its whole row can be pressed, and on and off look different."""

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from transcriber.gui.controls.switch import Switch
from transcriber.gui.theme import Theme


def test_the_whole_row_switches(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch(theme, "Include log probabilities")
    qtbot.addWidget(switch)
    switch.resize(268, 28)
    switch.show()
    for place, is_on in ((QPoint(3, 3), True), (QPoint(260, 24), False)):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=place)
        assert switch.isChecked() is is_on
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
    assert switch.accessibleName() == "Include log probabilities"


def test_on_and_off_look_different_and_the_track_is_coloured_when_on(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch(theme, "Log")
    qtbot.addWidget(switch)
    switch.resize(200, 28)
    switch.show()
    colours = []
    for is_on in (False, True):
        switch.setChecked(is_on)
        colours.append(switch.grab().toImage().pixelColor(200 - 21, 6).name())
    assert colours == [theme.colours.control_edge.lower(), theme.colours.accent.lower()]


def test_when_it_counts_is_painted_beside_it(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch(theme, "Log")
    qtbot.addWidget(switch)
    switch.resize(268, 28)
    switch.show()
    before = switch.grab().toImage()
    switch.set_when("Applies now")
    assert switch.grab().toImage() != before

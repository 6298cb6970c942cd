from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from transcriber.gui.captions.colour_button import ColourButton


def test_a_chosen_colour_is_shown_named_and_told(qtbot: QtBot, styled: object) -> None:
    button = ColourButton("Text colour")
    qtbot.addWidget(button)
    button.set_colour("#ffcc00")
    assert button.accessibleName() == "Text colour: #FFCC00"
    button.click()
    assert button.dialog is not None
    assert not button.dialog.isModal()
    with qtbot.waitSignal(button.changed):
        button.dialog.colorSelected.emit(QColor("#112233"))
    button.dialog.close()
    assert (button.colour, button.text()) == ("#112233", "#112233")
